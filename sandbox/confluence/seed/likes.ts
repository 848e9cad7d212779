import type { Site } from '../site.ts';
import { type Nick, personByNick } from '../users/people.ts';

/** Pages, posts and comments by id, and who likes them. */
const likes: [target: number, ...by: Nick[]][] = [
  [2100002, 'grace', 'alan'],
  [2100901, 'ada', 'grace', 'alan'],
  [2900001, 'ada'],
  [2900004, 'ada'],
];

export function seedLikes(site: Site): void {
  const insert = site.db.prepare(
    'INSERT INTO confluence_like (target_id, account_id, created_at) VALUES (?, ?, ?)',
  );
  for (const [target, ...by] of likes) {
    for (const nick of by)
      insert.run(target, personByNick(nick)?.accountId ?? '', '2026-09-15T11:00:00.000Z');
  }
}
