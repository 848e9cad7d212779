import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { holdConversation } from '@/lib/db/hold-conversation';
import { actions, approvals, changes, toolCalls } from '@/lib/db/schema';
import { actionOf } from '@/lib/ledger/action-of';
import { type CallChanged, withdraw } from '@/lib/ledger/transitions';
import { gatePhrase } from '@/lib/phrases/gate-phrases';

/**
 * Withdraws proposals that would have lost something, once another update of the same page is proposed: the person is then asked
 * about the better one only. Answers the calls that changed.
 * @param earlier the calls of this turn whose answers the model had when it made this proposal
 * @param pages ids of the pages that are now proposed to be updated
 */
export async function withdrawLossy(
  earlier: ReadonlySet<string>,
  pages: readonly string[],
): Promise<CallChanged[]> {
  if (earlier.size === 0 || pages.length === 0) return [];
  const waiting = await database()
    .select({ approvalId: approvals.id, action: actions, call: toolCalls, summary: changes.summary })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .innerJoin(changes, eq(changes.id, approvals.changeId))
    .where(and(inArray(toolCalls.id, [...earlier]), eq(approvals.status, 'pending')));
  const lossy = waiting.filter(
    ({ summary }) => summary.losses.length > 0 && pages.includes(summary.target.id ?? ''),
  );
  const [first] = lossy;
  if (first === undefined) return [];
  return database().transaction(async (tx) => {
    const changed: CallChanged[] = [];
    await holdConversation(tx, first.call.conversationId, 'no key update');
    for (const { approvalId, action, call } of lossy) {
      const withdrawn = await withdraw(tx, actionOf(call, action), approvalId, gatePhrase.betterProposal());
      if (withdrawn) changed.push(withdrawn);
    }
    return changed;
  });
}
