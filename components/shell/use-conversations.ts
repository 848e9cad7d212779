'use client';

import { useEffect, useState } from 'react';
import useSWR from 'swr';
import type { ConversationSummary } from '@/lib/domain/conversation';
import type { PageOf } from '@/lib/domain/page-of';
import { onChanges } from '../http/changes';
import { fetchJson, requestJson } from '../http/request-json';
import { CONVERSATIONS_KEY } from './conversations-key';
import { removedHere } from './removed-here';

type Page = PageOf<ConversationSummary>;

/**
 * One's own conversations: the first page kept fresh, older pages as they are asked for. A conversation that moves to
 * the top leaves its old place, so none is shown twice.
 */
export function useConversations(first: Page) {
  const { data, mutate } = useSWR<Page>(CONVERSATIONS_KEY, fetchJson, {
    fallbackData: first,
    revalidateIfStale: false,
    revalidateOnFocus: false,
    revalidateOnReconnect: false,
  });
  useEffect(() => onChanges(({ type }) => void (type === 'connections' || mutate())), [mutate]);
  const [older, setOlder] = useState<Page | null>(null);
  const [loading, setLoading] = useState(false);

  const fresh = data ?? first;
  const shown = new Set(fresh.items.map((item) => item.id));
  const items = [...fresh.items, ...(older?.items ?? []).filter((item) => !shown.has(item.id))];
  const nextCursor = older === null ? fresh.nextCursor : older.nextCursor;

  async function loadMore() {
    if (nextCursor === null || loading) return;
    setLoading(true);
    try {
      const page = await requestJson<Page>(`${CONVERSATIONS_KEY}?cursor=${encodeURIComponent(nextCursor)}`);
      // What is shown now stays in the list even when newer conversations push it off the first page.
      setOlder({ items: [...items, ...page.items], nextCursor: page.nextCursor });
    } finally {
      setLoading(false);
    }
  }

  async function rename(id: string, title: string) {
    await requestJson(`${CONVERSATIONS_KEY}/${id}`, { method: 'PATCH', body: { title } });
    setOlder(
      (page) =>
        page && { ...page, items: page.items.map((item) => (item.id === id ? { ...item, title } : item)) },
    );
    await mutate();
  }

  async function remove(id: string) {
    removedHere.add(id);
    try {
      await requestJson(`${CONVERSATIONS_KEY}/${id}`, { method: 'DELETE' });
    } catch (error) {
      removedHere.delete(id);
      throw error;
    }
    setOlder((page) => page && { ...page, items: page.items.filter((item) => item.id !== id) });
    await mutate();
  }

  return { items, hasMore: nextCursor !== null, loading, loadMore, rename, remove };
}
