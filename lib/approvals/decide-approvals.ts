import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { database, type Queries } from '@/lib/db/client';
import { actions, approvals, changes } from '@/lib/db/schema';
import { storableText } from '@/lib/domain/storable-text';
import { AppError, type ErrorCode } from '@/lib/http/app-error';
import { appendToLedger } from '@/lib/ledger/append-to-ledger';
import { APPROVAL_SCOPES } from '../domain/approval';
import { stableJson } from './digest';
import { addGrant } from './policies';

const decisionSchema = z.object({
  approvalId: z.uuid(),
  decision: z.enum(['allow', 'deny']),
  scope: z.enum(APPROVAL_SCOPES).optional(),
  arguments: z.record(z.string(), z.unknown()).optional(),
  reason: storableText.pipe(z.string().trim().max(2_000)).optional(),
  /** What must be typed before some things are allowed. */
  typed: z.string().max(500).optional(),
});

export const decisionsSchema = z.object({
  decisions: z
    .array(decisionSchema)
    .min(1)
    .max(50)
    .refine(
      (all) => new Set(all.map(({ approvalId }) => approvalId)).size === all.length,
      'decides one twice',
    ),
});
export type PersonsDecision = z.output<typeof decisionSchema>;

type Owner = { userId: string; conversationId: string };
type Asked = {
  approval: typeof approvals.$inferSelect;
  action: typeof actions.$inferSelect;
  change: typeof changes.$inferSelect;
};

/** A decision that does not count. `asked` is the question that it was about, if there is one. */
class RefusedDecision extends AppError {
  readonly asked: Asked | undefined;
  constructor(code: ErrorCode, asked: Asked | undefined, message: string, hint: string) {
    super(code, message, { hint });
    this.asked = asked;
  }
}

/**
 * Writes a person's decisions down, all or none, in a transaction that holds the conversation. Each question is answered once.
 * Answers the ids of the tool calls that they are about. Throws `not_found`, `approval_decided`, `approval_expired`, `approval_altered` or `confirmation_needed`.
 */
export async function decideApprovals(
  tx: Queries,
  owner: Owner,
  decisions: PersonsDecision[],
): Promise<string[]> {
  const asked = await questions(tx, owner, decisions);
  for (const decision of decisions) {
    const question = asked.get(decision.approvalId);
    refuseUnlessOpen(question, decision);
    await decideOne(tx, owner, question, decision);
  }
  return [...new Set([...asked.values()].map(({ action }) => action.toolCallId))];
}

/**
 * Keeps a refused decision in the ledger, where the person can see that it was tried. Answers the id of a question that was
 * answered with other arguments than were shown.
 */
export async function recordRefusal(owner: Owner, error: unknown): Promise<string | null> {
  if (!(error instanceof RefusedDecision)) return null;
  const { action } = error.asked ?? {};
  await appendToLedger(database(), [
    {
      ...owner,
      ...{ toolCallId: action?.toolCallId, actionId: action?.id, event: 'refused' },
      ...{ tool: action?.tool ?? 'unknown', kind: action?.kind ?? 'write' },
      detail: { code: error.code, error: error.message },
    },
  ]);
  return error.code === 'approval_altered' ? (error.asked?.approval.id ?? null) : null;
}

async function questions(
  tx: Queries,
  owner: Owner,
  decisions: PersonsDecision[],
): Promise<Map<string, Asked>> {
  const rows = await tx
    .select({ approval: approvals, action: actions, change: changes })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .innerJoin(changes, eq(changes.id, approvals.changeId))
    .where(
      and(
        eq(approvals.userId, owner.userId),
        eq(approvals.conversationId, owner.conversationId),
        inArray(
          approvals.id,
          decisions.map(({ approvalId }) => approvalId),
        ),
      ),
    );
  return new Map(rows.map((row) => [row.approval.id, row]));
}

function refuseUnlessOpen(asked: Asked | undefined, decision: PersonsDecision): asserts asked is Asked {
  if (!asked)
    throw new RefusedDecision(
      ...['not_found' as const, asked, 'Nobody asked for this decision.'],
      'Reload the conversation to see what waits for you.',
    );
  const { approval, action, change } = asked;
  if (approval.status !== 'pending')
    throw new RefusedDecision(
      ...['approval_decided' as const, asked, 'This has been decided already.'],
      'Reload the conversation to see how.',
    );
  // A refusal is never too late: nothing is done by it.
  if (decision.decision === 'deny') return;
  if (approval.expiresAt.getTime() <= Date.now())
    throw new RefusedDecision(
      ...['approval_expired' as const, asked, 'The time to decide on this is over.'],
      'Nothing was done. Look again at what it would change, then decide.',
    );
  const sameArguments =
    decision.arguments === undefined || stableJson(decision.arguments) === stableJson(change.arguments);
  if (action.status !== 'waiting' || !sameArguments)
    throw new RefusedDecision(
      ...['approval_altered' as const, asked, 'This is not what was shown.'],
      'Look at the preview of what you want first, then allow it.',
    );
  const { typeToAllow } = change.change;
  if (typeToAllow !== null && decision.typed?.trim() !== typeToAllow)
    throw new RefusedDecision(
      ...['confirmation_needed' as const, asked, `Type “${typeToAllow}” to allow this.`],
      'It cannot be taken back.',
    );
}

async function decideOne(
  tx: Queries,
  { userId, conversationId }: Owner,
  { approval, action, change }: Asked,
  { decision: answer, scope = 'once', reason }: PersonsDecision,
): Promise<void> {
  const decidedAt = new Date();
  const remember = answer === 'allow' && scope !== 'once' && action.change?.approval?.mayRemember === true;
  const kept = {
    scope: answer === 'allow' ? (remember ? scope : ('once' as const)) : null,
    reason: reason || null,
  };
  await tx
    .update(approvals)
    .set({ ...kept, status: answer === 'allow' ? 'allowed' : 'denied', decidedAt })
    .where(eq(approvals.id, approval.id));
  const decision = { by: 'person' as const, answer, ...kept };
  if (action.change)
    await tx
      .update(actions)
      .set({
        change: { ...action.change, approval: null, decision: { ...decision, at: decidedAt.toISOString() } },
      })
      .where(eq(actions.id, action.id));
  const { id: actionId, tool, kind, toolCallId } = action;
  await appendToLedger(tx, [
    { userId, conversationId, toolCallId, actionId, tool, kind, event: 'decided', detail: { decision } },
  ]);
  if (!remember) return;
  const spaceKey = change.change.target.space?.key ?? null;
  if (spaceKey === null) return;
  const only = scope === 'conversation' ? conversationId : null;
  await addGrant(tx, userId, { conversationId: only, tool, spaceKey });
}
