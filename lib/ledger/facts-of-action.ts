import type { LedgerFacts } from '../domain/history-row.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { ActionRecord } from '../domain/tool-call.ts';

/** What the ledger's entries of one action come to. Of several decisions the last counts: a later one was asked for anew. */
export function factsOfAction(
  action: Pick<ActionRecord, 'status' | 'change'> & { logId: string | null },
  timeline: LedgerEntry[],
): LedgerFacts {
  const latest = <Value>(pick: (entry: LedgerEntry) => Value | null | undefined): Value | null =>
    timeline.map(pick).findLast((value) => value !== null && value !== undefined) ?? null;
  const decision = latest(({ event, detail }) => (event === 'decided' ? detail.decision : null));
  return {
    account: latest(({ detail }) => detail.account),
    decidedBy: decision?.by ?? null,
    decision: decision?.answer ?? null,
    scope: decision?.scope ?? null,
    reason: decision?.reason ?? null,
    versionBefore: latest(({ detail }) => detail.versionBefore),
    versionAfter: latest(({ detail }) => detail.versionAfter),
    logId: latest(({ detail }) => detail.logId) ?? action.logId,
    undo: undoOf(action, timeline),
  };
}

function undoOf({ status, change }: Pick<ActionRecord, 'status' | 'change'>, timeline: LedgerEntry[]) {
  if (timeline.some(({ event }) => event === 'undone')) return 'undone';
  if (status !== 'succeeded' || !change?.summary) return null;
  return change.summary.undo.possible ? 'possible' : 'impossible';
}
