import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Queries } from '@/lib/db/client';
import { approvals, changes } from '@/lib/db/schema';
import type { ActionKind } from '@/lib/domain/action-kind';
import type { LedgerDetail } from '@/lib/domain/ledger-entry';
import { appendToLedger } from '@/lib/ledger/append-to-ledger';
import type { ActionChange, Decision } from '../domain/approval';
import type { ChangeSummary } from '../domain/change';
import { changeDigest } from './digest';
import type { Examined, PlannedChange } from './examine-action';

/** How long a person has to decide. */
const APPROVAL_MS = 15 * 60_000;

/** Whose action it is and where it stands in the ledger. */
export type Belongs = {
  userId: string;
  conversationId: string;
  turnId: string | null;
  toolCallId: string;
  actionId: string;
  tool: string;
  kind: ActionKind;
};

/** A change that has been examined: how it shows, and how to store it once its action is stored. */
export type KeptChange = { change: ActionChange | null; store: (tx: Queries) => Promise<void> };

/** What the ledger and the message keep of an examined action; null where there is nothing to keep (a read that runs). */
export function keepChange(
  belongs: Belongs,
  args: unknown,
  examined: Examined,
  { event = 'asked', edited }: { event?: 'asked' | 'moved'; edited?: true | undefined } = {},
): KeptChange | null {
  const { actionId } = belongs;
  switch (examined.answer) {
    case 'impossible': {
      const { reason: error, kind } = examined;
      if (kind === 'read') return null;
      const detail = { status: 'failed', error };
      return {
        change: null,
        store: (tx) => appendToLedger(tx, [{ ...belongs, event: 'ended', detail }]),
      };
    }
    case 'allow': {
      if (!examined.plan) return null;
      const decision = examined.decision ?? ruled('allow', examined.rule);
      const row = changeRow(actionId, args, examined.plan);
      return {
        change: { ...blank(actionId), changeId: row.id, summary: summaryOf(examined.plan), decision },
        store: async (tx) => {
          await tx.insert(changes).values(row);
          await appendToLedger(tx, [
            { ...belongs, event: 'decided', detail: { ...detailOf(examined.plan), decision } },
          ]);
        },
      };
    }
    case 'deny': {
      const decision = ruled('deny', examined.reason);
      const row = examined.plan && changeRow(actionId, args, examined.plan);
      const summary = examined.plan && summaryOf(examined.plan);
      return {
        change: { ...blank(actionId), changeId: row?.id ?? null, summary, decision },
        store: async (tx) => {
          if (row) await tx.insert(changes).values(row);
          await appendToLedger(tx, [
            { ...belongs, event: 'decided', detail: { ...detailOf(examined.plan), decision } },
          ]);
        },
      };
    }
    case 'ask': {
      const { plan, mayRemember, reasons } = examined;
      const row = changeRow(actionId, args, plan);
      const approval = {
        id: randomUUID(),
        ...{ userId: belongs.userId, conversationId: belongs.conversationId, actionId, changeId: row.id },
        digest: changeDigest({
          tool: belongs.tool,
          arguments: args,
          accountId: plan.change.account?.id ?? null,
          fingerprint: plan.fingerprint,
        }),
        expiresAt: new Date(Date.now() + APPROVAL_MS),
      };
      const pending = { id: approval.id, expiresAt: approval.expiresAt.toISOString(), reasons, mayRemember };
      return {
        change: {
          ...{ ...blank(actionId), changeId: row.id, summary: summaryOf(plan), approval: pending },
          ...(edited ? { edited } : {}),
        },
        store: async (tx) => {
          await tx.insert(changes).values(row);
          await tx.insert(approvals).values(approval);
          await appendToLedger(tx, [{ ...belongs, event, detail: { ...detailOf(plan), reasons } }]);
        },
      };
    }
  }
}

function blank(actionId: string): ActionChange {
  return { actionId, changeId: null, summary: null, approval: null, decision: null, undo: null };
}

function ruled(answer: 'allow' | 'deny', reason: string | null): Decision {
  return { by: 'policy', answer, scope: null, reason, at: new Date().toISOString() };
}

function changeRow(actionId: string, args: unknown, { change, fingerprint, before }: PlannedChange) {
  return { id: randomUUID(), actionId, arguments: args, change, fingerprint, before };
}

function summaryOf({ change: { preview: _, ...summary } }: PlannedChange): ChangeSummary {
  return summary;
}

/** What the ledger says of a change, whatever became of it. */
function detailOf(plan: PlannedChange | null): LedgerDetail {
  if (!plan) return {};
  const { sentence, target, account, losses } = plan.change;
  return {
    sentence,
    target: { title: target.title, space: target.space?.name ?? target.space?.key ?? null, url: target.url },
    account: account?.name,
    losses: losses.length ? losses.map(({ words }) => words) : undefined,
  };
}
