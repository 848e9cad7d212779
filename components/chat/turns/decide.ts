import type { ApprovalDecision, ChangeActions } from '../../changes/change-context';
import { RequestFailure } from '../../http/failure';
import { requestJson, requestStream } from '../../http/request-json';
import type { ConversationTurns } from './conversation-turns';

/**
 * A person's answers to the questions of a conversation, one after the other. One that comes while a turn runs waits for its
 * end; what rejects is shown on the card that asked.
 */
export function decisionsOf(
  id: string,
  turns: ConversationTurns,
): Pick<ChangeActions, 'onDecide' | 'onRefresh'> {
  let before: Promise<unknown> = Promise.resolve();

  async function send(decisions: ApprovalDecision[]): Promise<void> {
    await turns.idle();
    const body = await requestStream(`/api/chat/${id}/approvals`, { method: 'POST', body: { decisions } });
    turns.dispatch({ type: 'decided' });
    // The turn that has begun is found and followed like any other.
    await body?.cancel();
  }

  async function onDecide(decisions: ApprovalDecision[]): Promise<void> {
    const mine = before.then(() => send(decisions));
    before = mine.catch(() => undefined);
    try {
      await mine;
    } catch (error) {
      // Decided elsewhere, or moved on: the card must show what is true now.
      if (error instanceof RequestFailure && error.failure.code !== 'confirmation_needed')
        await turns.refresh();
      throw error;
    }
  }

  async function onRefresh(approvalId: string, args?: Record<string, unknown>): Promise<void> {
    const body = args === undefined ? {} : { arguments: args };
    try {
      await turns.idle();
      await requestJson(`/api/chat/${id}/approvals/${approvalId}/preview`, { method: 'POST', body });
    } finally {
      await turns.refresh();
    }
  }

  return { onDecide, onRefresh };
}
