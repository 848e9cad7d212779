import { createHash } from 'node:crypto';
import { z } from 'zod';
import { mayAdministerSpace, mayWrite } from '../permissions.ts';
import type { Site } from '../site.ts';
import { administrators, everyone } from '../users/groups.ts';
import { type Person, personByAccountId } from '../users/people.ts';
import type { SpaceRow } from './spaces.ts';

type Operation = { key: string; targetType: string };
export type SpaceGrant = {
  id: string;
  principal: { type: 'user' | 'group'; id: string };
  operation: Operation;
};

const subjectList = z.array(z.string());

const reading: Operation[] = [{ key: 'read', targetType: 'space' }];
const written = ['page', 'blogpost', 'comment', 'attachment'];
const writing: Operation[] = [
  ...written.flatMap((targetType) => [
    { key: 'create', targetType },
    { key: 'delete', targetType },
  ]),
  { key: 'archive', targetType: 'page' },
  { key: 'restrict_content', targetType: 'space' },
  { key: 'export', targetType: 'space' },
];
const administering: Operation[] = [
  { key: 'administer', targetType: 'space' },
  { key: 'delete', targetType: 'space' },
];

/** The account ids and group ids a space is open to. Undefined readers: everyone. */
function subjectsIn(space: SpaceRow): { readers: string[] | undefined; writers: string[] } {
  return {
    readers: space.readers === null ? undefined : subjectList.parse(JSON.parse(space.readers)),
    writers: subjectList.parse(JSON.parse(space.writers)),
  };
}

/**
 * Who may do what in a space, one line for each person or group and each operation. Its creator may do everything.
 * Administrators may too, but by their office: no space gives it to them.
 */
export function spaceGrants(space: SpaceRow): SpaceGrant[] {
  const { readers = [everyone], writers } = subjectsIn(space);
  const others = (subjects: string[]) => subjects.filter((subject) => subject !== space.author_id);
  const grants = [
    ...each(space.author_id, [...reading, ...writing, ...administering]),
    ...others(readers).flatMap((subject) => each(subject, reading)),
    ...others(writers).flatMap((subject) => each(subject, writing)),
  ];
  return grants.map((grant) => ({ id: grantId(space, grant), ...grant }));
}

// A number that stays the same whatever else is given or taken.
function grantId(space: SpaceRow, { principal, operation }: Omit<SpaceGrant, 'id'>): string {
  const said = `${principal.id} ${operation.key} ${operation.targetType}`;
  const hash = createHash('sha256').update(said).digest().readUInt32BE() % 1_000_000;
  return String(space.id * 1_000_000 + hash);
}

function each(subject: string, operations: Operation[]): Omit<SpaceGrant, 'id'>[] {
  const type = personByAccountId(subject) ? 'user' : 'group';
  return operations.map((operation) => ({ principal: { type, id: subject }, operation }));
}

/** What someone may do in a space they can see, as both versions of REST name it. */
export function spaceOperations(site: Site, person: Person, space: SpaceRow) {
  const operations = [
    ...reading,
    ...(mayWrite(site, person, space.id) ? writing : []),
    ...(mayAdministerSpace(person, space) ? administering : []),
  ];
  return operations.map(({ key, targetType }) => ({ operation: key, targetType }));
}

const spaceRoles = [
  {
    id: '7f2d4c1e-1a60-4f0e-9b55-0c9de1a10001',
    type: 'SYSTEM',
    name: 'Admin',
    description: 'Can do everything in the space, and say who may use it.',
    operations: [...reading, ...writing, ...administering],
  },
  {
    id: '7f2d4c1e-1a60-4f0e-9b55-0c9de1a10002',
    type: 'SYSTEM',
    name: 'Collaborator',
    description: 'Can see and change what is in the space.',
    operations: [...reading, ...writing],
  },
  {
    id: '7f2d4c1e-1a60-4f0e-9b55-0c9de1a10003',
    type: 'SYSTEM',
    name: 'Viewer',
    description: 'Can see what is in the space.',
    operations: reading,
  },
] as const;

/** Each person or group with the highest role it has in a space. */
export function roleAssignments(space: SpaceRow) {
  const { readers = [everyone], writers } = subjectsIn(space);
  const [admin, collaborator, viewer] = spaceRoles;
  const roles = new Map<string, string>();
  for (const subject of readers) roles.set(subject, viewer.id);
  for (const subject of writers) roles.set(subject, collaborator.id);
  for (const subject of [space.author_id, administrators]) roles.set(subject, admin.id);
  return [...roles].map(([subject, roleId]) => ({
    principal: { principalType: personByAccountId(subject) ? 'USER' : 'GROUP', principalId: subject },
    roleId,
  }));
}
