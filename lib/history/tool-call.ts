import type { ActionKind } from '../confluence/tool-kind.ts';

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
