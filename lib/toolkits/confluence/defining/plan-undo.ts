import type { UndoPlan } from '../../../domain/change.ts';
import type { ConfluenceRest } from '../../../domain/rest.ts';
import { undoComment } from '../comments/undo-comment.ts';
import { undoCreation } from '../content/undo-creation.ts';
import { undoUpdate } from '../content/undo-update.ts';
import { undoLabels } from '../labels/undo-labels.ts';
import { undoDeletion } from '../pages/undo-deletion.ts';
import {
  undoPropertyCreation,
  undoPropertyDeletion,
  undoPropertyUpdate,
} from '../properties/undo-property.ts';
import { openReader } from '../reading/open-reader.ts';
import { asArguments } from '../reading/read-arguments.ts';
import { Impossible, Unreadable } from '../reading/refusals.ts';
import { quoted } from '../reading/words.ts';
import { undoSpace } from '../spaces/undo-space.ts';
import { undoTask } from '../tasks/undo-task.ts';
import { undoWhiteboard } from '../whiteboards/undo-whiteboard.ts';
import { type Before, beforeSchema } from './before.ts';
import { readAccount } from './planner.ts';
import { effectOf } from './read-effect.ts';
import { refused, toUndoPlan, type UndoFound, type UndoJob } from './undo-job.ts';

/**
 * What it takes to take back a write that was carried out, as Confluence is now; or why that cannot be. It only reads.
 * @param done the write as the ledger has it: `result` as the tool answered, `before` as its plan kept it
 */
export async function planUndo(
  confluence: ConfluenceRest,
  done: { tool: string; arguments: unknown; result: unknown; before: unknown },
): Promise<UndoPlan> {
  const reader = openReader(confluence);
  const account = await readAccount(reader);
  const before = beforeSchema.safeParse(done.before).data ?? { type: 'unknown' };
  try {
    const args = asArguments(done.arguments);
    const effect = effectOf(done.tool, args, done.result);
    return toUndoPlan(await findUndo({ reader, account, arguments: args, effect, before }), account);
  } catch (error) {
    if (error instanceof Impossible || error instanceof Unreadable)
      return { possible: false, reason: error.message, url: null };
    throw error;
  }
}

type AnyJob = Omit<UndoJob<'unknown'>, 'before'> & { before: Before };

async function findUndo({ before, ...job }: AnyJob): Promise<UndoFound> {
  switch (before.type) {
    case 'content-created':
      return before.content === 'whiteboard'
        ? undoWhiteboard({ ...job, before })
        : undoCreation({ ...job, before, type: before.content });
    case 'content-updated':
      return undoUpdate({ ...job, before });
    case 'page-deleted':
      return undoDeletion({ ...job, before });
    case 'comment-created':
      return undoComment({ ...job, before });
    case 'labels-added':
      return undoLabels({ ...job, before });
    case 'property-created':
      return undoPropertyCreation({ ...job, before });
    case 'property-updated':
      return undoPropertyUpdate({ ...job, before });
    case 'property-deleted':
      return undoPropertyDeletion({ ...job, before });
    case 'task-updated':
      return undoTask({ ...job, before });
    case 'space-created':
      return undoSpace({ ...job, before });
    case 'space-deleted':
      return refused(
        `Confluence has no trash for spaces: ${quoted(before.name)} is gone for good, with all that was in it.`,
      );
    case 'unknown':
      return refused('What was there before is not known, so it cannot be taken back here.');
  }
}
