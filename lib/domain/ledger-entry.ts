/**
 * What can happen to an action. `proposed`: the model asked for it. `asked`: a person is asked. `decided`: allowed or denied, by a
 * person or a rule. `refused`: a decision that did not count (forged, late, repeated, altered). `moved`: the target changed
 * between decision and write, so it is asked again. `begun`: it is being sent. `ended`: how it came out. `lost`: it was at work
 * when its process died. `undone`: another action undid it. Of reads only `decided` and `ended` are told.
 */
export type LedgerEvent =
  | 'proposed'
  | 'asked'
  | 'decided'
  | 'refused'
  | 'moved'
  | 'begun'
  | 'ended'
  | 'lost'
  | 'undone';

/** What belongs to an event; only what applies is there. Durations are milliseconds. `Said` is `Words` where it is kept. */
export type LedgerDetail<Said = string> = {
  sentence?: Said;
  /** Title, space and address of what was written to. */
  target?: { title: string | null; space: string | null; url: string | null };
  /** The Confluence account that acted. */
  account?: string;
  reasons?: Said[];
  losses?: Said[];
  decision?: {
    by: 'person' | 'policy';
    answer: 'allow' | 'deny';
    scope: string | null;
    reason: Said | null;
  };
  code?: string;
  status?: string;
  error?: Said | null;
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
