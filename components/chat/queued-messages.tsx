import { ArrowUp, X } from 'lucide-react';
import type { ConversationMessage } from '@/lib/domain/message';
import { Button } from '../ui/button';
import { textOf } from './text-of';

/** Messages that wait until the answer before them is complete; after one that was not, a person sends them. */
export function QueuedMessages({
  messages,
  busy,
  onRemove,
  onSend,
}: {
  messages: ConversationMessage[];
  busy: boolean;
  onRemove: (message: ConversationMessage) => void;
  onSend: (message: ConversationMessage) => void;
}) {
  if (messages.length === 0) return null;
  return (
    <section aria-label="Queued messages" className="column pb-2">
      <h2 className="mb-1 text-note text-ink-soft">
        {busy ? 'Sent when this answer is complete' : 'Waiting'}
      </h2>
      <ul className="grid gap-1">
        {messages.map((message, index) => (
          <li
            key={message.id}
            className="flex items-center gap-1 rounded-xl border border-line bg-surface py-1 pr-1 pl-3"
          >
            <p className="min-w-0 flex-1 truncate">{textOf(message)}</p>
            {!busy && index === 0 ? (
              <Button
                tone="quiet"
                aria-label={`Send now: “${textOf(message)}”`}
                onClick={() => onSend(message)}
              >
                <ArrowUp aria-hidden="true" size={15} />
                Send now
              </Button>
            ) : null}
            <Button tone="quiet" aria-label={`Remove “${textOf(message)}”`} onClick={() => onRemove(message)}>
              <X aria-hidden="true" size={15} />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
