import 'server-only';
import { randomUUID } from 'node:crypto';
import type { SQLWrapper } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { approvals, changes, ledger } from '@/lib/db/schema';
import { together } from '@/lib/db/together';
import type { ApprovalScope } from '@/lib/domain/approval';
import type { PlannedChange } from '@/lib/domain/change';
import type { LedgerDetail, LedgerEvent } from '@/lib/domain/ledger-entry';
import type { Words } from '@/lib/domain/phrase';
import type { ActionOf } from './action-of';
import { keepBodies } from './bodies';
import { changeDigest } from './change-digest';

// What a transition writes beside the action's own row: what a person is asked, what was decided and was to change, and the
// ledger's entries. As statements: the transition sends them together with its own.

/** How long a person has to decide. */
const APPROVAL_MS = 15 * 60_000;

/** A decision as it is made; `scope` is a person's. */
export type Decided = {
  by: 'person' | 'policy';
  answer: 'allow' | 'deny';
  scope: ApprovalScope | null;
  /** A person's words. */
  reason: string | null;
  /** What decided where no person did. */
  rule?: Words | null;
};

/** What a person is asked, and why. `edited`: a person wrote the arguments. */
export type Question = { plan: PlannedChange; reasons: Words[]; mayRemember: boolean; edited?: boolean };

/** Statements, and entries that the ledger is to have with them. */
export type Writes = { writes: SQLWrapper[]; entries: Entry[] };
export const NOTHING: Writes = { writes: [], entries: [] };

/** The question to the person, with the action as it would be. */
export function askPerson(
  tx: Queries,
  action: ActionOf & { arguments: unknown },
  { plan, reasons, mayRemember, edited }: Question,
  event: 'asked' | 'moved',
): Writes {
  const { userId, conversationId, actionId, tool, arguments: args } = action;
  const { changeId, writes } = keepChange(tx, action, plan, edited);
  const accountId = plan.change.account?.id ?? null;
  const digest = changeDigest({ tool, arguments: args, accountId, fingerprint: plan.fingerprint });
  const expiresAt = new Date(Date.now() + APPROVAL_MS);
  const asked = { userId, conversationId, actionId, changeId, digest, reasons, mayRemember, expiresAt };
  return {
    writes: [...writes, tx.insert(approvals).values(asked)],
    entries: [entryOf(action, event, { ...detailOf(plan), reasons })],
  };
}

/** A decision as the ledger tells it. */
export function decisionOf({ by, answer, scope, reason, rule }: Decided) {
  return { by, answer, scope, reason: reason ?? rule ?? null };
}

/** What was decided without a question. */
export function keepDecision(
  tx: Queries,
  action: ActionOf,
  plan: PlannedChange | null,
  decided: Decided,
): Writes {
  const { userId, conversationId, actionId } = action;
  const { changeId, writes } = plan ? keepChange(tx, action, plan, false) : { changeId: null, writes: [] };
  const approval = { userId, conversationId, actionId, changeId, ...answerOf(decided) };
  return {
    writes: [...writes, tx.insert(approvals).values(approval)],
    entries: [entryOf(action, 'decided', { ...detailOf(plan), decision: decisionOf(decided) })],
  };
}

function keepChange(
  tx: Queries,
  { conversationId, actionId }: ActionOf,
  { change: { preview, ...summary }, fingerprint, before }: PlannedChange,
  edited = false,
): { changeId: string; writes: SQLWrapper[] } {
  const changeId = randomUUID();
  const { kept, writes } = keepBodies(conversationId, { preview, before });
  const change = { id: changeId, actionId, summary, ...kept, fingerprint, edited };
  return { changeId, writes: [...writes, tx.insert(changes).values(change)] };
}

/** A decision as its row has it. */
export function answerOf({ by, answer, scope, reason, rule }: Decided) {
  const status = answer === 'allow' ? ('allowed' as const) : ('denied' as const);
  return { status, decidedBy: by, scope, reason, rule, decidedAt: new Date() };
}

/** What the ledger says of a change, whatever became of it. */
function detailOf(plan: PlannedChange | null): LedgerDetail<Words> {
  if (!plan) return {};
  const { sentence, target, account, losses } = plan.change;
  return {
    sentence,
    target: { title: target.title, space: target.space?.name ?? target.space?.key ?? null, url: target.url },
    account: account?.name,
    losses: losses.length ? losses.map(({ words }) => words) : undefined,
  };
}

type Entry = typeof ledger.$inferInsert;

/** What happened to an action, as an entry of the ledger. */
export function entryOf(action: ActionOf, event: LedgerEvent, detail: LedgerDetail<Words>): Entry {
  const { userId, conversationId, turnId, toolCallId, actionId, tool, kind } = action;
  return { userId, conversationId, turnId, toolCallId, actionId, tool, kind, event, detail };
}

/** The statement that writes entries into the ledger, in their order; there they stay: the database refuses to change or remove one. */
export function inLedger(tx: Queries, entries: Entry[]): SQLWrapper[] {
  return entries.length > 0 ? [tx.insert(ledger).values(entries)] : [];
}

/** Tells the ledger of one thing that happened, by itself. */
export async function tell(
  tx: Queries,
  action: ActionOf,
  event: LedgerEvent,
  detail: LedgerDetail<Words>,
): Promise<void> {
  await together(tx, inLedger(tx, [entryOf(action, event, detail)]));
}
