import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import { ancestorsOf, readContent, targetOf } from '../content/read-content.ts';
import { nameOf, orNull, refused, type UndoFound, type UndoJob } from '../defining/undo-job.ts';
import { blocksText } from '../preview/block-text.ts';
import { storageDrawing } from '../preview/storage-drawing.ts';
import { together } from '../reading/open-reader.ts';
import { readSpace } from '../spaces/read-space.ts';
import {
  STATES,
  type State,
  type TaskOn,
  type taskUpdated,
  taskWords,
  updateTaskPhrase,
} from './update-task.ts';

const { book, phrase } = definePhrases('confluence.tasks.undo', {
  takesBack: ({ status, ...task }: TaskOn & { status: State }) =>
    `Takes back: ${taskWords(task)} is ${STATES[status]} again`,
  afterwards: ({ status }: { status: State }) => `The task can be marked as ${STATES[status]} again.`,
});

export { book as undoTaskBook };

const taskSchema = z.object({
  id: z.string(),
  status: z.enum(['complete', 'incomplete']),
  body: z.object({ storage: z.object({ value: z.string() }).optional() }).nullish(),
  completedBy: z.string().nullish(),
  pageId: z.string().nullish(),
  blogPostId: z.string().nullish(),
});

/** Gives a task the state that it had. A task has no versions: whether somebody changed it since shows in its state alone. */
export async function undoTask(job: UndoJob<z.infer<typeof taskUpdated>>): Promise<UndoFound> {
  const { reader, before } = job;
  const path = `/wiki/api/v2/tasks/${encodeURIComponent(before.id)}`;
  const now = await orNull(reader.read(taskSchema, path, { 'body-format': 'storage' }, 'It is gone.'));
  const on = now?.pageId
    ? { type: 'page' as const, id: now.pageId }
    : { type: 'blogpost' as const, id: now?.blogPostId ?? before.on?.id ?? '' };
  if (now === null || on.id === '') return refused('The task is gone, or what it stands on is in the trash.');
  const [content, ancestors] = await together([
    readContent(reader, on.type, on.id),
    ancestorsOf(reader, on.type, on.id),
  ]);
  const { url } = content;
  if (job.arguments.status === before.status)
    return refused('The task had this state before, so there is nothing to take back.', url);
  if (now.status === before.status)
    return refused(`The task is ${STATES[before.status]} again already.`, url);
  // Somebody may have opened it and ticked it off themselves.
  if (now.status === 'complete' && now.completedBy && now.completedBy !== job.account?.id) {
    const who = await nameOf(job, now.completedBy);
    return refused(`${who} ticked the task off since.`, url);
  }

  const space = await readSpace(reader, content.spaceId);
  const task = wordsOf(now.body?.storage?.value ?? '') || updateTaskPhrase.wordless();
  const { state } = updateTaskPhrase;
  return {
    possible: true,
    sentence: phrase.takesBack({ task, title: content.title, space: space.name, status: before.status }),
    target: { ...targetOf(content, space, [...ancestors, content.id]), type: 'task', id: now.id },
    preview: {
      type: 'values',
      rows: [{ name: task, before: state({ state: now.status }), after: state({ state: before.status }) }],
    },
    afterwards: phrase.afterwards({ status: now.status }),
    basis: [now, content.id, content.title, content.status, space.id, ancestors],
    steps: [
      { via: 'tool', tool: 'CONFLUENCE_UPDATE_TASK', arguments: { id: before.id, status: before.status } },
    ],
  };
}

function wordsOf(body: string): string {
  return blocksText(storageDrawing.text(body, {})).replace(/\s+/g, ' ').trim();
}
