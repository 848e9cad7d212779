import { z } from 'zod';
import { ancestorsOf, readContent, targetOf } from '../content/read-content.ts';
import type { Planner } from '../defining/planner.ts';
import { blocksText } from '../preview/block-text.ts';
import { storageDrawing } from '../preview/storage-drawing.ts';
import { nameMentions, peopleIn } from '../reading/name-mentions.ts';
import { together } from '../reading/open-reader.ts';
import { idArgument, readArguments } from '../reading/read-arguments.ts';
import { Unreadable } from '../reading/refusals.ts';
import { quoted } from '../reading/words.ts';
import { inSpace, readSpace } from '../spaces/read-space.ts';

const updateSchema = z.object({
  id: idArgument,
  status: z.enum(['complete', 'incomplete'], 'it is complete or incomplete'),
});

const taskSchema = z.object({
  id: z.string(),
  status: z.enum(['complete', 'incomplete']),
  spaceId: z.string(),
  pageId: z.string().nullish(),
  blogPostId: z.string().nullish(),
  body: z.object({ storage: z.object({ value: z.string() }).optional() }).nullish(),
});

export const taskUpdated = z.object({
  type: z.literal('task-updated'),
  id: z.string(),
  status: z.enum(['complete', 'incomplete']),
  on: z.object({ type: z.enum(['page', 'blogpost']), id: z.string() }).nullable(),
});

const states = { complete: 'done', incomplete: 'open' };

/** CONFLUENCE_UPDATE_TASK: a task of a page or blog post is ticked off or opened again. */
export const planUpdateTask: Planner<z.infer<typeof taskUpdated>> = async (reader, args) => {
  const asked = readArguments(updateSchema, args);
  const missing = `There is no task with the id ${asked.id}.`;
  const path = `/wiki/api/v2/tasks/${encodeURIComponent(asked.id)}`;
  const task = await reader.read(taskSchema, path, { 'body-format': 'storage' }, missing);
  const type = task.pageId ? 'page' : 'blogpost';
  const contentId = task.pageId ?? task.blogPostId;
  if (!contentId) throw new Unreadable('Confluence does not say which page the task is on.');
  const drawn = storageDrawing.text(task.body?.storage?.value ?? '', {});
  const [content, ancestors, space, people] = await together([
    readContent(reader, type, contentId),
    ancestorsOf(reader, type, contentId),
    readSpace(reader, task.spaceId),
    peopleIn(reader, drawn),
  ]);

  const text = blocksText(nameMentions(drawn, people)).replace(/\s+/g, ' ').trim() || 'without words';
  const what = `the task ${quoted(text)} on ${quoted(content.title)}${inSpace(space.name)}`;
  const changing = asked.status === 'complete' ? `Marks ${what} as done` : `Marks ${what} as not done`;
  return {
    sentence:
      task.status === asked.status ? `Changes nothing: ${what} is ${states[asked.status]} already` : changing,
    target: {
      ...targetOf(content, space, [...ancestors, content.id]),
      type: 'task',
      id: task.id,
    },
    preview: {
      type: 'values',
      rows: [{ name: text, before: states[task.status], after: states[asked.status] }],
    },
    undo: {
      possible: true,
      words: `Can be taken back: the task is marked as ${states[task.status]} again.`,
    },
    before: { type: 'task-updated', id: task.id, status: task.status, on: { type, id: content.id } },
    basis: [task.id, task.status, text, content.id, content.title, content.status, space.id, ancestors],
  };
};
