'use client';

import { memo, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { Virtualizer } from 'virtua';
import type { ConversationMessage } from '@/lib/domain/message';
import { AssistantMessage } from './assistant-message';
import { connectOutcome } from './connect-outcome';
import { UserMessage } from './user-message';

type EarlierProps = {
  messages: ConversationMessage[];
  /** The message that comes after these. */
  next: ConversationMessage | undefined;
  /** What scrolls. */
  box: RefObject<HTMLElement | null>;
  onConnected: (toolkit: string, attemptId: string) => void;
};

/** Messages that were loaded upward. Of them only those in sight are in the page; what is read stays where it is when more come. */
export default memo(
  function EarlierMessages({ messages, next, box, onConnected }: EarlierProps) {
    const place = useRef<HTMLDivElement>(null);
    const [startMargin, setStartMargin] = useState(0);
    const [focused, setFocused] = useState<string | null>(null);
    useLayoutEffect(() => setStartMargin(place.current?.offsetTop ?? 0));
    const kept = messages.findIndex(({ id }) => id === focused);
    return (
      <div ref={place} data-earlier>
        <Virtualizer
          // They only ever come at the start.
          shift
          scrollRef={box}
          startMargin={startMargin}
          keepMounted={kept === -1 ? [] : [kept]}
        >
          {messages.map((message, index) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: what has the focus stays, however far it is scrolled away
            <div key={message.id} className="pb-7" onFocus={() => setFocused(message.id)}>
              {message.role === 'user' ? (
                <UserMessage message={message} />
              ) : (
                <AssistantMessage
                  message={message}
                  live={false}
                  connect={connectOutcome(messages[index + 1] ?? next)}
                  onConnected={onConnected}
                  onContinue={null}
                />
              )}
            </div>
          ))}
        </Virtualizer>
      </div>
    );
  },
  (before, after) =>
    before.messages.length === after.messages.length &&
    before.messages.every((message, index) => message === after.messages[index]) &&
    before.next?.id === after.next?.id &&
    before.onConnected === after.onConnected,
);
