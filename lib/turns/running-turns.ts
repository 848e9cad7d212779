import 'server-only';

/** Turns that run in this process, by conversation. */
const running = new Map<string, { turnId: string; abort: AbortController }>();

type Held = { signal: AbortSignal; abort: () => void; release: () => void };

/** Marks a turn as running here. Answers its abort signal, how to abort it, and what to call at its end. */
export function holdTurn(conversationId: string, turnId: string): Held {
  const controller = new AbortController();
  const entry = { turnId, abort: controller };
  running.set(conversationId, entry);
  return {
    signal: controller.signal,
    abort: () => controller.abort(),
    // A later turn of the conversation may have taken the place.
    release: () => {
      if (running.get(conversationId) === entry) running.delete(conversationId);
    },
  };
}

/** Aborts the running turn of a conversation; with a `turnId` only if it is that one. Answers whether there was one. */
export function abortTurn(conversationId: string, turnId?: string): boolean {
  const turn = running.get(conversationId);
  if (!turn || (turnId && turn.turnId !== turnId)) return false;
  turn.abort.abort();
  return true;
}
