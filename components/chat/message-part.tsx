import { memo } from 'react';
import type { MessagePart as Part } from '@/lib/domain/message';
import { ConnectCard } from '../connections/connect-card';
import { ToolCallCard } from '../tool-call/tool-call-card';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { Markdown } from './markdown/markdown';
import { Reasoning } from './reasoning';
import { WaitsForPlace } from './waits-for-place';

/** Where a part stands: whether its turn still runs, and what became of a request to connect. */
export type PartContext = {
  live: boolean;
  messageId: string;
  connect: false | 'connected' | 'passed';
  onConnected: (toolkit: string, attemptId: string) => void;
  onContinue: (() => void) | null;
};

/** One part of an answer, by its type. Types that have nothing to show are left out. */
export const MessagePart = memo(function MessagePart({
  part,
  context,
}: {
  part: Part;
  context: PartContext;
}) {
  switch (part.type) {
    case 'text':
      return part.text === '' ? null : (
        <Markdown text={part.text} streaming={context.live && part.state === 'streaming'} />
      );
    case 'reasoning':
      return <Reasoning text={part.text} />;
    case 'dynamic-tool':
      return <ToolCallCard part={part} live={context.live} />;
    case 'data-error':
      if (part.data.code === 'stopped') return <p className="text-ink-soft">{part.data.message}</p>;
      return (
        <Notice tone="problem" title={part.data.message} hint={part.data.hint}>
          {part.data.code === 'interrupted' && context.onContinue !== null ? (
            <Button onClick={context.onContinue}>Continue</Button>
          ) : null}
        </Notice>
      );
    case 'data-connect': {
      const { toolkit } = part.data;
      return (
        <ConnectCard
          toolkit={toolkit}
          scope={context.messageId}
          settled={context.connect}
          onConnected={(attemptId) => context.onConnected(toolkit, attemptId)}
        />
      );
    }
    case 'data-queued':
      return <WaitsForPlace place={part.data.place} />;
    default:
      return null;
  }
});
