import { isDeepStrictEqual } from 'node:util';

export type Person = { id: string; name: string };
export type Readings = Awaited<ReturnType<typeof readingsOf>>;

/** Loaded late: all of it reads the configuration. */
async function load() {
  const { listConversations } = await import('../../conversations/list-conversations.ts');
  const { getConversationWithMessages } = await import('../../conversations/get-conversation.ts');
  const { listToolCalls } = await import('../../ledger/list-tool-calls.ts');
  const { exportToolCalls } = await import('../../ledger/export-tool-calls.ts');
  const { exportLedger } = await import('../../ledger/export-ledger.ts');
  const { getChange } = await import('../../approvals/get-change.ts');
  const { getPolicySettings } = await import('../../approvals/policies.ts');
  return {
    listConversations,
    getConversationWithMessages,
    listToolCalls,
    exportToolCalls,
    exportLedger,
    getChange,
    getPolicySettings,
  };
}

/**
 * Everything that a person can read of what is kept, as the routes answer it, without changing anything. Lists that must hold the
 * very same calls are compared here, and stand once. Throws where they differ.
 */
export async function readingsOf(person: Person, changeIds: string[]) {
  const parts = await load();
  const summaries = await all((cursor) => parts.listConversations(person.id, { cursor }));
  const toolCalls = await all((cursor) => parts.listToolCalls(person.id, { cursor }));
  const known = new Map(toolCalls.map((call) => [call.id, call]));
  const same = (calls: typeof toolCalls) => {
    for (const call of calls)
      if (
        !isDeepStrictEqual(JSON.parse(JSON.stringify(call)), JSON.parse(JSON.stringify(known.get(call.id))))
      )
        throw new Error(`the call ${call.id} reads another way elsewhere`);
    return calls.map(({ id }) => id);
  };
  const conversations = [];
  for (const { id } of summaries) {
    const conversation = await parts.getConversationWithMessages(person.id, id);
    const calls = await all((cursor) => parts.listToolCalls(person.id, { conversationId: id, cursor }));
    conversations.push({ ...conversation, toolCalls: same(calls) });
  }
  const exported: typeof toolCalls = JSON.parse(await text(parts.exportToolCalls(person.id, 'json', {})));
  return {
    person,
    conversations,
    toolCalls,
    exportedToolCalls: same(exported),
    toolCallsAsCsv: linesOf(await text(parts.exportToolCalls(person.id, 'csv', {}))).length,
    ledger: JSON.parse(await text(parts.exportLedger(person, 'json'))) as unknown[],
    ledgerAsCsv: linesOf(await text(parts.exportLedger(person, 'csv'))),
    changes: await Promise.all(
      changeIds.map(async (id) => ({ id, change: await parts.getChange(person.id, id) })),
    ),
    policies: await parts.getPolicySettings(person.id),
  };
}

async function all<Item>(
  page: (cursor: string | undefined) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const next = await page(cursor);
    items.push(...next.items);
    cursor = next.nextCursor ?? undefined;
  } while (cursor);
  return items;
}

async function text(pieces: AsyncGenerator<string>): Promise<string> {
  let whole = '';
  for await (const piece of pieces) whole += piece;
  return whole;
}

const linesOf = (csv: string) => csv.split('\r\n').filter((line) => line !== '');
