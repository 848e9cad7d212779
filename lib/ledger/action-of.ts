import type { actions, toolCalls } from '@/lib/db/schema';
import type { ActionKind } from '@/lib/domain/action-kind';

/** An action, and whose it is: what each entry of the ledger names. `turnId` is null for an undo. */
export type ActionOf = {
  userId: string;
  conversationId: string;
  turnId: string | null;
  toolCallId: string;
  actionId: string;
  tool: string;
  kind: ActionKind;
};

/** An action as the ledger names it. */
export function actionOf(
  call: Pick<typeof toolCalls.$inferSelect, 'id' | 'userId' | 'conversationId' | 'turnId'>,
  action: Pick<typeof actions.$inferSelect, 'id' | 'tool' | 'kind'>,
): ActionOf {
  const { id: toolCallId, userId, conversationId, turnId } = call;
  return {
    userId,
    conversationId,
    turnId,
    toolCallId,
    actionId: action.id,
    tool: action.tool,
    kind: action.kind,
  };
}
