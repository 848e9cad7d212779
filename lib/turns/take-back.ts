import 'server-only';
import type { z } from 'zod';
import { type Undone, undoAction, type undoSchema } from '@/lib/changes/undo-action';
import { database } from '@/lib/db/client';
import { showOutcome } from './lost-calls';

/** Takes one's own action back and shows that in its message. Throws as `undoAction` does. */
export async function takeBack(
  userId: string,
  actionId: string,
  asked: z.output<typeof undoSchema>,
): Promise<Omit<Undone, 'changed' | 'conversationId'>> {
  const { changed, status, error, actionId: undo } = await undoAction(userId, actionId, asked);
  if (changed) await showOutcome(database(), changed);
  return { actionId: undo, status, error };
}
