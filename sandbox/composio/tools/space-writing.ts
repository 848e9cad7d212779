import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { type Rest, ToolError } from './rest.ts';
import { readSpace } from './spaces.ts';

const SPACE = '/wiki/rest/api/space';
const newSpace = z.object({
  key: z.string(),
  name: z.string(),
  description: z.object({ plain: z.object({ value: z.string(), representation: z.string() }) }).optional(),
});
const createdSchema = z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) });
const deletionSchema = z.looseObject({ id: z.string() });
const longTaskSchema = z.looseObject({
  successful: z.boolean(),
  finished: z.boolean().optional(),
  percentageComplete: z.number().optional(),
  messages: z.array(z.looseObject({ translation: z.string().optional() })).default([]),
});

/** How long a deletion is watched. One that takes longer was accepted all the same. */
const MOST_LOOKS = 20;
const BETWEEN_LOOKS_MS = 100;

/** Waits for a long task. Throws `ToolError` when it ended badly. */
async function watch(rest: Rest, taskId: string): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const task = longTaskSchema.parse(
      await rest.get(`/wiki/rest/api/longtask/${encodeURIComponent(taskId)}`),
    );
    const ended = task.finished ?? (task.percentageComplete ?? 0) >= 100;
    if (ended && task.successful) return;
    if (ended) {
      const why = task.messages.map(({ translation }) => translation ?? '').join(' ');
      throw new ToolError(`The space was not deleted. ${why}`.trim(), { success: false });
    }
    await delay(BETWEEN_LOOKS_MS);
  }
}

function createSpace(path: string): ToolExecutor {
  return defineTool(newSpace, async ({ key, name, description }, rest) => {
    const { id } = createdSchema.parse(await rest.post(path, { key, name, description }));
    // REST v1 answers less than the tool does.
    return readSpace(rest, id);
  });
}

/** The tools that create and delete spaces. */
export const spaceWritingTools: Record<string, ToolExecutor> = {
  CONFLUENCE_CREATE_SPACE: createSpace(SPACE),

  CONFLUENCE_CREATE_PRIVATE_SPACE: defineTool(z.record(z.string(), z.unknown()), async (args, rest) => {
    const space = await createSpace(`${SPACE}/_private`)(args, rest);
    const { id, key, name, type, status, description, _links } = z.looseObject({}).parse(space);
    return { id, key, name, type, status, description, _links };
  }),

  CONFLUENCE_DELETE_SPACE: defineTool(z.object({ space_key: z.string() }), async (args, rest) => {
    const path = `${SPACE}/${encodeURIComponent(args.space_key)}`;
    await watch(rest, deletionSchema.parse(await rest.delete(path)).id);
    return { success: true };
  }),
};
