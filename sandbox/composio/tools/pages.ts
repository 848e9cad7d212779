import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { findSpaceId } from './find-space.ts';
import { findLabelled, findPages, pageLinks, pageRows } from './page-rows.ts';
import { findPeople } from './people.ts';
import { listAnswer, paging, readList } from './read-list.ts';
import type { Rest } from './rest.ts';
import { contentSchema, pageShape, versionShape } from './shapes.ts';

const PAGES = '/wiki/api/v2/pages';
const storageBody = z.object({
  storage: z.object({ value: z.string(), representation: z.string().default('storage') }),
});
const ancestorSchema = z.object({ id: z.string(), type: z.string() });

async function readPage(rest: Rest, id: string, query = {}) {
  return contentSchema.parse(await rest.get(`${PAGES}/${encodeURIComponent(id)}`, query));
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
      const labelled = args.label?.length ? await findLabelled(rest, args.label) : undefined;
      const query = {
        id: labelled,
        'space-id': args.spaceId === undefined ? undefined : await findSpaceId(rest, args.spaceId),
        status: args.status,
        sort: pageSort(args.sort, args.direction),
      };
      const nothing = {
        rows: [],
        limit: args.limit,
        start: args.start,
        next: undefined,
        base: undefined,
        self: PAGES,
      };
      const read =
        labelled?.length === 0
          ? nothing
          : await readList(
              rest,
              PAGES,
              query,
              args,
              ({ authorId }) => args.authorId === undefined || authorId === args.authorId,
            );
      return listAnswer(read, await pageRows(rest, read.rows));
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
        body: args.body.storage,
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
        body: args.body.storage,
        version: args.version,
      });
      return pageShape(contentSchema.parse(updated));
    },
  ),

  CONFLUENCE_DELETE_PAGE: defineTool(z.object({ id: z.string() }), async (args, rest) => {
    // REST answers nothing, and a page in the trash has no parent any more.
    const before = await readPage(rest, args.id);
    await rest.delete(`${PAGES}/${encodeURIComponent(args.id)}`);
    const deletedAt = rest.now().toISOString();
    const after = await readPage(rest, args.id);
    return { ...pageShape({ ...after, parentId: before.parentId }), deletedAt };
  }),

  CONFLUENCE_GET_CHILD_PAGES: defineTool(z.object({ id: z.string(), ...paging }), async (args, rest) => {
    const read = await readList(rest, `${PAGES}/${encodeURIComponent(args.id)}/children`, {}, args);
    const pages = await findPages(
      rest,
      read.rows.map((row) => String(row.id)),
    );
    return listAnswer(read, ({ id, title, status, spaceId }) => ({
      id,
      title,
      status,
      spaceId,
      type: 'page',
      _links: pageLinks(String(id), pages.get(String(id))),
    }));
  }),

  CONFLUENCE_GET_PAGE_ANCESTORS: defineTool(z.object({ id: z.string() }), async (args, rest) => {
    const path = `${PAGES}/${encodeURIComponent(args.id)}/ancestors`;
    // REST gives id and type only, and this list has no cursor.
    const read = await readList(rest, path, {}, { limit: 250 });
    const ancestors = read.rows.map((row) => ancestorSchema.parse(row));
    const pages = await findPages(
      rest,
      ancestors.flatMap(({ id, type }) => (type === 'page' ? [id] : [])),
    );
    return listAnswer({ ...read, rows: ancestors }, (row) => {
      const { id, type } = ancestorSchema.parse(row);
      const page = pages.get(id);
      return {
        id,
        title: page?.title ?? null,
        status: page?.status ?? null,
        type,
        spaceId: page?.spaceId ?? null,
        macroRenderedOutput: null,
        _links: page?._links ?? {},
      };
    });
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
