'use client';

import { usePathname, useRouter } from 'next/navigation';
import type { ConversationSummary } from '@/lib/domain/conversation';
import type { PageOf } from '@/lib/domain/page-of';
import { Button } from '../ui/button';
import { ConversationItem } from './conversation-item';
import { useConversations } from './use-conversations';

/** One's own conversations, newest first. */
export function ConversationList({ first }: { first: PageOf<ConversationSummary> }) {
  const { items, hasMore, loading, loadMore, rename, remove } = useConversations(first);
  const pathname = usePathname();
  const router = useRouter();

  async function removeAndLeave(id: string) {
    const open = pathname.startsWith(`/c/${id}`);
    await remove(id);
    if (open) router.replace('/');
  }

  if (items.length === 0) {
    return <p className="px-2.5 py-1 text-note text-ink-soft">Your conversations will be listed here.</p>;
  }
  return (
    <>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-px">
        {items.map((conversation) => (
          <ConversationItem
            key={conversation.id}
            conversation={conversation}
            current={pathname === `/c/${conversation.id}`}
            onRename={(title) => rename(conversation.id, title)}
            onRemove={() => removeAndLeave(conversation.id)}
          />
        ))}
      </ul>
      {hasMore ? (
        <Button tone="quiet" disabled={loading} onClick={() => void loadMore()} className="mt-1 w-full">
          Show more
        </Button>
      ) : null}
    </>
  );
}
