import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { findSpaceId } from './find-space.ts';
import { findPeople } from './people.ts';
import { listAnswer, paging, readList } from './read-list.ts';
import { type Rest, ToolError } from './rest.ts';
import { contentSchema, pageShape, versionShape } from './shapes.ts';

const PAGES = '/wiki/api/v2/pages';
const storageBody = z.object({ storage: z.object({ value: z.string() }) });
const spaceRowSchema = z.object({ id: z.string(), key: z.string(), name: z.string() });

async function readPage(rest: Rest, id: string, query = {}) {
  return contentSchema.parse(await rest.get(`${PAGES}/${encodeURIComponent(id)}`, query));
}

/** Key and name of the spaces in a list of pages; REST v2 gives only their ids. */
async function findSpaces(rest: Rest, ids: readonly (string | null | undefined)[]) {
  const unique = [...new Set(ids.filter((id) => typeof id === 'string'))];
  if (unique.length === 0) return new Map<string, z.infer<typeof spaceRowSchema>>();
  const { rows } = await readList(rest, '/wiki/api/v2/spaces', { ids: unique }, { limit: 250 });
  return new Map(rows.map((row) => spaceRowSchema.parse(row)).map((space) => [space.id, space]));
}

function pageSort(sort: string | undefined, direction: string | undefined): string | undefined {
  if (sort === undefined || direction !== 'desc' || sort.startsWith('-')) return sort;
  return `-${sort}`;
}

/** The tools that read and write pages. */
export const pageTools: Record<string, ToolExecutor> = {
  CONFLUENCE_GET_PAGES: defineTool(
    z.object({
      spaceId: z.string().optional(),
      status: z.string().optional(),
      sort: z.string().optional(),
      direction: z.string().optional(),
      authorId: z.string().optional(),
      label: z.array(z.string()).optional(),
      ...paging,
    }),
    async (args, rest) => {
      if (args.label?.length) {
        throw new ToolError('Pages cannot be listed by label. Use CONFLUENCE_CQL_SEARCH with label = "…".');
      }
      const query = {
        'space-id': args.spaceId === undefined ? undefined : await findSpaceId(rest, args.spaceId),
        status: args.status,
        sort: pageSort(args.sort, args.direction),
      };
      const read = await readList(rest, PAGES, query, args);
      const all = read.rows.map((row) => contentSchema.parse(row));
      const pages = all.filter((page) => args.authorId === undefined || page.authorId === args.authorId);
      const spaces = await findSpaces(
        rest,
        pages.map((page) => page.spaceId),
      );
      const people = await findPeople(
        rest,
        pages.map((page) => page.version?.authorId),
      );
      return listAnswer({ ...read, rows: pages }, (row) => {
        const page = contentSchema.parse(row);
        const space = spaces.get(page.spaceId ?? '');
        return {
          id: page.id,
          title: page.title,
          status: page.status,
          type: 'page',
          space: { id: page.spaceId ?? null, key: space?.key ?? null, name: space?.name ?? null },
          version: {
            when: page.version?.createdAt ?? null,
            message: page.version?.message || null,
            by: people.get(page.version?.authorId ?? '') ?? null,
          },
          _links: { self: `${PAGES}/${page.id}`, ...page._links },
        };
      });
    },
  ),

  CONFLUENCE_GET_PAGE_BY_ID: defineTool(
    z.object({ id: z.string(), draft: z.boolean().optional(), version: z.number().optional() }),
    async (args, rest) => {
      const page = await readPage(rest, args.id, {
        'body-format': 'storage',
        'get-draft': args.draft,
        version: args.version,
      });
      const people = await findPeople(rest, [page.authorId, page.version?.authorId]);
      return {
        ...pageShape(page),
        author: people.get(page.authorId ?? '') ?? {},
        version: {
          ...versionShape(page.version),
          by: people.get(page.version?.authorId ?? '') ?? null,
        },
      };
    },
  ),

  CONFLUENCE_CREATE_PAGE: defineTool(
    z.object({
      spaceId: z.string(),
      title: z.string(),
      body: storageBody,
      parentId: z.string().optional(),
    }),
    async (args, rest) => {
      const created = await rest.post(PAGES, {
        spaceId: await findSpaceId(rest, args.spaceId),
        status: 'current',
        title: args.title,
        parentId: args.parentId,
        body: { representation: 'storage', value: args.body.storage.value },
      });
      return pageShape(contentSchema.parse(created));
    },
  ),

  CONFLUENCE_UPDATE_PAGE: defineTool(
    z.object({
      id: z.string(),
      title: z.string(),
      spaceId: z.string(),
      body: storageBody,
      version: z.object({ number: z.number(), message: z.string().optional() }),
    }),
    async (args, rest) => {
      const updated = await rest.put(`${PAGES}/${encodeURIComponent(args.id)}`, {
        id: args.id,
        status: 'current',
        title: args.title,
        spaceId: await findSpaceId(rest, args.spaceId),
        body: { representation: 'storage', value: args.body.storage.value },
        version: args.version,
      });
      return pageShape(contentSchema.parse(updated));
    },
  ),

  CONFLUENCE_DELETE_PAGE: defineTool(z.object({ id: z.string() }), async (args, rest) => {
    await rest.delete(`${PAGES}/${encodeURIComponent(args.id)}`);
    // REST answers nothing; the tool shows the page as it now lies in the trash.
    const page = await readPage(rest, args.id);
    return { ...pageShape(page), deletedAt: null };
  }),

  CONFLUENCE_GET_CHILD_PAGES: defineTool(z.object({ id: z.string(), ...paging }), async (args, rest) =>
    listAnswer(
      await readList(rest, `${PAGES}/${encodeURIComponent(args.id)}/children`, {}, args),
      ({ id, title, status, spaceId }) => ({
        id,
        title,
        status,
        spaceId,
        type: 'page',
        _links: { self: `${PAGES}/${id}` },
      }),
    ),
  ),

  CONFLUENCE_GET_PAGE_ANCESTORS: defineTool(z.object({ id: z.string() }), async (args, rest) => {
    const path = `${PAGES}/${encodeURIComponent(args.id)}/ancestors`;
    const read = await readList(rest, path, {}, { limit: 250 });
    // REST gives id and type only.
    const ancestors = await Promise.all(read.rows.map((row) => readPage(rest, String(row.id))));
    return listAnswer({ ...read, rows: ancestors }, (row) => ({
      id: row.id,
      title: row.title,
      status: row.status,
      type: 'page',
      spaceId: row.spaceId,
      macroRenderedOutput: null,
      _links: row._links,
    }));
  }),

  CONFLUENCE_GET_PAGE_VERSIONS: defineTool(z.object({ id: z.string(), ...paging }), async (args, rest) => {
    const path = `${PAGES}/${encodeURIComponent(args.id)}/versions`;
    const read = await readList(rest, path, {}, args);
    const people = await findPeople(
      rest,
      read.rows.map((row) => String(row.authorId)),
    );
    return listAnswer(read, (row) => {
      const accountId = String(row.authorId);
      return {
        id: String(row.number),
        number: row.number,
        message: row.message || null,
        minorEdit: row.minorEdit ?? false,
        createdAt: row.createdAt,
        createdBy: { id: accountId, accountId, displayName: people.get(accountId)?.displayName ?? null },
      };
    });
  }),
};
