import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { findSpaceId } from './find-space.ts';
import { rankTitles } from './rank-titles.ts';
import { type Row, readList } from './read-list.ts';
import { type Rest, ToolError } from './rest.ts';
import { contentSchema } from './shapes.ts';

/** How many pages a title search looks at, at most. */
const MOST_PAGES = 2500;

async function allPages(rest: Rest, spaceKey: string | undefined): Promise<Row[]> {
  const path =
    spaceKey === undefined
      ? '/wiki/api/v2/pages'
      : `/wiki/api/v2/spaces/${await findSpaceId(rest, spaceKey)}/pages`;
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const read = await readList(rest, path, {}, { limit: 250, cursor });
    rows.push(...read.rows);
    cursor = read.next;
  } while (cursor !== undefined && rows.length < MOST_PAGES);
  return rows;
}

/** The tools that search content and people. */
export const searchTools: Record<string, ToolExecutor> = {
  CONFLUENCE_CQL_SEARCH: defineTool(
    z.object({
      cql: z.string(),
      limit: z.number().default(25),
      start: z.number().optional(),
      cursor: z.string().optional(),
      expand: z.string().optional(),
      excerpt: z.string().optional(),
    }),
    (args, rest) => rest.get('/wiki/rest/api/search', args),
  ),

  CONFLUENCE_SEARCH_CONTENT: defineTool(
    z.object({
      query: z.string(),
      spaceKey: z.string().optional(),
      limit: z.number().default(25),
      start: z.number().default(0),
    }),
    async (args, rest) => {
      const pages = (await allPages(rest, args.spaceKey)).map((row) => contentSchema.parse(row));
      const results = rankTitles(args.query, pages).slice(args.start, args.start + args.limit);
      return {
        response_data: {
          results: results.map((page) => ({
            id: page.id,
            title: page.title,
            status: page.status,
            type: 'page',
            spaceId: page.spaceId ?? null,
            version: page.version ?? null,
            _links: page._links,
          })),
          start: args.start,
          limit: args.limit,
          size: results.length,
        },
      };
    },
  ),

  CONFLUENCE_SEARCH_USERS: defineTool(
    z.object({
      cql: z.string().optional(),
      accountId: z.string().optional(),
      limit: z.number().default(25),
      cursor: z.string().optional(),
    }),
    async (args, rest) => {
      const cql = args.cql ?? (args.accountId ? `user.accountid = "${args.accountId}"` : undefined);
      if (cql === undefined) throw new ToolError('Send cql or accountId.');
      const found = await rest.get('/wiki/rest/api/search/user', {
        cql,
        limit: args.limit,
        cursor: args.cursor,
      });
      return { response_data: found };
    },
  ),
};
