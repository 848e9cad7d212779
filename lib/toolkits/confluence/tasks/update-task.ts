import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import { ancestorsOf, readContent, targetOf } from '../content/read-content.ts';
import type { Planner } from '../defining/planner.ts';
import { blocksText } from '../preview/block-text.ts';
import { storageDrawing } from '../preview/storage-drawing.ts';
import { nameMentions, peopleIn } from '../reading/name-mentions.ts';
import { together } from '../reading/open-reader.ts';
import { because, idArgument, readArguments } from '../reading/read-arguments.ts';
import { Unreadable } from '../reading/refusals.ts';
import { quoted } from '../reading/words.ts';
import { inSpace, readSpace } from '../spaces/read-space.ts';

export const STATES = { complete: 'done', incomplete: 'open' } as const;
export type State = keyof typeof STATES;
export type TaskOn = { task: string; title: string; space: string };

const { book, phrase } = definePhrases('confluence.tasks.update', {
  missing: ({ id }: { id: string }) => `There is no task with the id ${id}.`,
  twoStates: () => 'it is complete or incomplete',
  noPage: () => 'Confluence does not say which page the task is on.',
  wordless: () => 'without words',
  state: ({ state }: { state: State }) => STATES[state],
  marks: ({ status, ...task }: TaskOn & { status: State }) =>
    `Marks ${taskWords(task)} as ${status === 'complete' ? 'done' : 'not done'}`,
  changesNothing: ({ status, ...task }: TaskOn & { status: State }) =>
    `Changes nothing: ${taskWords(task)} is ${STATES[status]} already`,
  undo: ({ status }: { status: State }) =>
    `Can be taken back: the task is marked as ${STATES[status]} again.`,
});

export { book as updateTaskBook, phrase as updateTaskPhrase };

const updateSchema = z.object({
  id: idArgument,
  status: z
    .unknown()
    .refine(
      (status): status is State => status === 'complete' || status === 'incomplete',
      because(phrase.twoStates()),
    ),
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

/** CONFLUENCE_UPDATE_TASK: a task of a page or blog post is ticked off or opened again. */
export const planUpdateTask: Planner<z.infer<typeof taskUpdated>> = async (reader, args) => {
  const asked = readArguments(updateSchema, args);
  const missing = phrase.missing({ id: asked.id });
  const path = `/wiki/api/v2/tasks/${encodeURIComponent(asked.id)}`;
  const row = await reader.read(taskSchema, path, { 'body-format': 'storage' }, missing);
  const type = row.pageId ? 'page' : 'blogpost';
  const contentId = row.pageId ?? row.blogPostId;
  if (!contentId) throw new Unreadable(phrase.noPage());
  const drawn = storageDrawing.text(row.body?.storage?.value ?? '', {});
  const [content, ancestors, space, people] = await together([
    readContent(reader, type, contentId),
    ancestorsOf(reader, type, contentId),
    readSpace(reader, row.spaceId),
    peopleIn(reader, drawn),
  ]);

  const text = blocksText(nameMentions(drawn, people)).replace(/\s+/g, ' ').trim();
  const task = text || phrase.wordless();
  const says = row.status === asked.status ? phrase.changesNothing : phrase.marks;
  return {
    sentence: says({ task, title: content.title, space: space.name, status: asked.status }),
    target: {
      ...targetOf(content, space, [...ancestors, content.id]),
      type: 'task',
      id: row.id,
    },
    preview: {
      type: 'values',
      rows: [
        {
          name: task,
          before: phrase.state({ state: row.status }),
          after: phrase.state({ state: asked.status }),
        },
      ],
    },
    undo: {
      possible: true,
      words: phrase.undo({ status: row.status }),
    },
    before: { type: 'task-updated', id: row.id, status: row.status, on: { type, id: content.id } },
    basis: [row.id, row.status, text, content.id, content.title, content.status, space.id, ancestors],
  };
};

export function taskWords({ task, title, space }: TaskOn): string {
  return `the task ${quoted(task)} on ${quoted(title)}${inSpace(space)}`;
}
