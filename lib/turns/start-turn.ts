import 'server-only';
import { z } from 'zod';
import { readAttempt } from '@/lib/composio/connection-attempts';
import { type UserMessage, userMessageSchema } from '@/lib/conversations/user-message';
import type { TurnChunk } from '@/lib/domain/message';
import { AppError } from '@/lib/http/app-error';
import { unlessDraining } from './drain';
import { openTurn } from './open-turn';
import { runTurn } from './run-turn';

export const startTurnSchema = z.object({ id: z.uuid(), message: userMessageSchema });

/**
 * Starts a turn with a new message of the user and answers its stream. The turn runs to its end whether or not anybody
 * reads the stream. Throws before anything is stored when the message cannot begin a turn.
 */
export async function startTurn(
  userId: string,
  { id, message }: z.output<typeof startTurnSchema>,
): Promise<ReadableStream<TurnChunk>> {
  return unlessDraining(async () => {
    await checkConnection(userId, message);
    const turnId = await openTurn(userId, id, message);
    return runTurn({ userId, conversationId: id, turnId }).log.watch();
  });
}

/** That an app is connected is true when Composio says so of an attempt that this user began. */
async function checkConnection(userId: string, { parts }: UserMessage): Promise<void> {
  for (const part of parts) {
    if (part.type !== 'data-connected') continue;
    const { state, toolkit } = await readAttempt(userId, part.data.attemptId);
    if (state !== 'connected' || toolkit !== part.data.toolkit)
      throw new AppError('not_connected', 'The connection has not been made.', {
        hint: 'Use Connect once more.',
      });
  }
}
