import 'server-only';
import { z } from 'zod';
import { readAttempt } from '@/lib/composio/connection-attempts';
import { userMessageSchema } from '@/lib/conversations/user-message';
import { AppError } from '@/lib/http/app-error';
import { unlessDraining } from './drain';
import { openTurn } from './open-turn';
import { withPlace } from './places';
import { runTurn } from './run-turn';

export const startTurnSchema = z.object({ id: z.uuid(), message: userMessageSchema });

/**
 * Starts a turn with a new message of the user and answers its stream. The turn runs to its end whether or not anybody
 * reads the stream. Throws before anything is stored when the message cannot begin a turn.
 */
export async function startTurn(
  userId: string,
  { id, message }: z.output<typeof startTurnSchema>,
): Promise<ReadableStream<Uint8Array>> {
  return unlessDraining(async () => {
    if (message.cause === 'connected') await checkConnection(userId, message.parts[0].data);
    const { opened, place } = await withPlace(({ waits }) => openTurn(userId, id, message, { waits }));
    const turn = { userId, conversationId: id, turnId: opened.turnId };
    return runTurn(turn, place, opened.soFar).log.watch();
  });
}

/** That an app is connected is true when Composio says so of an attempt that this user began. */
async function checkConnection(userId: string, said: { toolkit: string; attemptId: string }): Promise<void> {
  const { state, toolkit } = await readAttempt(userId, said.attemptId);
  if (state !== 'connected' || toolkit !== said.toolkit)
    throw new AppError('not_connected', 'The connection has not been made.', {
      hint: 'Use Connect once more.',
    });
}
