import { z } from 'zod';
import { cqlText } from './cql-text.ts';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { findSpaceByKey } from './find-space.ts';
import { rankTitles } from './rank-titles.ts';
import { type Row, readList } from './read-list.ts';
import { type Rest, ToolError } from './rest.ts';
import { contentSchema } from './shapes.ts';

/** How often a title search asks for more pages, at most. */
const MOST_REQUESTS = 300;

async function allPages(rest: Rest, spaceKey: string | undefined): Promise<Row[]> {
  const path =
    spaceKey === undefined
      ? '/wiki/api/v2/pages'
      : `/wiki/api/v2/spaces/${await findSpaceByKey(rest, spaceKey)}/pages`;
  const rows: Row[] = [];
  let cursor: string | undefined;
  for (let requests = 0; requests < MOST_REQUESTS; requests += 1) {
    const read = await readList(rest, path, {}, { limit: 250, cursor });
    rows.push(...read.rows);
    cursor = read.next;
    if (cursor === undefined) break;
  }
  return rows;
}

/** The search for people goes on by offset; its cursor is the one of `_links.next`, or that link itself. */
function startOf(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const start = new URLSearchParams(cursor.slice(cursor.indexOf('?') + 1)).get('start') ?? cursor;
  if (!/^\d+$/.test(start)) throw new ToolError('The cursor is not one of this search.');
  return start;
}

/** The tools that search content and people. */
export const searchTools: Record<string, ToolExecutor> = {
  CONFLUENCE_CQL_SEARCH: defineTool(
    z.object({
      cql: z.string(),
      limit: z.number().default(25),
      start: z.number().default(0),
      cursor: z.string().optional(),
      expand: z.string().optional(),
      excerpt: z.string().optional(),
    }),
    async ({ limit, start, cursor, ...query }, rest) => {
      const read = await readList(rest, '/wiki/rest/api/search', query, { limit, start, cursor });
      const { rows } = read;
      return { ...read.answer, results: rows, start: read.start, limit: read.limit, size: rows.length };
    },
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
      const byId = args.accountId ? `user.accountid = ${cqlText(args.accountId)}` : undefined;
      const cql = args.cql ?? byId;
      if (cql === undefined) throw new ToolError('Send cql or accountId.');
      const found = await rest.get('/wiki/rest/api/search/user', {
        cql,
        limit: args.limit,
        start: startOf(args.cursor),
      });
      return { response_data: found };
    },
  ),
};
