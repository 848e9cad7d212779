/**
 * What can happen to an action. `asked`: a person is asked. `decided`: allowed or denied, by a person or a rule. `refused`: a
 * decision that did not count (forged, late, repeated, altered). `moved`: the target changed between decision and write. `ended`:
 * it ran, with its result. `undone`: another action took it back.
 */
export type LedgerEvent = 'asked' | 'decided' | 'refused' | 'moved' | 'ended' | 'undone';

/** What belongs to an event; only what applies is there. Durations are milliseconds. */
export type LedgerDetail = {
  sentence?: string;
  /** Title, space and address of what was written to. */
  target?: { title: string | null; space: string | null; url: string | null };
  /** The Confluence account that acted. */
  account?: string;
  reasons?: string[];
  losses?: string[];
  decision?: {
    by: 'person' | 'policy';
    answer: 'allow' | 'deny';
    scope: string | null;
    reason: string | null;
  };
  code?: string;
  status?: string;
  error?: string | null;
  versionBefore?: number | null;
  versionAfter?: number | null;
  durationMs?: number | null;
  /** Composio's id of the execution. */
  logId?: string | null;
  /** The other action of an undo. */
  actionId?: string;
};

/** One entry of the ledger. Times are ISO 8601. */
export type LedgerEntry = {
  at: string;
  conversationId: string;
  actionId: string | null;
  event: LedgerEvent;
  tool: string;
  kind: string;
  detail: LedgerDetail;
};
