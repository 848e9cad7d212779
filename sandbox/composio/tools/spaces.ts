import { z } from 'zod';
import { cqlText } from './cql-text.ts';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { findSpaceByKey } from './find-space.ts';
import { listAnswer, paging, type Row, readList } from './read-list.ts';
import type { Rest } from './rest.ts';

const SPACES = '/wiki/api/v2/spaces';
const hitSchema = z.object({
  content: z.looseObject({ id: z.string(), title: z.string(), status: z.string() }),
});
const textList = z.array(z.string()).optional();

function spaceShape(space: Row) {
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: space.type,
    status: space.status,
    homepageId: space.homepageId ?? null,
    description: space.description ?? null,
    icon: space.icon ?? null,
    _links: space._links ?? {},
  };
}

/** One space as the tools answer it. */
export async function readSpace(rest: Rest, id: string) {
  const query = { 'description-format': 'plain', 'include-icon': true };
  return spaceShape(z.looseObject({}).parse(await rest.get(`${SPACES}/${encodeURIComponent(id)}`, query)));
}

/** The attachments of a space. Only the search knows them by space. */
async function readAttachments(rest: Rest, spaceKey: string, page: Parameters<typeof readList>[3]) {
  const cql = `type = attachment AND space = ${cqlText(spaceKey)} ORDER BY created`;
  const read = await readList(rest, '/wiki/rest/api/search', { cql, excerpt: 'none' }, page);
  const rows = read.rows.map((row) => hitSchema.parse(row).content);
  return listAnswer({ ...read, rows }, ({ id, title, status }) => ({
    id,
    title,
    type: 'attachment',
    status,
  }));
}

/** The tools that read spaces. */
export const spaceTools: Record<string, ToolExecutor> = {
  CONFLUENCE_GET_SPACES: defineTool(
    z.object({
      spaceKey: textList,
      label: textList,
      type: z.string().optional(),
      status: z.string().optional(),
      expand: textList,
      ...paging,
    }),
    async (args, rest) => {
      const query = {
        keys: args.spaceKey,
        labels: args.label,
        type: args.type,
        status: args.status,
        'description-format': args.expand?.some((one) => one.startsWith('description')) ? 'plain' : undefined,
      };
      return listAnswer(await readList(rest, SPACES, query, args), spaceShape);
    },
  ),

  CONFLUENCE_GET_SPACE_BY_ID: defineTool(z.object({ id: z.string() }), ({ id }, rest) => readSpace(rest, id)),

  CONFLUENCE_GET_SPACE_CONTENTS: defineTool(
    z.object({
      spaceKey: z.string(),
      type: z.enum(['page', 'blogpost', 'attachment']).default('page'),
      status: z.string().optional(),
      postingDay: z.string().optional(),
      ...paging,
    }),
    async (args, rest) => {
      const spaceId = await findSpaceByKey(rest, args.spaceKey);
      if (args.type === 'attachment') return readAttachments(rest, args.spaceKey, args);
      const path = `${SPACES}/${spaceId}/${args.type}s`;
      const day = args.postingDay;
      const read = await readList(
        rest,
        path,
        { status: args.status },
        args,
        (row) => day === undefined || String(row.createdAt).startsWith(day),
      );
      return listAnswer(read, (row) => ({
        id: row.id,
        title: row.title,
        type: args.type,
        status: row.status,
      }));
    },
  ),
};
