import 'server-only';
import type { z } from 'zod';
import { undoAction, type undoSchema } from '@/lib/undo/undo-action';
import { unlessDraining } from './drain';

/** Undoes one's own action. A process that ends waits for it. Throws as `undoAction` does, and `restarting`. */
export async function undo(
  userId: string,
  actionId: string,
  asked: z.output<typeof undoSchema>,
): ReturnType<typeof undoAction> {
  return unlessDraining(() => undoAction(userId, actionId, asked));
}
