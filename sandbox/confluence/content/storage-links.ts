import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { StorageLinks } from '../storage/html-parts.ts';
import { personByAccountId } from '../users/people.ts';
import { webPath } from './content-links.ts';
import { type ContentRow, contentSelect, titleKey } from './content-rows.ts';

/** Resolves the people and page titles named in a body that belongs to the given space. */
export function storageLinks(site: Site, spaceId: number): StorageLinks {
  return {
    nameOf,
    pageUrl: (title, spaceKey) => {
      const row = selectOne<ContentRow>(
        site.db,
        `${contentSelect} WHERE c.title_key = ? AND c.status = 'current' AND (s.key = ? OR (? IS NULL AND s.id = ?))
         ORDER BY c.kind DESC, c.id LIMIT 1`,
        titleKey(title),
        spaceKey ?? null,
        spaceKey ?? null,
        spaceId,
      );
      return row && `/wiki${webPath(row)}`;
    },
  };
}

export function nameOf(accountId: string): string {
  return personByAccountId(accountId)?.displayName ?? 'Former user';
}
