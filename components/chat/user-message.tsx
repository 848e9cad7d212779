import { Check, RotateCw } from 'lucide-react';
import { memo } from 'react';
import type { ConversationMessage } from '@/lib/domain/message';
import { toolkitName } from '../connections/toolkit-name';
import { textOf } from './text-of';

/** What the person said; or, where it is only the news that an app was connected, a quiet line. */
export const UserMessage = memo(function UserMessage({ message }: { message: ConversationMessage }) {
  const connected = message.parts.find((part) => part.type === 'data-connected');
  if (connected !== undefined) {
    return (
      <p className="flex items-center justify-center gap-2 text-note text-ink-soft">
        <Check aria-hidden="true" size={14} className="text-done" />
        {toolkitName(connected.data.toolkit)} connected
      </p>
    );
  }
  if (message.parts.some((part) => part.type === 'data-continue')) {
    return (
      <p className="flex items-center justify-center gap-2 text-note text-ink-soft">
        <RotateCw aria-hidden="true" size={14} />
        Continued
      </p>
    );
  }
  // The cards themselves show what was decided.
  if (message.parts.some((part) => part.type === 'data-decided')) return null;
  return (
    <article className="self-contained ml-auto w-fit max-w-[85%]">
      <h2 className="sr-only">You said</h2>
      <p className="rounded-2xl bg-hover px-4 py-2.5 text-prose whitespace-pre-wrap wrap-anywhere">
        {textOf(message)}
      </p>
    </article>
  );
});
