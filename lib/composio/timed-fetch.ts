import { SaidError } from '../domain/phrase.ts';
import { callPhrase } from '../phrases/call-phrases.ts';

export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` that fails when the answer has not begun after `answerMs` milliseconds, or when no byte of its body comes
 * for `silenceMs` milliseconds.
 */
export function timedFetch({ answerMs, silenceMs }: { answerMs: number; silenceMs: number }): Fetch {
  return async (url, init) => {
    const giveUp = new AbortController();
    const timer = setTimeout(
      () => giveUp.abort(new SaidError(callPhrase.noAnswerFor({ seconds: answerMs / 1000 }))),
      answerMs,
    );
    const signal = init?.signal ? AbortSignal.any([init.signal, giveUp.signal]) : giveUp.signal;
    try {
      const response = await fetch(url, { ...init, signal });
      return response.body ? new Response(watch(response.body, silenceMs), response) : response;
    } finally {
      clearTimeout(timer);
    }
  };
}

function watch(body: ReadableStream<Uint8Array>, silenceMs: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { promise: silence, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(
        () => reject(new SaidError(callPhrase.noDataFor({ seconds: silenceMs / 1000 }))),
        silenceMs,
      );
      timer.unref();
      try {
        const { done, value } = await Promise.race([reader.read(), silence]);
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        await reader.cancel(error).catch(() => undefined);
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
