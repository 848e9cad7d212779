import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { databaseWithUser } from '../db/test-support/database-with-user.ts';
import type { LogEntry } from '../domain/message.ts';
import { joinEntry } from './join-entries.ts';

databaseWithUser();

const delta = (text: string): LogEntry => ({ type: 'text-delta', id: 'a', delta: text });

/** What is stored of a log, as one list. */
async function stored(turnId: string): Promise<LogEntry[]> {
  const { readPieces } = await import('./event-store.ts');
  const entries: LogEntry[] = [];
  for (const piece of await readPieces(turnId)) for (const entry of piece.entries) joinEntry(entries, entry);
  return entries;
}

/** Ends the connection that logs are written on, at the server. */
async function breakLogConnection(): Promise<void> {
  const { database } = await import('../db/client.ts');
  await database().execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where query like '%json_to_recordset%' and pid <> pg_backend_pid()`,
  );
}

test('the logs of many turns are stored whole, each as its own, whenever one looks', async () => {
  const { logWriter } = await import('./log-writer.ts');
  const { readPieces } = await import('./event-store.ts');
  const step = fc.record({
    turn: fc.nat(2),
    text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }),
    look: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const turns = [0, 1, 2].map(() => ({ id: randomUUID(), text: '' }));
      for (const { turn, text, look } of steps) {
        const one = turns[turn];
        if (!one) continue;
        one.text += text;
        logWriter().append(one.id, delta(text));
        if (!look) continue;
        await logWriter().flush();
        for (const { id, text } of turns) expect(await stored(id)).toEqual(text ? [delta(text)] : []);
      }
      for (const { id, text } of turns) {
        const { seq, entries } = await logWriter().release(id);
        // The end that was still growing: with what is stored for good it is all.
        const before = (await readPieces(id))
          .filter((piece) => piece.seq < seq)
          .flatMap((piece) => piece.entries);
        const all: LogEntry[] = [];
        for (const entry of [...before, ...entries]) joinEntry(all, entry);
        expect(all).toEqual(text ? [delta(text)] : []);
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('a thousand tokens are at most ten rows, however often they are stored', async () => {
  const { logWriter } = await import('./log-writer.ts');
  const { database } = await import('../db/client.ts');
  const turnId = randomUUID();
  for (let token = 0; token < 1_000; token += 1) {
    logWriter().append(turnId, delta('river '));
    if (token % 5 === 0) await logWriter().flush();
  }
  await logWriter().flush();
  const { rows } = await database().execute(sql`select 1 from turn_events where turn_id = ${turnId}`);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThanOrEqual(10);
  expect(await stored(turnId)).toEqual([delta('river '.repeat(1_000))]);
  await logWriter().release(turnId);
});

test('connections that break in the middle lose nothing that was shown', async () => {
  const { logWriter } = await import('./log-writer.ts');
  const error = vi.spyOn(console, 'error').mockReturnValue(undefined);
  const turnId = randomUUID();
  for (let round = 0; round < 5; round += 1) {
    logWriter().append(turnId, delta(`${round} `));
    await Promise.all([logWriter().flush(), breakLogConnection()]);
  }
  await logWriter().flush();
  expect(await stored(turnId)).toEqual([delta('0 1 2 3 4 ')]);
  await logWriter().release(turnId);
  error.mockRestore();
});

test('after a crash of the server, which empties the growing ends, they are written again', async () => {
  const { logWriter } = await import('./log-writer.ts');
  const { database } = await import('../db/client.ts');
  const error = vi.spyOn(console, 'error').mockReturnValue(undefined);
  const [quiet, busy] = [randomUUID(), randomUUID()];
  logWriter().append(quiet, delta('said before'));
  await logWriter().flush();
  await breakLogConnection();
  await database().execute(sql`truncate turn_tails`);
  logWriter().append(busy, delta('said after'));
  await logWriter().flush();
  await logWriter().flush();
  expect(await stored(quiet)).toEqual([delta('said before')]);
  for (const id of [quiet, busy]) await logWriter().release(id);
  error.mockRestore();
});

test('a log that cannot be stored keeps no other from it', async () => {
  const { logWriter } = await import('./log-writer.ts');
  const error = vi.spyOn(console, 'error').mockReturnValue(undefined);
  const turnId = randomUUID();
  logWriter().append('no id of a turn', delta('lost'));
  logWriter().append(turnId, delta('kept'));
  await logWriter().flush();
  expect(await stored(turnId)).toEqual([delta('kept')]);
  expect(error).toHaveBeenCalledWith(expect.stringContaining('cannot be stored'), expect.anything());
  for (const id of [turnId, 'no id of a turn']) await logWriter().release(id);
  error.mockRestore();
});
