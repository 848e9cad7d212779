import 'server-only';
import { and, eq, isNotNull } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { holdConversation } from '@/lib/db/hold-conversation';
import { actions, toolCalls } from '@/lib/db/schema';
import { tellOwner } from '@/lib/db/user-changes';
import { lose } from '@/lib/ledger/transitions';
import { isDeadUndo } from './undo-heartbeat';

/** Gives up the undos whose process died, so that it can be read that nobody knows how they ended, and tried again. */
export async function closeDeadUndos(): Promise<void> {
  const dead = await database()
    .select({ id: toolCalls.id, conversationId: toolCalls.conversationId })
    .from(toolCalls)
    .innerJoin(actions, eq(actions.toolCallId, toolCalls.id))
    .where(and(isNotNull(actions.undoes), isDeadUndo));
  for (const { id, conversationId } of dead)
    await database().transaction(async (tx) => {
      await holdConversation(tx, conversationId);
      await lose(tx, and(eq(toolCalls.id, id), isDeadUndo));
      await tellOwner(conversationId, tx);
    });
}
