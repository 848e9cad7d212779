import 'server-only';

/** Turns that run in this process, by conversation. */
const running = new Map<string, { turnId: string; abort: AbortController }>();

/** Marks a turn as running here. Answers its abort signal and what to call at its end. */
export function holdTurn(
  conversationId: string,
  turnId: string,
): { signal: AbortSignal; release: () => void } {
  const abort = new AbortController();
  running.set(conversationId, { turnId, abort });
  return { signal: abort.signal, release: () => running.delete(conversationId) };
}

/** Aborts the running turn of a conversation; with a `turnId` only if it is that one. Answers whether there was one. */
export function abortTurn(conversationId: string, turnId?: string): boolean {
  const turn = running.get(conversationId);
  if (!turn || (turnId && turn.turnId !== turnId)) return false;
  turn.abort.abort();
  return true;
}
