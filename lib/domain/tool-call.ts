import type { ActionKind } from './action-kind.ts';
import type { ActionChange } from './approval.ts';

const NOT_KNOWN = 'It was at work when the turn ended. Nobody knows yet whether it happened.';

/** `waiting`: for a person to decide. `denied`: by a person or a rule. `unknown`: it was running when its process died. */
export type CallStatus = 'waiting' | 'running' | 'succeeded' | 'failed' | 'unknown' | 'denied';

/** One operation on Confluence (or another app) inside a tool call. `durationMs` of a batched action is its batch's. */
export type ActionRecord = {
  index: number;
  tool: string;
  kind: ActionKind;
  status: CallStatus;
  arguments: unknown;
  result: unknown;
  error: string | null;
  durationMs: number | null;
  /** What the write pipeline knows of it; a read that nobody was asked about has none. */
  change?: ActionChange | null;
};

/**
 * How a tool call ended. It is the `output` of a dynamic-tool message part, so that cards are the same live and after a
 * reload. `actions` is empty for meta tools that touch no app (search, schemas, connections).
 */
export type ToolOutcome = {
  status: Exclude<CallStatus, 'running'>;
  startedAt: string;
  durationMs: number;
  result: unknown;
  error: string | null;
  actions: ActionRecord[];
};

/**
 * A call is as good as the worst of its actions; one of which it is not known whether it ran weighs most. What was denied is no
 * failure: where all else succeeded, what may be done is done.
 */
export function statusOf(statuses: CallStatus[]): ToolOutcome['status'] {
  if (statuses.includes('unknown') || statuses.includes('running')) return 'unknown';
  if (statuses.includes('waiting')) return 'waiting';
  if (statuses.includes('failed')) return 'failed';
  return statuses.length === 0 || statuses.includes('succeeded') ? 'succeeded' : 'denied';
}

/** How a call ended, as the ledger knows it. */
export function outcomeOf(
  call: Pick<ToolCallRecord, 'result' | 'error' | 'durationMs'> & { status: CallStatus; startedAt: Date },
  actions: ActionRecord[],
): ToolOutcome {
  const status = statusOf(actions.length ? actions.map((action) => action.status) : [call.status]);
  const said = actions
    .filter((action) => action.status === 'failed' || action.status === 'unknown')
    .map(({ error }) => error);
  // A denied action has words of its own.
  const quiet = status === 'succeeded' || status === 'waiting' || status === 'denied';
  return {
    status,
    startedAt: call.startedAt.toISOString(),
    durationMs: call.durationMs ?? 0,
    result: call.result,
    error: quiet ? null : (said.find(Boolean) ?? call.error ?? NOT_KNOWN),
    actions: actions.map(recordOf),
  };
}

/** An action as messages and lists show it, without what only the database needs. */
export function recordOf(action: ActionRecord): ActionRecord {
  const { index, tool, kind, status, arguments: args, result, error, durationMs, change } = action;
  return {
    index,
    tool,
    kind,
    status,
    arguments: args,
    result,
    error,
    durationMs,
    ...(change ? { change } : {}),
  };
}

/** One row of the ledger, as lists and exports show it. Times are ISO 8601. */
export type ToolCallRecord = {
  id: string;
  conversationId: string;
  conversationTitle: string;
  tool: string;
  kind: ActionKind;
  status: CallStatus;
  arguments: unknown;
  result: unknown;
  error: string | null;
  startedAt: string;
  durationMs: number | null;
  actions: ActionRecord[];
};
