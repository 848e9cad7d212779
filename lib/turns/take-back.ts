import 'server-only';
import type { z } from 'zod';
import { undoAction, type undoSchema } from '@/lib/changes/undo-action';
import { unlessDraining } from './drain';
import { showCallIn } from './lost-calls';
import { settleUndos } from './settle-undos';

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
    await settleUndos();
    return undoAction(userId, actionId, asked, showCallIn);
  });
}
