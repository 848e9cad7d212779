import type { DynamicToolUIPart } from 'ai';
import type { ActionKind } from '@/lib/domain/action-kind';
import type { ActionChange } from '@/lib/domain/approval';
import type { CallStatus, LargeResult, ToolCallRecord, ToolOutcome, ToolWords } from '@/lib/domain/tool-call';
import { BATCH_TOOL } from '../../lib/domain/tool-call.ts';

/** `preparing`: its arguments are still being written. */
export type ViewStatus = CallStatus | 'preparing';

/** What a card shows of one action, whether it stands alone or inside a batch. */
export type ActionView = {
  tool: string;
  words: ToolWords;
  /** Null for what has not begun yet. */
  kind: ActionKind | null;
  status: ViewStatus;
  arguments: unknown;
  result: unknown;
  large?: LargeResult | undefined;
  error: string | null;
  durationMs: number | null;
  /** What is known of it as a write: its question, its decision, its way back. */
  change?: ActionChange | null;
};

/** A tool call and the actions it carries; only a batch shows its actions as cards of their own. */
export type CallView = ActionView & { actions: ActionView[] };

const OUTCOMES: unknown[] = [
  'waiting',
  'running',
  'succeeded',
  'failed',
  'unknown',
  'denied',
] satisfies ToolOutcome['status'][];

function isOutcome(value: unknown): value is ToolOutcome {
  return (
    typeof value === 'object' &&
    value !== null &&
    'status' in value &&
    OUTCOMES.includes(value.status) &&
    'actions' in value &&
    Array.isArray(value.actions)
  );
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The inner actions of a batch that has no outcome yet. Its input may still be streaming, so half of it may be missing. */
function plannedActions(input: unknown, status: ViewStatus): ActionView[] {
  const batch = parsed(input);
  if (typeof batch !== 'object' || batch === null || !('tools' in batch)) return [];
  const tools = parsed(batch.tools);
  if (!Array.isArray(tools)) return [];
  return tools.flatMap((tool: unknown) => {
    if (typeof tool !== 'object' || tool === null || !('tool_slug' in tool)) return [];
    if (typeof tool.tool_slug !== 'string' || tool.tool_slug === '') return [];
    const slug = tool.tool_slug;
    const args = 'arguments' in tool ? parsed(tool.arguments) : null;
    const nothingYet = { result: null, error: null, durationMs: null };
    return [{ tool: slug, words: wordsOf(slug), kind: null, status, arguments: args, ...nothingYet }];
  });
}

/**
 * What the card of a message part shows. `live` is false once the turn has ended: a call that never came to an end is
 * then of unknown outcome, and nothing pretends to run.
 */
export function viewOfPart(part: DynamicToolUIPart, live: boolean): CallView {
  const tool = part.toolName;
  const base = { tool, words: wordsOf(tool, part.title), arguments: part.input ?? null };
  if (part.state === 'output-available' && isOutcome(part.output)) {
    const { status, error, durationMs } = part.output;
    const lasted = status === 'succeeded' || status === 'failed' ? durationMs : null;
    return {
      ...base,
      status,
      ...resultOf(tool, part.output),
      error,
      durationMs: lasted,
      ...innerOf(tool, part.output),
    };
  }
  const status = statusOf(part.state, live);
  const actions = tool === BATCH_TOOL ? plannedActions(part.input, status) : [];
  return {
    ...base,
    kind: null,
    status,
    result: part.output ?? null,
    error: part.state === 'output-error' ? part.errorText : null,
    durationMs: null,
    actions,
  };
}

function statusOf(state: DynamicToolUIPart['state'], live: boolean): ViewStatus {
  if (state === 'output-available') return 'succeeded';
  if (state === 'output-error' || state === 'output-denied') return 'failed';
  if (!live) return 'unknown';
  return state === 'input-available' ? 'running' : 'preparing';
}

/** A batch shows its actions one by one; of another call, its only action is the call itself. */
function innerOf(
  tool: string,
  { words, kind, actions }: Pick<ToolOutcome, 'words' | 'kind' | 'actions'>,
): Pick<CallView, 'words' | 'kind' | 'actions'> & { change: ActionChange | null } {
  if (tool === BATCH_TOOL) return { words, kind, actions, change: null };
  const change = actions[0]?.change ?? null;
  const sentence = change?.summary?.sentence ?? words.sentence;
  return { words: { ...words, sentence }, kind, actions: [], change };
}

/** What can be said of a tool before the server has: what it is called, or its own name in a better case. */
function wordsOf(tool: string, title?: string): ToolWords {
  const words = tool
    .replace(/^[^_]+_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();
  const name = title ?? (words.charAt(0).toUpperCase() + words.slice(1) || 'Unnamed tool');
  return { name, sentence: name };
}

/** The result of a call: its own, or that of its only action. A batch's stand with its actions. */
function resultOf(
  tool: string,
  { result, large, actions }: Pick<ToolOutcome, 'result' | 'large' | 'actions'>,
) {
  const [only] = actions;
  if (tool === BATCH_TOOL || result !== null || large || !only) return { result, large };
  return { result: only.result, large: only.large };
}

/** What the card of a row of the history shows. */
export function viewOfRecord(record: ToolCallRecord): CallView {
  return {
    ...record,
    ...resultOf(record.tool, record),
    ...innerOf(record.tool, record),
    kind: record.kind,
  };
}
