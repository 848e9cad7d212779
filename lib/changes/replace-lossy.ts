import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { actions, approvals, toolCalls } from '@/lib/db/schema';
import { appendToLedger } from '@/lib/history/append-to-ledger';
import { type StoredCall, settleCall } from './stored-call';

/** A call of a running turn that comes to something else than was shown. */
export type ReplacedCall = StoredCall;

const BETTER = 'Tributary made a better proposal in its place.';

/**
 * Withdraws proposals of this turn that would have lost something, once another change of the same page is proposed: the person
 * is then asked about the better one only. Answers the calls that changed.
 * @param toolCallId the call that proposes now
 * @param targets ids of the pages that are now proposed to be changed; null for other things
 */
export async function replaceLossy(
  { turnId, toolCallId }: { turnId: string; toolCallId: string },
  targets: (string | null)[],
): Promise<ReplacedCall[]> {
  const proposed = new Set(targets.filter((id) => id !== null));
  if (proposed.size === 0) return [];
  const waiting = await database()
    .select({ approval: approvals, action: actions, call: toolCalls })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(and(eq(toolCalls.turnId, turnId), ne(toolCalls.id, toolCallId), eq(approvals.status, 'pending')));
  const lossy = waiting.filter(({ action }) => {
    const summary = action.change?.summary;
    return summary && summary.losses.length > 0 && proposed.has(summary.target.id ?? '');
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
      const { userId, conversationId } = call;
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
