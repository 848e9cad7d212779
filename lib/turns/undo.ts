import 'server-only';
import type { z } from 'zod';
import { undoAction, type undoSchema } from '@/lib/undo/undo-action';
import { closeDeadUndos } from './close-dead-undos';
import { unlessDraining } from './drain';
import { showCallIn } from './lost-calls';

/**
 * Takes one's own action back and shows that in its message. A process that ends waits for it. Throws as `undoAction` does,
 * and `restarting`.
 */
export async function takeBack(
  userId: string,
  actionId: string,
  asked: z.output<typeof undoSchema>,
): ReturnType<typeof undoAction> {
  return unlessDraining(async () => {
    await closeDeadUndos();
    return undoAction(userId, actionId, asked, showCallIn);
  });
}
