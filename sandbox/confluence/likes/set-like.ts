import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';
import { likesOf } from './likes.ts';

/**
 * Lets someone like a page, blog post or comment, or takes the like back; saying the same twice changes nothing. REST has
 * no call for it. The caller has checked that the person may see the target.
 */
export function setLike(site: Site, person: Person, targetId: number, liked: boolean): void {
  const before = likesOf(site, targetId).length;
  const { changes } = liked
    ? site.db
        .prepare('INSERT OR IGNORE INTO confluence_like (target_id, account_id, created_at) VALUES (?, ?, ?)')
        .run(targetId, person.accountId, site.now().toISOString())
    : site.db
        .prepare('DELETE FROM confluence_like WHERE target_id = ? AND account_id = ?')
        .run(targetId, person.accountId);
  if (changes === 0) return;
  const place = placeOf(site, targetId);
  site.announce({
    kind: 'likes.changed',
    spaceId: place?.space_id ?? null,
    contentId: place?.id ?? null,
    subjectId: place && place.id !== targetId ? String(targetId) : null,
    actorId: person.accountId,
    at: site.now().toISOString(),
    before: { count: before },
  });
}

function placeOf(site: Site, targetId: number): { id: number; space_id: number } | undefined {
  return selectOne(
    site.db,
    `SELECT id, space_id FROM confluence_content
      WHERE id = ifnull((SELECT content_id FROM confluence_comment WHERE id = ?), ?)`,
    targetId,
    targetId,
  );
}
