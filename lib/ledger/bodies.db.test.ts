import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownDatabase } from '../../launcher/test-support/own-database.ts';
import { jsonWithLongTexts } from './test-support/json-with-long-texts.ts';

let remove: () => Promise<void>;
const [userId, conversationId] = [randomUUID(), randomUUID()];

beforeAll(async () => {
  remove = await ownDatabase();
  const { database } = await import('../db/client.ts');
  const { conversations, users } = await import('../db/schema.ts');
  await database().insert(users).values({ id: userId, name: 'Ada' });
  await database().insert(conversations).values({ id: conversationId, userId, title: 'A page' });
}, 60_000);

afterAll(() => remove());

async function load() {
  const { database } = await import('../db/client.ts');
  const { bodies } = await import('../db/schema.ts');
  const { together } = await import('../db/together.ts');
  return { database, bodies, together, ...(await import('./bodies.ts')) };
}

test('what is kept is restored to the same, whatever texts and keys it has', async () => {
  const { database, together, keepBodies, restoreBodies } = await load();
  await fc.assert(
    fc.asyncProperty(jsonWithLongTexts, async (given) => {
      const { kept, writes } = keepBodies(conversationId, given);
      await together(database(), writes);
      expect(await restoreBodies(database(), conversationId, kept)).toEqual(given);
    }),
    { numRuns: 60 },
  );
});

test('a body that is in several previews is kept once', async () => {
  const { database, bodies, together, keepBodies } = await load();
  const body = `<p>${'The plan. '.repeat(100)}</p>`;
  await database().delete(bodies);
  for (const preview of [
    { source: { before: body, after: `${body}<p>More</p>` } },
    { source: { before: body } },
  ]) {
    const { kept, writes } = keepBodies(conversationId, preview);
    expect(JSON.stringify(kept)).not.toContain('The plan');
    await together(database(), writes);
  }
  expect(await database().select().from(bodies)).toHaveLength(2);
});
