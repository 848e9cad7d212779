'use client';

import { type ComponentProps, lazy, type RefObject, Suspense, useState } from 'react';
import { MessageList } from './message-list';
import { ShowEarlier } from './show-earlier';

const loadEarlierMessages = () => import('./earlier-messages');
const EarlierMessages = lazy(loadEarlierMessages);

/** What was said: the messages that the page was opened with and since, and above them those that are asked for. */
export function Messages({
  hasEarlier,
  onShowEarlier,
  box,
  messages,
  ...rest
}: ComponentProps<typeof MessageList> & {
  hasEarlier: boolean;
  onShowEarlier: () => Promise<void>;
  box: RefObject<HTMLElement | null>;
}) {
  const [opened] = useState({ with: messages[0]?.id, hasEarlier });
  const first = messages.findIndex(({ id }) => id === opened.with);
  const earlier = messages.slice(0, Math.max(first, 0));
  const since = messages.slice(earlier.length);

  async function showEarlier() {
    await loadEarlierMessages();
    await onShowEarlier();
  }

  if (!opened.hasEarlier) return <MessageList messages={messages} {...rest} />;
  return (
    <>
      {/* As tall either way: what is read stays where it is when the last of them have come. */}
      <div className="mb-4 flex h-11 items-center justify-center gap-3 text-note text-ink-soft">
        {hasEarlier ? <ShowEarlier box={box} onShow={showEarlier} /> : <p>The conversation begins here.</p>}
      </div>
      <Suspense>
        <EarlierMessages messages={earlier} next={since[0]} box={box} onConnected={rest.onConnected} />
      </Suspense>
      <MessageList messages={since} {...rest} />
    </>
  );
}
