import { setTimeout as sleep } from 'node:timers/promises';

/** A piece of an event stream: an event, a moment of silence, or the end of the connection without a last event. */
export type Frame =
  | { kind: 'event'; text: string; isDelta: boolean }
  | { kind: 'pause'; ms: number }
  | { kind: 'cut' };

/**
 * A body that sends frames one after the other, with `paceMs` after each delta. A cut errors the stream, and the server
 * then destroys the connection under it. When the client goes away the rest is dropped.
 */
export function eventStream(frames: Iterable<Frame>, paceMs: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const rest = frames[Symbol.iterator]();
  const gone = new AbortController();
  const wait = (ms: number) =>
    ms > 0 ? sleep(ms, undefined, { signal: gone.signal }).catch(() => undefined) : null;
  return new ReadableStream({
    async pull(controller) {
      for (;;) {
        const { value: frame, done } = rest.next();
        if (gone.signal.aborted) return;
        if (done) return controller.close();
        if (frame.kind === 'pause') await wait(frame.ms);
        else if (frame.kind === 'cut') {
          // What was sent before is on its way first: an error drops what still waits in the stream.
          await wait(20);
          return controller.error(new Error('The scripted answer ends here.'));
        } else {
          controller.enqueue(encoder.encode(frame.text));
          if (frame.isDelta) await wait(paceMs);
          return;
        }
      }
    },
    cancel: () => gone.abort(),
  });
}
