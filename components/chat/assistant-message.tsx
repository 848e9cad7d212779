import { memo, useMemo } from 'react';
import type { ConversationMessage } from '@/lib/domain/message';
import { MessagePart, type PartContext } from './message-part';

/** An answer, as a column of its parts in the order they came. */
export const AssistantMessage = memo(function AssistantMessage({
  message,
  live,
  connect,
  onConnected,
  onContinue,
}: {
  message: ConversationMessage;
  /** Given where an interrupted turn may be continued. */
  onContinue: ((turnId: string) => void) | null;
} & Omit<PartContext, 'messageId' | 'onContinue'>) {
  const turnId = message.metadata?.turnId;
  // The same for as long as it says the same: a part that did not change is not drawn again.
  const context = useMemo(
    () => ({
      live,
      connect,
      onConnected,
      onContinue: onContinue && turnId ? () => onContinue(turnId) : null,
      messageId: message.id,
    }),
    [live, connect, onConnected, onContinue, turnId, message.id],
  );
  return (
    <article className="self-contained grid grid-cols-[minmax(0,1fr)] gap-3 [&>.prose+div]:mt-1 [&>div+.prose]:mt-1">
      <h2 className="sr-only">Tributary answered</h2>
      {message.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are only ever added at the end
        <MessagePart key={index} part={part} context={context} />
      ))}
    </article>
  );
});
