import type { ConversationMessage } from '@/lib/domain/message';
import type { ConversationTurns } from './conversation-turns';

/** What a person can do with the turns of a conversation, beside deciding about changes. */
export function commandsOf(turns: ConversationTurns) {
  return {
    say: (text: string) =>
      turns.dispatch({ type: 'typed', message: userMessage(crypto.randomUUID(), { type: 'text', text }) }),
    send: (message: ConversationMessage) => turns.dispatch({ type: 'send', message }),
    unqueue: ({ id }: ConversationMessage) => turns.dispatch({ type: 'unqueue', id }),
    stop: () => turns.dispatch({ type: 'stop' }),
    /** The waiting request goes on. The attempt's id is the message's, so that a second tab sends the same message. */
    tellConnected: (toolkit: string, attemptId: string) => {
      const part = { type: 'data-connected' as const, data: { toolkit, attemptId } };
      turns.dispatch({ type: 'hold', message: userMessage(attemptId, part) });
    },
    /** An interrupted turn goes on. The message has the turn's own id, so that two devices continue it once. */
    continueTurn: (turnId: string) => {
      const part = { type: 'data-continue' as const, data: { turnId } };
      turns.dispatch({ type: 'send', message: userMessage(turnId, part) });
    },
  };
}

function userMessage(id: string, part: ConversationMessage['parts'][number]): ConversationMessage {
  return { id, role: 'user', parts: [part] };
}
