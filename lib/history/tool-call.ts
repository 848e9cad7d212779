import type { ActionKind } from '../confluence/tool-kind.ts';

const NOT_KNOWN = 'It was at work when the turn ended. Nobody knows yet whether it happened.';

/** `waiting`: not started yet. `unknown`: it was running when its process died. */
export type CallStatus = 'waiting' | 'running' | 'succeeded' | 'failed' | 'unknown';

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
};

/**
 * How a tool call ended. It is the `output` of a dynamic-tool message part, so that cards are the same live and after a
 * reload. `actions` is empty for meta tools that touch no app (search, schemas, connections).
 */
export type ToolOutcome = {
  status: 'succeeded' | 'failed' | 'unknown';
  startedAt: string;
  durationMs: number;
  result: unknown;
  error: string | null;
  actions: ActionRecord[];
};

/** How a call ended, as the ledger knows it: a call is as good as the worst of its actions. */
export function outcomeOf(
  call: Pick<ToolCallRecord, 'result' | 'error' | 'durationMs'> & { status: CallStatus; startedAt: Date },
  actions: ActionRecord[],
): ToolOutcome {
  const statuses = actions.length ? actions.map(({ status }) => status) : [call.status];
  const status = statuses.every((one) => one === 'succeeded')
    ? 'succeeded'
    : statuses.includes('failed') && !statuses.includes('unknown')
      ? 'failed'
      : 'unknown';
  const said = actions.filter((action) => action.status !== 'succeeded').map(({ error }) => error);
  return {
    status,
    startedAt: call.startedAt.toISOString(),
    durationMs: call.durationMs ?? 0,
    result: call.result,
    error: status === 'succeeded' ? null : (said.find(Boolean) ?? call.error ?? NOT_KNOWN),
    actions: actions.map(({ index, tool, kind, status, arguments: args, result, error, durationMs }) => ({
      ...{ index, tool, kind, status, arguments: args, result, error, durationMs },
    })),
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
