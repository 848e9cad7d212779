import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createComposioTables } from '../schema.ts';
import { createDelivery } from './deliver.ts';
import { insertWebhook } from './webhook-store.ts';

let db: DatabaseSync;
let sent: { id: string | null; at: number }[];
let answer: () => Response;

const now = () => new Date();
const start = () =>
  createDelivery({
    db,
    now,
    send: async (request) => {
      sent.push({ id: request.headers.get('webhook-id'), at: Date.now() });
      return answer();
    },
  });
const tell = (delivery: ReturnType<typeof start>) =>
  delivery.deliver('project', 'composio.trigger.message', (_webhook, id) => ({ id }));

beforeEach(() => {
  vi.useFakeTimers();
  db = new DatabaseSync(':memory:');
  createComposioTables(db);
  insertWebhook({ db, now }, 'project', {
    url: 'http://localhost/hook',
    version: 'V3',
    events: ['composio.trigger.message'],
  });
  sent = [];
  answer = () => new Response(null, { status: 500 });
});

afterEach(() => {
  vi.useRealTimers();
  db.close();
});

it('tries a message again after longer and longer waits, and gives it up in the end', async () => {
  tell(start());
  await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  const waits = sent.slice(1).map(({ at }, i) => at - (sent[i]?.at ?? 0));
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(sent).toHaveLength(7);
});

it('sends a message once when it is taken', async () => {
  answer = () => new Response(null, { status: 204 });
  tell(start());
  await vi.advanceTimersByTimeAsync(60 * 60 * 1000);
  expect(sent).toHaveLength(1);
});

it('goes on after a restart with what was waiting', async () => {
  const first = start();
  tell(first);
  await vi.advanceTimersByTimeAsync(0);
  first.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
  answer = () => new Response();
  const second = start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(2);
  expect(sent[1]?.id).toBe(sent[0]?.id);
  second.close();
});
