import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { findSpaceId } from './find-space.ts';
import { listAnswer, paging, type Row, readList } from './read-list.ts';
import { ToolError } from './rest.ts';

const SPACES = '/wiki/api/v2/spaces';
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

  CONFLUENCE_GET_SPACE_BY_ID: defineTool(z.object({ id: z.string() }), async (args, rest) =>
    spaceShape(
      z
        .looseObject({})
        .parse(await rest.get(`${SPACES}/${encodeURIComponent(args.id)}`, { 'description-format': 'plain' })),
    ),
  ),

  CONFLUENCE_GET_SPACE_CONTENTS: defineTool(
    z.object({
      spaceKey: z.string(),
      type: z.enum(['page', 'blogpost', 'attachment']).default('page'),
      status: z.string().optional(),
      postingDay: z.string().optional(),
      ...paging,
    }),
    async (args, rest) => {
      if (args.type === 'attachment') {
        throw new ToolError('The attachments of a whole space cannot be listed. List those of a page.');
      }
      const kind = args.type === 'blogpost' ? 'blogposts' : 'pages';
      const path = `${SPACES}/${await findSpaceId(rest, args.spaceKey)}/${kind}`;
      const read = await readList(rest, path, { status: args.status }, args);
      const day = args.postingDay;
      const rows = day ? read.rows.filter((row) => String(row.createdAt).startsWith(day)) : read.rows;
      return listAnswer({ ...read, rows }, (row) => ({
        id: row.id,
        title: row.title,
        type: args.type,
        status: row.status,
      }));
    },
  ),
};
