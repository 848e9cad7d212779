import type { ActionKind } from './action-kind.ts';
import type { ActionChange } from './approval.ts';

/** Composio's tool that carries several actions in one call. */
export const BATCH_TOOL = 'COMPOSIO_MULTI_EXECUTE_TOOL';

/** `waiting`: for a person to decide. `denied`: by a person or a rule. `unknown`: it was running when its process died. */
export type CallStatus = 'waiting' | 'running' | 'succeeded' | 'failed' | 'unknown' | 'denied';

/** How a call itself stands while it has no actions. `proposed`: its input is there, and nothing has been sent. */
export type OwnStatus = 'proposed' | 'running' | 'succeeded' | 'failed' | 'unknown';

/** A result of more than this many bytes of JSON is given in parts. */
export const WHOLE_RESULT_BYTES = 256 * 1024;

/** What stands for a large result: its size in bytes of JSON, its beginning, and the address that all of it is at. */
export type LargeResult = { size: number; beginning: string; url: string };

/** A call in words: the name of its tool, and what it does, as far as can be told. */
export type ToolWords = { name: string; sentence: string };

/** One operation on an app inside a tool call. `durationMs` of a batched action is its batch's. */
export type ActionRecord = {
  index: number;
  tool: string;
  words: ToolWords;
  kind: ActionKind;
  status: CallStatus;
  arguments: unknown;
  /** Null, too, for a result that is `large`. */
  result: unknown;
  large?: LargeResult;
  error: string | null;
  durationMs: number | null;
  /** What the write pipeline knows of it; a read that nobody was asked about has none. */
  change?: ActionChange | null;
};

/**
 * How a tool call stands. It is the `output` of a dynamic-tool message part, so that cards are the same live and after a
 * reload. `actions` is empty for meta tools that touch no app (search, schemas, connections). Each result stands once: of a call
 * with actions, on them; the call's own is then what the model read in its place, or null.
 */
export type ToolOutcome = {
  words: ToolWords;
  kind: ActionKind;
  status: CallStatus;
  startedAt: string;
  durationMs: number;
  result: unknown;
  large?: LargeResult;
  error: string | null;
  actions: ActionRecord[];
};

/**
 * A call is as good as the worst of its actions; one of which it is not known whether it ran weighs most. What was denied is no
 * failure: where all else succeeded, what may be done is done.
 */
export function statusOf(statuses: readonly CallStatus[]): CallStatus {
  if (statuses.includes('running')) return 'running';
  if (statuses.includes('unknown')) return 'unknown';
  if (statuses.includes('waiting')) return 'waiting';
  if (statuses.includes('failed')) return 'failed';
  return statuses.length === 0 || statuses.includes('succeeded') ? 'succeeded' : 'denied';
}

/** A batch is as strong as the strongest action in it. */
export function strongestKind(kinds: readonly ActionKind[]): ActionKind {
  return kinds.find((kind) => kind === 'destructive') ?? kinds.find((kind) => kind === 'write') ?? 'read';
}

/** A tool call as lists and exports show it. Times are ISO 8601. */
export type ToolCallRecord = {
  id: string;
  conversationId: string;
  conversationTitle: string;
  tool: string;
  words: ToolWords;
  kind: ActionKind;
  status: CallStatus;
  arguments: unknown;
  result: unknown;
  large?: LargeResult;
  error: string | null;
  startedAt: string;
  durationMs: number | null;
  actions: ActionRecord[];
};
