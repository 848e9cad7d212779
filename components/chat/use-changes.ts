'use client';

import { useEffect, useEffectEvent, useRef } from 'react';
import type { ConversationState } from '@/lib/domain/conversation';
import { fetchJson } from '../http/request-json';

/** How often a page that is looked at asks whether it is behind another device, in milliseconds. */
const LOOK_EVERY_MS = 4_000;

/**
 * Notices that a conversation went on elsewhere: other tabs of this browser say so at once; other devices are noticed when
 * the page is looked at, comes back to the network, or a little later.
 */
export function useChanges(
  id: string,
  {
    watch,
    lastMessageId,
    queued,
    onChange,
  }: { watch: boolean; lastMessageId: string | null; queued: number; onChange: () => void },
) {
  const channel = useRef<BroadcastChannel | null>(null);
  const changed = useEffectEvent(() => {
    if (watch) onChange();
  });
  const look = useEffectEvent(async () => {
    if (!watch || document.visibilityState !== 'visible') return;
    const state = await fetchJson<ConversationState>(`/api/chat/${id}`).catch(() => null);
    if (state && (state.turnId !== null || state.lastMessageId !== lastMessageId || state.queued !== queued))
      changed();
  });

  useEffect(() => {
    const tabs = new BroadcastChannel(`tributary:${id}`);
    channel.current = tabs;
    tabs.onmessage = () => changed();
    const now = () => void look();
    const timer = setInterval(now, LOOK_EVERY_MS);
    window.addEventListener('focus', now);
    window.addEventListener('online', now);
    document.addEventListener('visibilitychange', now);
    return () => {
      clearInterval(timer);
      tabs.close();
      window.removeEventListener('focus', now);
      window.removeEventListener('online', now);
      document.removeEventListener('visibilitychange', now);
    };
  }, [id]);

  return { tell: () => channel.current?.postMessage('changed') };
}
