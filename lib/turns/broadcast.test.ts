import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LogEntry } from '../domain/message.ts';
import { Broadcast } from './broadcast.ts';
import { joinEntry } from './join-entries.ts';

const delta = (text: string): LogEntry => ({ type: 'text-delta', id: 'a', delta: text });

function broadcast() {
  const shown: LogEntry[] = [];
  const sender = new Broadcast(shown);
  const show = (text: string) => {
    const entry = delta(text);
    joinEntry(shown, entry);
    sender.send(entry);
  };
  return { sender, show };
}

/** Reads a stream to its end; answers its text, and how many pieces came. */
async function read(stream: ReadableStream<Uint8Array>) {
  const pieces: string[] = [];
  for await (const piece of stream) pieces.push(new TextDecoder().decode(piece));
  const events = pieces.join('').split('\n\n').filter(Boolean);
  const text = events.map((event) => (event === 'data: [DONE]' ? '' : JSON.parse(event.slice(6)).delta));
  return { text: text.join(''), pieces: pieces.length, done: events.at(-1) === 'data: [DONE]' };
}

test('whoever watches, from whenever on, is told everything once and in order', async () => {
  const happening = fc.oneof(
    { weight: 3, arbitrary: fc.string({ minLength: 1, maxLength: 3 }).map((text) => ({ show: text })) },
    fc.constant({ join: true as const }),
    fc.constant({ pause: true as const }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 20 }), async (happenings) => {
      const { sender, show } = broadcast();
      const watching = [read(sender.watch())];
      let all = '';
      for (const one of happenings) {
        if ('show' in one) {
          all += one.show;
          show(one.show);
        } else if ('join' in one) watching.push(read(sender.watch()));
        else await turn();
      }
      sender.end();
      for (const watched of await Promise.all(watching))
        expect(watched).toMatchObject({ text: all, done: true });
    }),
  );
});

test('what is shown in the same moment is one piece for everyone', async () => {
  const { sender, show } = broadcast();
  const watching = [read(sender.watch()), read(sender.watch())];
  await turn();
  for (let at = 0; at < 50; at += 1) show('x');
  await turn();
  sender.end();
  // The words, and the end.
  for (const watched of await Promise.all(watching)) expect(watched.pieces).toBe(2);
});

test('a watcher that reads nothing is let go, and keeps nothing back for the others', async () => {
  const { sender, show } = broadcast();
  const asleep = sender.watch();
  const awake = read(sender.watch());
  for (let at = 0; at < 2_010; at += 1) {
    show('x');
    await turn();
  }
  sender.end();
  expect((await awake).text).toHaveLength(2_010);
  await expect(read(asleep)).rejects.toThrow('too far behind');
});

test('a watcher that has gone is sent nothing', async () => {
  const { sender, show } = broadcast();
  const gone = sender.watch();
  await gone.cancel();
  show('x');
  await turn();
  expect((await gone.getReader().read()).done).toBe(true);
  sender.end();
  await turn();
});
