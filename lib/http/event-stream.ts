import 'server-only';

/** A sign of life for those in between, who end connections that are silent. In milliseconds. */
const HEARTBEAT_MS = 25_000;

/**
 * Answers server-sent events, each one value as JSON, until the other side goes.
 * @param open begins to send, and answers what ends that
 */
export function eventStream<Event>(open: (send: (event: Event) => void) => Promise<() => void>): Response {
  const encoder = new TextEncoder();
  let close = () => {};
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let gone = false;
      const write = (text: string) => {
        if (!gone) controller.enqueue(encoder.encode(text));
      };
      const timer = setInterval(() => write(':\n\n'), HEARTBEAT_MS).unref();
      let stop = () => {};
      close = () => {
        gone = true;
        clearInterval(timer);
        stop();
      };
      stop = await open((event) => write(`data: ${JSON.stringify(event)}\n\n`));
      if (gone) stop();
      // Only now, as the browser takes it for the moment from which it misses nothing.
      write(':\n\n');
    },
    cancel: () => close(),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      // What is compressed is collected first.
      'cache-control': 'no-store, no-transform',
      // A proxy that collects answers before it passes them on would keep all of it to itself.
      'x-accel-buffering': 'no',
    },
  });
}
