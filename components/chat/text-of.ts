import type { ConversationMessage } from '@/lib/domain/message';

/** What a message says in words, without its other parts. */
export function textOf(message: ConversationMessage): string {
  return message.parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}
