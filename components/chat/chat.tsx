'use client';

import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { ConversationMessage } from '@/lib/domain/message';
import { type ChangeActions, ChangeContext } from '../changes/change-context';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { ChatHeader } from './chat-header';
import { Composer } from './composer';
import { EmptyConversation } from './empty-conversation';
import { preloadMarkdown } from './markdown';
import { MessageList } from './message-list';
import { QueuedMessages } from './queued-messages';
import { TurnStatus } from './turn-status';
import { useStickToBottom } from './use-stick-to-bottom';
import { useTurns } from './use-turns';

type ChatProps = {
  id: string;
  title: string | null;
  initialMessages: ConversationMessage[];
  /** Messages that wait for the running turn to end. */
  initialQueued?: ConversationMessage[];
  running: boolean;
  modelIsSandbox: boolean;
  /** Called when the server has taken a message. */
  onBegun?: () => void;
};

type Connected = { toolkit: string; attemptId: string };

/** One conversation. Another id is another conversation: nothing of the one before stays. */
export function Chat(props: ChatProps) {
  return <OpenChat key={props.id} {...props} />;
}

function OpenChat({
  id,
  title,
  initialMessages,
  initialQueued = [],
  running,
  modelIsSandbox,
  onBegun,
}: ChatProps) {
  const [text, setText] = useState('');
  const [connected, setConnected] = useState<Connected | null>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const { box, content, away, jump } = useStickToBottom();
  const turns = useTurns({
    id,
    initialMessages,
    initialQueued,
    running,
    onAccepted: onBegun,
    onRefused: (refused) => setText((now) => (now.trim() === '' ? refused : `${refused}\n\n${now}`)),
  });

  useEffect(() => {
    // On a touch screen this would raise the keyboard over the page.
    if (window.matchMedia('(pointer: fine)').matches) input.current?.focus();
  }, []);

  function send() {
    const message: ConversationMessage = {
      id: crypto.randomUUID(),
      role: 'user',
      parts: [{ type: 'text', text: text.trim() }],
    };
    setText('');
    preloadMarkdown();
    if (turns.busy) turns.queue(message);
    else turns.send(message);
    jump();
  }

  const onConnected = useCallback(
    (toolkit: string, attemptId: string) => setConnected({ toolkit, attemptId }),
    [],
  );

  /** The waiting request goes on. The attempt's id is the message's, so that a second tab sends the same message. */
  const goOn = useEffectEvent(({ toolkit, attemptId }: Connected) => {
    setConnected(null);
    if (turns.messages.some((message) => message.id === attemptId)) return;
    turns.send({
      id: attemptId,
      role: 'user',
      parts: [{ type: 'data-connected', data: { toolkit, attemptId } }],
    });
  });
  useEffect(() => {
    if (connected !== null && !turns.busy) goOn(connected);
  }, [connected, turns.busy]);

  const latest = useRef(turns);
  useEffect(() => {
    latest.current = turns;
  });
  const goOnAfter = useCallback((turnId: string) => {
    latest.current.send({
      // The turn's own id, so that two devices continue it once.
      id: turnId,
      role: 'user',
      parts: [{ type: 'data-continue', data: { turnId } }],
    });
  }, []);

  const changeActions = useMemo<ChangeActions>(
    () => ({
      onDecide: (decisions) => latest.current.decide(decisions),
      onRenew: (approvalId, args) => latest.current.renew(approvalId, args),
      onUndone: () => latest.current.refresh(),
    }),
    [],
  );

  const empty = turns.messages.length === 0;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ChatHeader id={id} title={title} begun={!empty} />
      <div className="relative flex min-h-0 flex-1 flex-col">
        <section
          ref={box}
          aria-label="Conversation"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to scroll it
          tabIndex={0}
          className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
        >
          <div ref={content} className="flex min-h-full flex-col">
            {empty && turns.failure === null && !turns.busy ? (
              <EmptyConversation
                onChoose={(example) => {
                  setText(example);
                  input.current?.focus();
                }}
              />
            ) : (
              <div className="column py-8">
                <ChangeContext value={changeActions}>
                  <MessageList
                    messages={turns.messages}
                    busy={turns.busy}
                    onConnected={onConnected}
                    onContinue={goOnAfter}
                  />
                </ChangeContext>
                {turns.failure === null ? null : (
                  <div className="mt-7">
                    <Notice tone="problem" title={turns.failure.message} hint={turns.failure.hint}>
                      {turns.failure.retry === null ? null : (
                        <Button onClick={turns.failure.retry}>Try again</Button>
                      )}
                    </Notice>
                  </div>
                )}
              </div>
            )}
          </div>
        </section>
        {away ? (
          <Button
            onClick={jump}
            className="absolute bottom-3 left-1/2 -translate-x-1/2 animate-appear rounded-full!"
          >
            <ArrowDown aria-hidden="true" size={15} />
            Jump to latest
          </Button>
        ) : null}
      </div>
      <TurnStatus busy={turns.busy} />
      <QueuedMessages
        messages={turns.queued}
        busy={turns.busy}
        onRemove={turns.unqueue}
        onSend={turns.send}
      />
      <Composer
        text={text}
        onText={setText}
        busy={turns.busy}
        stopping={turns.stopping}
        note={
          modelIsSandbox
            ? 'Sandbox: these answers are made by rules, not AI.'
            : 'Answers can be wrong. Each step is shown so that you can check it.'
        }
        inputRef={input}
        onSend={send}
        onStop={turns.stop}
      />
    </div>
  );
}
