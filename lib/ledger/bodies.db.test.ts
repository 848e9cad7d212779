import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownDatabase } from '../../launcher/test-support/own-database.ts';

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
  return { database, bodies, ...(await import('./bodies.ts')) };
}

const long = fc
  .tuple(fc.string({ minLength: 500, maxLength: 600 }), fc.constantFrom('', '', '\0', '\ud83d'))
  .map(([text, odd]) => text + odd);
const json = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    ...[long, fc.string(), fc.constant(null), fc.array(tie('node'), { maxLength: 3 })],
    // Also the very key that stands for a kept text.
    fc.dictionary(fc.constantFrom('value', '$body', 'rows'), tie('node'), { maxKeys: 3 }),
  ),
})).node;

test('what is kept is restored to the same, whatever texts and keys it has', async () => {
  const { database, keepBodies, restoreBodies } = await load();
  await fc.assert(
    fc.asyncProperty(json, async (given) => {
      const kept = await keepBodies(database(), conversationId, given);
      expect(await restoreBodies(database(), conversationId, kept)).toEqual(given);
    }),
    { numRuns: 60 },
  );
});

test('a body that is in several previews is kept once', async () => {
  const { database, bodies, keepBodies } = await load();
  const body = `<p>${'The plan. '.repeat(100)}</p>`;
  await database().delete(bodies);
  for (const preview of [
    { source: { before: body, after: `${body}<p>More</p>` } },
    { source: { before: body } },
  ])
    expect(JSON.stringify(await keepBodies(database(), conversationId, preview))).not.toContain('The plan');
  expect(await database().select().from(bodies)).toHaveLength(2);
});
