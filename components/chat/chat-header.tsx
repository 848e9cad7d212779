'use client';

import { History } from 'lucide-react';
import Link from 'next/link';
import { memo } from 'react';
import useSWR from 'swr';
import type { ConversationSummary } from '@/lib/domain/conversation';
import type { PageOf } from '@/lib/domain/page-of';
import { CONVERSATIONS_KEY } from '../shell/conversations-key';
import { buttonStyle } from '../ui/button-style';

/** The title of the open conversation, as the list has it by now, and the way to its history. */
export const ChatHeader = memo(function ChatHeader({
  id,
  title,
  begun,
}: {
  id: string;
  title: string | null;
  begun: boolean;
}) {
  // Without a fetcher of its own: it only looks at the list that the sidebar keeps.
  const { data } = useSWR<PageOf<ConversationSummary>>(CONVERSATIONS_KEY, null);
  const current = data?.items.find((conversation) => conversation.id === id)?.title ?? title;
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-b px-4 md:px-6">
      <h1 className="min-w-0 flex-1 truncate font-medium">{current ?? 'New conversation'}</h1>
      {begun ? (
        <Link href={`/c/${id}/history`} className={buttonStyle('quiet')}>
          <History aria-hidden="true" size={15} />
          History
        </Link>
      ) : null}
    </header>
  );
});
