import type { ConversationMessage, MessagePart } from '../conversations/message.ts';
import type { ToolOutcome } from '../history/tool-call.ts';

/**
 * Parts of an answer that will not grow any more: nothing in them may look as if it were still going on.
 * @param outcomes what the ledger knows of calls that had no end yet, by the model's id of the call
 */
export function settleParts(
  parts: ConversationMessage['parts'],
  outcomes: ReadonlyMap<string, ToolOutcome>,
): ConversationMessage['parts'] {
  return parts.map((part) => settlePart(part, outcomes));
}

function settlePart(part: MessagePart, outcomes: ReadonlyMap<string, ToolOutcome>): MessagePart {
  if ((part.type === 'text' || part.type === 'reasoning') && part.state === 'streaming')
    return { ...part, state: 'done' };
  if (part.type !== 'dynamic-tool' || (part.state !== 'input-streaming' && part.state !== 'input-available'))
    return part;
  const { type, toolName, toolCallId, input } = part;
  const output = outcomes.get(toolCallId);
  return output
    ? { type, toolName, toolCallId, state: 'output-available', input: input ?? {}, output }
    : {
        ...{ type, toolName, toolCallId, state: 'output-error', input: input ?? {} },
        errorText: 'Stopped before it ran.',
      };
}
