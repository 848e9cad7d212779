import type { ConversationMessage } from '@/lib/domain/message';
import { AssistantMessage } from './assistant-message';
import { connectOutcome } from './connect-outcome';
import { UserMessage } from './user-message';
import { Working } from './working';

/** True when something in the message is visibly on its way, so that no other sign of work is needed. */
function moves(message: ConversationMessage | undefined): boolean {
  if (message?.role !== 'assistant') return false;
  const last = message.parts.findLast((part) => part.type !== 'step-start');
  if (last === undefined) return false;
  if (last.type === 'text') return last.state === 'streaming' && last.text !== '';
  if (last.type === 'data-queued') return true;
  return (
    last.type === 'dynamic-tool' && (last.state === 'input-available' || last.state === 'input-streaming')
  );
}

/** The messages that a page was opened with, and all that were said since. */
export function MessageList({
  messages,
  busy,
  onConnected,
  onContinue,
}: {
  messages: ConversationMessage[];
  busy: boolean;
  onConnected: (toolkit: string, attemptId: string) => void;
  onContinue: (turnId: string) => void;
}) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-7">
      {messages.map((message, index) =>
        message.role === 'user' ? (
          <UserMessage key={message.id} message={message} />
        ) : (
          <AssistantMessage
            key={message.id}
            message={message}
            live={busy && index === messages.length - 1}
            connect={connectOutcome(messages[index + 1])}
            onConnected={onConnected}
            onContinue={!busy && index === messages.length - 1 ? onContinue : null}
          />
        ),
      )}
      {busy && !moves(messages.at(-1)) ? <Working /> : null}
    </div>
  );
}
