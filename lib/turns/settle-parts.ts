import type { ConversationMessage, MessagePart } from '../conversations/message.ts';

/** Parts of an answer that will not grow any more: nothing in them may look as if it were still going on. */
export function settleParts(parts: ConversationMessage['parts']): ConversationMessage['parts'] {
  return parts.map(settlePart);
}

function settlePart(part: MessagePart): MessagePart {
  if ((part.type === 'text' || part.type === 'reasoning') && part.state === 'streaming')
    return { ...part, state: 'done' };
  if (part.type !== 'dynamic-tool' || (part.state !== 'input-streaming' && part.state !== 'input-available'))
    return part;
  const { type, toolName, toolCallId, input } = part;
  const errorText =
    part.state === 'input-streaming'
      ? 'Stopped before it ran.'
      : 'Stopped while it ran. See the history for how it ended.';
  return { type, toolName, toolCallId, state: 'output-error', input: input ?? {}, errorText };
}
