import type { LedgerDetail, LedgerEntry } from '@/lib/domain/ledger-entry';
import { formatDuration } from '../tool-call/format-duration.ts';

/** One line of a timeline: what happened, what belongs to it, and the action that took it back. Times are ISO 8601. */
export type TimelineLine = {
  at: string;
  words: string;
  /** `version 3 → 4`, `0.8 s`. */
  facts: string[];
  logId: string | null;
  undoneBy: string | null;
};

const REFUSALS: Record<string, string> = {
  approval_expired: 'A late decision was refused',
  approval_decided: 'A second decision was refused',
  approval_altered: 'A decision on something else than was shown was refused',
  confirmation_needed: 'A decision without the words to type was refused',
};

const ENDS: Record<string, string> = {
  succeeded: 'Done',
  failed: 'Failed',
  unknown: 'Ended without anyone knowing how',
  denied: 'Not done',
};

const HOW_LONG: Record<string, string> = {
  once: ', once',
  conversation: ', in this conversation',
  always: ', always',
};

/** What happened to an action, in words for the person whose it is, oldest first. */
export function timelineWords(timeline: LedgerEntry[]): TimelineLine[] {
  return timeline.map((entry, index) => {
    const { at, event, detail } = entry;
    return {
      at,
      words: wordsOf(entry, timeline.slice(0, index)),
      facts: event === 'ended' ? facts(detail) : [],
      logId: (event === 'ended' && detail.logId) || null,
      undoneBy: (event === 'undone' && detail.actionId) || null,
    };
  });
}

function wordsOf({ event, detail }: LedgerEntry, before: LedgerEntry[]): string {
  switch (event) {
    case 'proposed':
      return 'Proposed by the assistant';
    case 'asked': {
      const again = before.some((entry) => entry.event === 'asked');
      return because(again ? 'Asked again' : 'Asked', detail.reasons);
    }
    case 'moved':
      return because('Not done, asked again', detail.reasons);
    case 'decided':
      return decided(detail.decision);
    case 'refused':
      return REFUSALS[detail.code ?? ''] ?? because('A decision was refused', detail.error);
    case 'begun':
      return 'Sent';
    case 'lost':
      return 'Cut off: nobody knows yet whether it happened';
    case 'ended':
      return ENDS[detail.status ?? ''] ?? 'Ended';
    case 'undone':
      return 'Taken back by you';
  }
}

function decided(decision: LedgerDetail['decision']): string {
  if (!decision) return 'Decided';
  const { by, answer, scope, reason } = decision;
  const word = answer === 'allow' ? 'Allowed' : 'Denied';
  if (by === 'policy') return because(`${word} by a rule`, reason);
  const words = `${word} by you${HOW_LONG[scope ?? ''] ?? ''}`;
  return reason ? `${words}: “${reason}”` : words;
}

function because(words: string, reasons: string | string[] | null | undefined): string {
  const all = [reasons ?? []].flat().join(' ');
  return all === '' ? words : `${words}: ${all}`;
}

function facts({ versionBefore, versionAfter, durationMs }: LedgerDetail): string[] {
  const versions = [versionBefore, versionAfter].filter((version) => typeof version === 'number');
  return [
    ...(versions.length > 0 ? [`version ${versions.join(' → ')}`] : []),
    ...(typeof durationMs === 'number' ? [formatDuration(durationMs)] : []),
  ];
}
