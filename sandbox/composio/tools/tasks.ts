import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { readList } from './read-list.ts';

const TASKS = '/wiki/api/v2/tasks';
const ids = z.array(z.string()).optional();
const moment = z.number().optional();

/** The tools that list tasks and tick them off. */
export const taskTools: Record<string, ToolExecutor> = {
  CONFLUENCE_GET_TASKS: defineTool(
    z.object({
      status: z.string().optional(),
      assigned_to: ids,
      created_by: ids,
      completed_by: ids,
      task_id: ids,
      space_id: ids,
      page_id: ids,
      blogpost_id: ids,
      created_at_from: moment,
      created_at_to: moment,
      due_at_from: moment,
      due_at_to: moment,
      completed_at_from: moment,
      completed_at_to: moment,
      include_blank_tasks: z.boolean().default(true),
      body_format: z.string().optional(),
      limit: z.number().default(25),
      cursor: z.string().optional(),
    }),
    async ({ limit, cursor, ...filters }, rest) => {
      // REST has the same filters, spelled with hyphens.
      const query = Object.fromEntries(
        Object.entries(filters).map(([name, value]) => [name.replaceAll('_', '-'), value]),
      );
      const { rows, next, base } = await readList(rest, TASKS, query, { limit, cursor });
      return { results: rows, _links: { ...(next === undefined ? {} : { next }), base } };
    },
  ),

  CONFLUENCE_UPDATE_TASK: defineTool(z.object({ id: z.string(), status: z.string() }), (args, rest) =>
    rest.put(
      `${TASKS}/${encodeURIComponent(args.id)}`,
      { id: args.id, status: args.status },
      { 'body-format': 'storage' },
    ),
  ),
};
