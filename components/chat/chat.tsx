'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { LatestMessages } from '@/lib/domain/conversation';
import { ChangeContext } from '../changes/change-context';
import { ChatHeader } from './chat-header';
import { Composer } from './composer';
import { EmptyConversation } from './empty-conversation';
import { preloadMarkdown } from './markdown/markdown';
import { Messages } from './messages';
import { QueuedMessages } from './queued-messages';
import { ScrollingColumn } from './scrolling-column';
import { TurnFailure } from './turn-failure';
import { TurnStatus } from './turn-status';
import { useTurns } from './turns/use-turns';
import { useStickToBottom } from './use-stick-to-bottom';

type ChatProps = {
  id: string;
  title: string | null;
  /** The end of the conversation, as the server has it. */
  latest: LatestMessages;
  modelIsSandbox: boolean;
  /** Called when the server has taken a message. */
  onBegun?: () => void;
};

/** One conversation. Another id is another conversation: nothing of the one before stays. */
export function Chat(props: ChatProps) {
  return <OpenChat key={props.id} {...props} />;
}

function OpenChat({ id, title, latest, modelIsSandbox, onBegun }: ChatProps) {
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  const bottom = useStickToBottom();
  const { messages, hasEarlier, showEarlier, queued, busy, stopping, failure, commands, changeActions } =
    useTurns(id, latest, {
      onAccepted: onBegun,
      onRefused: (refused) => setText((now) => (now.trim() === '' ? refused : `${refused}\n\n${now}`)),
    });

  useEffect(() => {
    // On a touch screen this would raise the keyboard over the page.
    if (window.matchMedia('(pointer: fine)').matches) input.current?.focus();
  }, []);

  // The same while an answer is drawn many times a second: what is written below it is not drawn again.
  const { jump } = bottom;
  const send = useCallback(() => {
    setText('');
    preloadMarkdown();
    commands.say(text.trim());
    jump();
  }, [text, commands, jump]);

  function choose(example: string) {
    setText(example);
    input.current?.focus();
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <ChatHeader id={id} title={title} begun={messages.length > 0} />
      <ScrollingColumn bottom={bottom}>
        {messages.length === 0 && failure === null && !busy ? (
          <EmptyConversation onChoose={choose} />
        ) : (
          <div className="column py-8">
            <ChangeContext value={changeActions}>
              <Messages
                messages={messages}
                hasEarlier={hasEarlier}
                onShowEarlier={showEarlier}
                box={bottom.box}
                busy={busy}
                onConnected={commands.tellConnected}
                onContinue={commands.continueTurn}
              />
            </ChangeContext>
            <TurnFailure failure={failure} onSendAgain={commands.send} />
          </div>
        )}
      </ScrollingColumn>
      <TurnStatus busy={busy} />
      <QueuedMessages messages={queued} busy={busy} onRemove={commands.unqueue} onSend={commands.send} />
      <Composer
        text={text}
        onText={setText}
        busy={busy}
        stopping={stopping}
        note={modelIsSandbox ? SANDBOX_NOTE : MODEL_NOTE}
        inputRef={input}
        onSend={send}
        onStop={commands.stop}
      />
    </div>
  );
}

const SANDBOX_NOTE = 'Sandbox: these answers are made by rules, not AI.';
const MODEL_NOTE = 'Answers can be wrong. Each step is shown so that you can check it.';
