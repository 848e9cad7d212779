import type { ConversationMessage } from '@/lib/domain/message';

/** What became of a request to connect, by the message after the one that made it. */
export function connectOutcome(next: ConversationMessage | undefined): false | 'connected' | 'passed' {
  if (next === undefined) return false;
  return next.parts.some((part) => part.type === 'data-connected') ? 'connected' : 'passed';
}
