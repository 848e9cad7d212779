import type { ConversationMessage, MessagePart } from '../domain/message.ts';
import type { EndedCall } from './lost-calls.ts';

/**
 * Parts of an answer that will not grow any more: nothing in them may look as if it were still going on, and each call that
 * the ledger knows has a part.
 * @param calls what the ledger knows of the calls of an answer that was cut
 */
export function closeParts(
  parts: ConversationMessage['parts'],
  calls: readonly EndedCall[],
): ConversationMessage['parts'] {
  const shown = new Set(parts.map((part) => (part.type === 'dynamic-tool' ? part.toolCallId : null)));
  return [
    ...parts.map((part) => settlePart(part, calls)),
    ...calls.filter(({ modelCallId }) => !shown.has(modelCallId)).map(partOf),
  ];
}

function settlePart(part: MessagePart, calls: readonly EndedCall[]): MessagePart {
  if ((part.type === 'text' || part.type === 'reasoning') && part.state === 'streaming')
    return { ...part, state: 'done' };
  if (part.type !== 'dynamic-tool') return part;
  const { type, toolName, toolCallId, input } = part;
  const call = calls.find(({ modelCallId }) => modelCallId === toolCallId);
  if (part.state === 'output-available' && call && decidedSince(call))
    return { ...part, output: call.outcome };
  if (part.state !== 'input-streaming' && part.state !== 'input-available') return part;
  return call
    ? partOf(call)
    : {
        ...{ type, toolName, toolCallId, state: 'output-error', input: input ?? {} },
        errorText: 'Stopped before it ran.',
      };
}

/** A question may have been asked again, or an action taken back, while the turn that shows it was still running. */
function decidedSince({ outcome: { status, actions } }: EndedCall): boolean {
  return status !== 'unknown' && actions.some(({ change }) => change);
}

function partOf({ modelCallId, tool, input, outcome }: EndedCall): MessagePart {
  return {
    ...{ type: 'dynamic-tool', toolName: tool, toolCallId: modelCallId },
    ...{ state: 'output-available', input: input ?? {}, output: outcome },
  };
}
