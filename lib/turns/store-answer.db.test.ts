import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { databaseWithUser } from '../db/test-support/database-with-user.ts';

const userId = databaseWithUser();

test('each call of a turn stands in its answer, and one that was never written down is now, with why it did not run', async () => {
  const { database } = await import('../db/client.ts');
  const { conversations, turns } = await import('../db/schema.ts');
  const { openCall } = await import('../ledger/record-call.ts');
  const { listMessages } = await import('../conversations/get-conversation.ts');
  const { storeAnswer } = await import('./store-answer.ts');
  const [conversationId, turnId, shown, unshown] = [0, 1, 2, 3].map(() => randomUUID()) as [
    string,
    string,
    string,
    string,
  ];
  await database().insert(conversations).values({ id: conversationId, userId, title: 'Calls' });
  await database().insert(turns).values({ id: turnId, conversationId, cause: 'message' });
  const turn = { userId, conversationId, turnId };
  const call = { ...turn, arguments: { a: 1 } };
  const providerMetadata = { openai: { itemId: 'fc_1' } };
  await openCall({ ...call, id: shown, modelCallId: 'c1', tool: 'A', providerMetadata });
  // It was begun, and the server died before that was shown.
  await openCall({ ...call, id: unshown, modelCallId: 'c2', tool: 'B' });
  await database().transaction((tx) =>
    storeAnswer(tx, turn, {
      id: randomUUID(),
      role: 'assistant',
      parts: [
        { type: 'call', callId: shown },
        { type: 'unrecorded', modelCallId: 'c3', tool: 'C', input: { half: true }, error: null },
      ],
    }),
  );
  const [answer] = await listMessages(conversationId);
  expect(answer?.parts).toMatchObject([
    { toolName: 'A', toolCallId: 'c1', input: { a: 1 }, callProviderMetadata: providerMetadata },
    {
      toolName: 'C',
      toolCallId: 'c3',
      input: { half: true },
      output: { status: 'failed', error: 'Stopped before it ran.' },
    },
    { toolName: 'B', toolCallId: 'c2', input: { a: 1 } },
  ]);
});
