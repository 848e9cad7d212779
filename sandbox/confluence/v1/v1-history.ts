import type { Context } from 'hono';
import type { ContentRow } from '../content/content-rows.ts';
import { selectAll, selectOne } from '../rows.ts';
import { type Site, wikiBase } from '../site.ts';
import { personByAccountId } from '../users/people.ts';
import { v1AuthorJson, v1UserJson } from '../users/users.ts';
import { type Expand, withExpanded } from './expand.ts';

export type V1Version = {
  number: number;
  author_id: string;
  created_at: string;
  message: string;
  minor_edit: number;
};

/** One version of a page or blog post, or of whatever else is stored with versions. */
export function storedVersion(site: Site, contentId: number, number: number): V1Version | undefined {
  return selectOne<V1Version>(
    site.db,
    'SELECT * FROM confluence_version WHERE content_id = ? AND number = ?',
    contentId,
    number,
  );
}

/** A version in the shape of REST v1. */
export function v1VersionJson(c: Context, contentId: number, version: V1Version) {
  return {
    by: v1AuthorJson(c, version.author_id),
    when: version.created_at,
    friendlyWhen: friendlyDate(version.created_at),
    message: version.message,
    number: version.number,
    minorEdit: version.minor_edit === 1,
    contentTypeModified: false,
    _expandable: { collaborators: '', content: `/rest/api/content/${contentId}` },
    _links: { self: `${wikiBase(c)}/rest/api/content/${contentId}/version/${version.number}` },
  };
}

/** When and by whom content was made and changed, in the shape of REST v1. `number` is the version that is looked at. */
export function v1HistoryJson(
  c: Context,
  site: Site,
  row: Pick<ContentRow, 'id' | 'version' | 'author_id' | 'owner_id' | 'last_owner_id' | 'created_at'>,
  expand: Expand,
  number = row.version,
) {
  const version = (wanted: number) => ({
    build: () => {
      const found = storedVersion(site, row.id, wanted);
      return found && v1VersionJson(c, row.id, found);
    },
  });
  const person = (accountId: string | null) => ({
    build: () => (accountId === null ? undefined : v1AuthorJson(c, accountId)),
  });
  return withExpanded(
    {
      latest: number === row.version,
      createdBy: v1AuthorJson(c, row.author_id),
      createdDate: row.created_at,
      _links: {
        self: `${wikiBase(c)}/rest/api/content/${row.id}/history`,
        base: wikiBase(c),
        context: '/wiki',
      },
    },
    expand,
    {
      lastUpdated: version(row.version),
      previousVersion: version(number - 1),
      nextVersion: version(number + 1),
      contributors: { build: () => ({ publishers: publishersJson(c, site, row.id) }) },
      ownedBy: person(row.owner_id),
      lastOwnedBy: person(row.last_owner_id),
    },
  );
}

function publishersJson(c: Context, site: Site, contentId: number) {
  const ids = selectAll<{ author_id: string }>(
    site.db,
    'SELECT author_id FROM confluence_version WHERE content_id = ? GROUP BY author_id ORDER BY min(number)',
    contentId,
  ).map((row) => row.author_id);
  const users = ids.flatMap((id) => {
    const person = personByAccountId(id);
    return person ? [v1UserJson(c, person)] : [];
  });
  return {
    users,
    userAccountIds: ids,
    _links: { self: `${wikiBase(c)}/rest/api/content/${contentId}/history` },
  };
}

// Made once: making one costs more than all the rest of a version.
const dates = new Intl.DateTimeFormat('en-US', {
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

function friendlyDate(iso: string): string {
  return dates.format(new Date(iso));
}
