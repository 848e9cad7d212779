import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { database, type Queries } from '@/lib/db/client';
import { actions, approvals, changes, toolCalls } from '@/lib/db/schema';
import type { Phrase, Words } from '@/lib/domain/phrase';
import { storableText } from '@/lib/domain/storable-text';
import { AppError, type ErrorCode } from '@/lib/http/app-error';
import { actionOf } from '@/lib/ledger/action-of';
import { stableJson } from '@/lib/ledger/change-digest';
import { decide, refuseDecision } from '@/lib/ledger/transitions';
import { gatePhrase } from '@/lib/phrases/gate-phrases';
import { say } from '@/lib/phrases/say';
import { APPROVAL_SCOPES } from '../domain/approval';
import type { ChangeSummary } from '../domain/change';
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

/** Whose conversation it is. */
type InConversation = { userId: string; conversationId: string };
type AskedQuestion = {
  approval: typeof approvals.$inferSelect;
  action: typeof actions.$inferSelect;
  call: typeof toolCalls.$inferSelect;
  summary: ChangeSummary<Words>;
};

/** A decision that does not count. `asked` is the question that it was about, if there is one. */
class RefusedDecision extends AppError {
  readonly asked: AskedQuestion | undefined;
  constructor(code: ErrorCode, asked: AskedQuestion | undefined, words: Phrase, hint: string) {
    super(code, say(words), { hint, kept: { message: words, hint } });
    this.asked = asked;
  }
}

/**
 * Writes a person's decisions down, all or none, in a transaction that holds the conversation. Each question is answered once.
 * Throws `not_found`, `approval_decided`, `approval_expired`, `approval_altered` or `confirmation_needed`.
 */
export async function decideApprovals(
  tx: Queries,
  owner: InConversation,
  decisions: PersonsDecision[],
): Promise<void> {
  const asked = await questions(tx, owner, decisions);
  for (const decision of decisions) {
    const question = asked.get(decision.approvalId);
    refuseUnlessOpen(question, decision);
    await decideOne(tx, owner, question, decision);
  }
}

/**
 * Keeps a refused decision in the ledger, where the person can see that it was tried. Answers the id of a question that was
 * answered with other arguments than were shown.
 */
export async function recordRefusal(owner: InConversation, error: unknown): Promise<string | null> {
  if (!(error instanceof RefusedDecision)) return null;
  const { action } = error.asked ?? {};
  const about = action && { toolCallId: action.toolCallId, actionId: action.id };
  await refuseDecision(
    database(),
    { ...owner, ...about, tool: action?.tool ?? 'unknown', kind: action?.kind ?? 'write' },
    { code: error.code, error: error.words },
  );
  return error.code === 'approval_altered' ? (error.asked?.approval.id ?? null) : null;
}

async function questions(
  tx: Queries,
  owner: InConversation,
  decisions: PersonsDecision[],
): Promise<Map<string, AskedQuestion>> {
  const rows = await tx
    .select({ approval: approvals, action: actions, call: toolCalls, summary: changes.summary })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
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

function refuseUnlessOpen(
  asked: AskedQuestion | undefined,
  decision: PersonsDecision,
): asserts asked is AskedQuestion {
  if (!asked)
    throw new RefusedDecision(
      'not_found',
      asked,
      gatePhrase.nobodyAsked(),
      'Reload the conversation to see what waits for you.',
    );
  const { approval, action, summary } = asked;
  if (approval.status !== 'pending' || approval.expiresAt === null)
    throw new RefusedDecision(
      'approval_decided',
      asked,
      gatePhrase.decidedAlready(),
      'Reload the conversation to see how.',
    );
  // A refusal is never too late: nothing is done by it.
  if (decision.decision === 'deny') return;
  if (approval.expiresAt.getTime() <= Date.now())
    throw new RefusedDecision(
      'approval_expired',
      asked,
      gatePhrase.timeIsOver(),
      'Nothing was done. Look again at what it would change, then decide.',
    );
  const sameArguments =
    decision.arguments === undefined || stableJson(decision.arguments) === stableJson(action.arguments);
  if (action.status !== 'waiting' || !sameArguments)
    throw new RefusedDecision(
      'approval_altered',
      asked,
      gatePhrase.altered(),
      'Look at the preview of what you want first, then allow it.',
    );
  const { typeToAllow } = summary;
  if (typeToAllow !== null && decision.typed?.trim() !== typeToAllow)
    throw new RefusedDecision(
      'confirmation_needed',
      asked,
      gatePhrase.typeToAllow({ text: typeToAllow }),
      'It cannot be taken back.',
    );
}

async function decideOne(
  tx: Queries,
  { userId, conversationId }: InConversation,
  { approval, action, call, summary }: AskedQuestion,
  { decision: answer, scope = 'once', reason = '' }: PersonsDecision,
): Promise<void> {
  const remember = answer === 'allow' && scope !== 'once' && approval.mayRemember;
  const granted = remember ? scope : ('once' as const);
  await decide(tx, actionOf(call, action), approval.id, {
    by: 'person',
    answer,
    scope: answer === 'allow' ? granted : null,
    reason: reason || null,
  });
  const spaceKey = summary.target.space?.key ?? null;
  if (!remember || spaceKey === null) return;
  const only = scope === 'conversation' ? conversationId : null;
  await addGrant(tx, userId, { conversationId: only, tool: action.tool, spaceKey });
}
