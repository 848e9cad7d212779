import { z } from 'zod';
import { ancestorsOf, readContent, targetOf } from '../content/read-content.ts';
import { nameOf, orNull, refused, type UndoFound, type UndoJob } from '../defining/undo-job.ts';
import { blocksText } from '../preview/block-text.ts';
import { storageDrawing } from '../preview/storage-drawing.ts';
import { together } from '../reading/open-reader.ts';
import { quoted } from '../reading/words.ts';
import { inSpace, readSpace } from '../spaces/read-space.ts';
import type { taskUpdated } from './update-task.ts';

const taskSchema = z.object({
  id: z.string(),
  status: z.enum(['complete', 'incomplete']),
  body: z.object({ storage: z.object({ value: z.string() }).optional() }).nullish(),
  completedBy: z.string().nullish(),
  pageId: z.string().nullish(),
  blogPostId: z.string().nullish(),
});
const STATES = { complete: 'done', incomplete: 'open' } as const;

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
  const text = wordsOf(now.body?.storage?.value ?? '') || 'without words';
  return {
    possible: true,
    sentence: `Takes back: the task ${quoted(text)} on ${quoted(content.title)}${inSpace(space.name)} is ${STATES[before.status]} again`,
    target: { ...targetOf(content, space, [...ancestors, content.id]), type: 'task', id: now.id },
    preview: {
      type: 'values',
      rows: [{ name: text, before: STATES[now.status], after: STATES[before.status] }],
    },
    afterwards: `The task can be marked as ${STATES[now.status]} again.`,
    basis: [now, content.id, content.title, content.status, space.id, ancestors],
    steps: [
      { via: 'tool', tool: 'CONFLUENCE_UPDATE_TASK', arguments: { id: before.id, status: before.status } },
    ],
  };
}

function wordsOf(body: string): string {
  return blocksText(storageDrawing.text(body, {})).replace(/\s+/g, ' ').trim();
}
