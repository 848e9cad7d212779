import 'server-only';
import type { ActionKind } from '@/lib/domain/action-kind';
import type { ActionChange } from '@/lib/domain/approval';
import {
  type ActionRecord,
  type CallStatus,
  statusOf,
  strongestKind,
  type ToolOutcome,
  type ToolWords,
  WHOLE_RESULT_BYTES,
} from '@/lib/domain/tool-call';
import { sayAny } from '@/lib/phrases/say';
import { DESCRIBING_TOOLS, describeAction, describeResult, kindOfTool } from '@/lib/toolkits/toolkits';
import { type ActionOfCall, type Call, resultUrl } from './read-calls';
import { BEGINNING_CHARACTERS } from './results';

const NOT_KNOWN = 'It was at work when the turn ended. Nobody knows yet whether it happened.';
const UNDO_NOT_KNOWN =
  'Tributary stopped in the middle of it. Nobody knows whether it was taken back: look in the app.';

/** How a call stands, for its card and for the model. */
export function outcomeOf(call: Call): ToolOutcome {
  return {
    words: wordsOf(call, resultOf(call).result),
    kind: callKind(call),
    status: callStatus(call),
    startedAt: call.startedAt.toISOString(),
    durationMs: call.durationMs ?? 0,
    ...resultOf(call),
    error: errorOf(call),
    actions: call.actions.map((action) => recordOf(isDescribed(call) ? { ...action, result: null } : action)),
  };
}

/** A call or an action in words. Of a write that was looked at, the words of its change. */
export function wordsOf(
  called: { tool: string; arguments: unknown; change?: ActionChange | null },
  result: unknown,
): ToolWords {
  const words = describeAction(called.tool, called.arguments, result);
  return { ...words, sentence: called.change?.summary?.sentence ?? words.sentence };
}

/** A call with actions stands as they do. */
export function callStatus({ status, actions }: Call): CallStatus {
  if (actions.length > 0) return statusOf(actions.map((action) => action.status));
  return status === 'proposed' || status === null ? 'running' : status;
}

/** A call is as strong as the strongest of its actions. */
export function callKind({ tool, kind, actions }: Call): ActionKind {
  return actions.length > 0
    ? strongestKind(actions.map((action) => action.kind))
    : (kind ?? kindOfTool(tool));
}

/** The call's own result: of one without actions, or what the model read in place of an action's. */
export function resultOf(call: Call): Pick<ToolOutcome, 'result' | 'large'> {
  const [first] = call.actions;
  if (first && isDescribed(call))
    return shortened(call.id, first.result, sayAny(describeResult(call.tool, first.result)));
  return call.large ? { result: null, large: call.large } : { result: call.result };
}

/** An action as a list gives it: a large result by its beginning, also of one that was read whole to be described. */
export function shortAction(callId: string, action: ActionOfCall): ActionOfCall {
  const json = action.large ? '' : (JSON.stringify(action.result) ?? '');
  const size = Buffer.byteLength(json);
  if (size <= WHOLE_RESULT_BYTES) return action;
  const beginning = json.slice(0, BEGINNING_CHARACTERS);
  return { ...action, result: null, large: { size, beginning, url: resultUrl(callId, action.index) } };
}

/** A description that is large is given as a large result is; all there is is what it describes. */
function shortened(
  callId: string,
  result: unknown,
  described: string | null,
): Pick<ToolOutcome, 'result' | 'large'> {
  if (described === null || Buffer.byteLength(described) <= WHOLE_RESULT_BYTES) return { result: described };
  const beginning = described.slice(0, BEGINNING_CHARACTERS);
  const size = Buffer.byteLength(JSON.stringify(result));
  return { result: null, large: { size, beginning, url: resultUrl(callId, 0) } };
}

function isDescribed({ tool, actions }: Call): boolean {
  return DESCRIBING_TOOLS.includes(tool) && actions[0]?.status === 'succeeded';
}

/** Why a call did not come to what was asked. A denied action has words of its own. */
export function errorOf(call: Call): string | null {
  const status = callStatus(call);
  if (status !== 'failed' && status !== 'unknown') return null;
  const failed = call.actions.filter((action) => action.status === 'failed' || action.status === 'unknown');
  if (call.actions.length > 1) return `${failed.length} of ${call.actions.length} actions did not succeed.`;
  return failed[0]?.error ?? call.error ?? (call.turnId === null ? UNDO_NOT_KNOWN : NOT_KNOWN);
}

/** An action as messages show it, without what only the server needs. */
function recordOf(action: ActionOfCall): ActionRecord {
  const words = wordsOf(action, action.result);
  const { index, tool, kind, status, arguments: args, result, large, error, durationMs, change } = action;
  return {
    index,
    tool,
    words,
    kind,
    status,
    arguments: args,
    result,
    error,
    durationMs,
    ...(large ? { large } : {}),
    ...(change ? { change } : {}),
  };
}
