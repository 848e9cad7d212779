import type { Nick, Person } from './people.ts';

export type Group = { id: string; name: string; members: readonly Nick[] };

/** Everyone who may use the site; what is open to all is open to this group. */
export const everyone = '6b1c2f0a-0c53-4c9e-8f0e-5a7d1e2b3c01';
export const administrators = '6b1c2f0a-0c53-4c9e-8f0e-5a7d1e2b3c02';

/** The groups of the seeded site. */
export const groups: readonly Group[] = [
  { id: administrators, name: 'confluence-admins-acme', members: ['admin'] },
  {
    id: everyone,
    name: 'confluence-users-acme',
    members: ['admin', 'ada', 'grace', 'alan'],
  },
  { id: '6b1c2f0a-0c53-4c9e-8f0e-5a7d1e2b3c03', name: 'marketing', members: ['ada'] },
  { id: '6b1c2f0a-0c53-4c9e-8f0e-5a7d1e2b3c04', name: 'engineering', members: ['grace', 'alan'] },
];

export function groupsOf(person: Person): Group[] {
  return groups.filter((group) => group.members.includes(person.nick));
}
