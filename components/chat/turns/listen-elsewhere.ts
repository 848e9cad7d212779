import type { ConversationState } from '@/lib/domain/conversation';
import { fetchJson } from '../../http/request-json';

/** How often a page that is looked at asks whether it is behind another device, in milliseconds. */
const LOOK_EVERY_MS = 4_000;

/** What a page knows of its conversation, as far as the server can compare it. */
type Known = Pick<ConversationState, 'lastMessageId' | 'queued'>;

/**
 * Notices that a conversation went on elsewhere: other tabs of this browser say so at once; other devices are noticed when
 * the page is looked at, comes back to the network, or a little later.
 * @param known null while there is nothing to compare: nothing was said yet, or a turn is being streamed
 */
export function listenElsewhere(
  id: string,
  { known, onChange }: { known: () => Known | null; onChange: () => void },
): { tell: () => void; close: () => void } {
  const tabs = new BroadcastChannel(`tributary:${id}`);
  tabs.onmessage = onChange;
  async function look() {
    if (known() === null || document.visibilityState !== 'visible') return;
    const state = await fetchJson<ConversationState>(`/api/chat/${id}`).catch(() => null);
    const now = known();
    if (state === null || now === null) return;
    if (state.turnId !== null || state.lastMessageId !== now.lastMessageId || state.queued !== now.queued)
      onChange();
  }
  const lookNow = () => void look();
  const timer = setInterval(lookNow, LOOK_EVERY_MS);
  window.addEventListener('focus', lookNow);
  window.addEventListener('online', lookNow);
  document.addEventListener('visibilitychange', lookNow);
  return {
    tell: () => tabs.postMessage('changed'),
    close: () => {
      clearInterval(timer);
      tabs.close();
      window.removeEventListener('focus', lookNow);
      window.removeEventListener('online', lookNow);
      document.removeEventListener('visibilitychange', lookNow);
    },
  };
}
