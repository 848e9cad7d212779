import { z } from 'zod';
import { cqlText } from './cql-text.ts';
import { findPeople } from './people.ts';
import { type Row, readList } from './read-list.ts';
import type { Rest } from './rest.ts';
import { type Content, contentSchema } from './shapes.ts';

const PAGES = '/wiki/api/v2/pages';
/** As many ids as the list of pages takes. */
const MOST_IDS = 250;

const spaceRowSchema = z.object({ id: z.string(), key: z.string(), name: z.string() });
const hitSchema = z.object({ content: z.looseObject({ id: z.string() }) });

/** Reads pages by id, without their bodies. Those that the caller may not see are not there. */
export async function findPages(rest: Rest, ids: readonly string[]): Promise<Map<string, Content>> {
  if (ids.length === 0) return new Map();
  const { rows } = await readList(rest, PAGES, { id: ids }, { limit: MOST_IDS });
  return new Map(rows.map((row) => contentSchema.parse(row)).map((page) => [page.id, page]));
}

/** The ids of pages that carry any of the labels. The list of pages knows no labels, the search does. */
export async function findLabelled(rest: Rest, labels: readonly string[]): Promise<string[]> {
  const cql = `type = page AND label IN (${labels.map(cqlText).join(', ')})`;
  const { rows } = await readList(
    rest,
    '/wiki/rest/api/search',
    { cql, excerpt: 'none' },
    { limit: MOST_IDS },
  );
  return rows.map((row) => hitSchema.parse(row).content.id);
}

export function pageLinks(id: string, page: Content | undefined) {
  const { webui = null, tinyui = null } = page?._links ?? {};
  return { self: `${PAGES}/${id}`, webui, tinyui };
}

/** Key and name of the spaces in a list of pages; REST v2 gives only their ids. */
async function findSpaces(rest: Rest, ids: readonly (string | null | undefined)[]) {
  const unique = [...new Set(ids.filter((id) => typeof id === 'string'))];
  if (unique.length === 0) return new Map<string, z.infer<typeof spaceRowSchema>>();
  const { rows } = await readList(rest, '/wiki/api/v2/spaces', { ids: unique }, { limit: MOST_IDS });
  return new Map(rows.map((row) => spaceRowSchema.parse(row)).map((space) => [space.id, space]));
}

/** Looks up what the rows of a list of pages only name by id, and returns how one row is answered. */
export async function pageRows(rest: Rest, rows: readonly Row[]) {
  const pages = rows.map((row) => contentSchema.parse(row));
  const [spaces, people] = await Promise.all([
    findSpaces(
      rest,
      pages.map((page) => page.spaceId),
    ),
    findPeople(
      rest,
      pages.map((page) => page.version?.authorId),
    ),
  ]);
  return (row: Row) => {
    const { id, title, status, spaceId, version, ...page } = contentSchema.parse(row);
    const space = spaces.get(spaceId ?? '');
    return {
      id,
      title,
      status,
      type: 'page',
      space: { id: spaceId ?? null, key: space?.key ?? null, name: space?.name ?? null },
      version: {
        when: version?.createdAt ?? null,
        message: version?.message || null,
        by: people.get(version?.authorId ?? '') ?? null,
      },
      _links: pageLinks(id, { ...page, id, title, status }),
    };
  };
}
