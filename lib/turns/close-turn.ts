import 'server-only';
import type { LanguageModelUsage } from 'ai';
import { and, eq } from 'drizzle-orm';
import type { ConversationMessage, TurnError } from '@/lib/conversations/message';
import { database } from '@/lib/db/client';
import { conversations, type TurnStatus, turns } from '@/lib/db/schema';
import { saveAnswer } from './save-answer';
import { settleParts } from './settle-parts';

type Ending = {
  status: Exclude<TurnStatus, 'running' | 'interrupted'>;
  error: TurnError | null;
  usage: LanguageModelUsage | undefined;
};

/** Keeps the whole answer and closes the turn, in one transaction. A conversation deleted meanwhile is left deleted. */
export async function closeTurn(
  turn: { conversationId: string; turnId: string },
  answer: ConversationMessage,
  { status, error, usage }: Ending,
): Promise<void> {
  await database().transaction(async (tx) => {
    // The conversation first, as when a turn is opened: two transactions that lock in another order can block each other.
    await tx
      .update(conversations)
      .set({ updatedAt: new Date() })
      .where(eq(conversations.id, turn.conversationId));
    const closed = await tx
      .update(turns)
      .set({
        status,
        error,
        endedAt: new Date(),
        inputTokens: usage?.inputTokens,
        outputTokens: usage?.outputTokens,
      })
      .where(and(eq(turns.id, turn.turnId), eq(turns.status, 'running')))
      .returning({ id: turns.id });
    if (closed.length && answer.parts.length)
      await saveAnswer(turn, { ...answer, parts: settleParts(answer.parts) }, tx);
  });
}
