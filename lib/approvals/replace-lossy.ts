import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { actions, approvals, toolCalls } from '@/lib/db/schema';
import { appendToLedger } from '@/lib/ledger/append-to-ledger';
import { type StoredCall, settleCall } from './stored-call';

const BETTER = 'Tributary made a better proposal in its place.';

/**
 * Withdraws proposals that would have lost something, once another update of the same page is proposed: the person is then asked
 * about the better one only. Answers the calls that changed.
 * @param earlier the calls of this turn whose answers the model had when it made this proposal
 * @param pages ids of the pages that are now proposed to be updated
 */
export async function replaceLossy(
  earlier: ReadonlySet<string>,
  pages: readonly string[],
): Promise<StoredCall[]> {
  if (earlier.size === 0 || pages.length === 0) return [];
  const waiting = await database()
    .select({ approval: approvals, action: actions, call: toolCalls })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(and(inArray(toolCalls.id, [...earlier]), eq(approvals.status, 'pending')));
  const lossy = waiting.filter(({ action }) => {
    const summary = action.change?.summary;
    return summary && summary.losses.length > 0 && pages.includes(summary.target.id ?? '');
  });
  if (lossy.length === 0) return [];
  const decision = { by: 'policy' as const, answer: 'deny' as const, scope: null, reason: BETTER };
  return database().transaction(async (tx) => {
    for (const { approval, action, call } of lossy) {
      const [replaced] = await tx
        .update(approvals)
        .set({ status: 'replaced', decidedAt: new Date() })
        .where(and(eq(approvals.id, approval.id), eq(approvals.status, 'pending')))
        .returning({ id: approvals.id });
      if (!replaced || !action.change) continue;
      const change = {
        ...action.change,
        approval: null,
        decision: { ...decision, at: new Date().toISOString() },
      };
      await tx
        .update(actions)
        .set({ status: 'denied', error: BETTER, change })
        .where(eq(actions.id, action.id));
      const { userId, conversationId, turnId } = call;
      await appendToLedger(tx, [
        {
          ...{ userId, conversationId, turnId, toolCallId: call.id, actionId: action.id },
          ...{ tool: action.tool, kind: action.kind, event: 'decided', detail: { decision } },
        },
      ]);
    }
    const changed: StoredCall[] = [];
    for (const id of new Set(lossy.map(({ call }) => call.id))) {
      const call = await settleCall(tx, id);
      if (call) changed.push(call);
    }
    return changed;
  });
}
