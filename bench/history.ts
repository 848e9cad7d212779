import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { migrateDatabase } from '../lib/db/migrate.ts';
import { allowAppModules } from './app-modules.ts';
import { fillHistory, OTHER_TOOL, PERSON } from './fill-history.ts';

type Measured = { name: string; p50: number; p95: number; unit: 'ms'; rows: number; budget: number };

const ROUNDS = 20;
const WARM_UP = 5;
const PAGE_BUDGET_MS = 30;
const CONVERSATIONS_BUDGET_MS = 20;

/**
 * Measures the history of a person with many calls among the calls of many: each filter, its first page and one from far down.
 * One line of JSON a measurement.
 * @param url an empty database, which is filled, or one that this has filled before
 * @param own calls of the person; @param all calls of all people
 */
export async function measureHistory(
  url: string,
  { own = 100_000, all = 500_000 }: { own?: number; all?: number } = {},
): Promise<string[]> {
  await migrateDatabase(url, join(import.meta.dirname, '../lib/db/migrations'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await fillHistory(client, { own, all });
  await client.end();
  // What else is measured starts the product with an environment of its own.
  const environment = { ...process.env };
  Object.assign(process.env, { DATABASE_URL: url, ...SETTINGS });
  allowAppModules();
  const { database } = await import('../lib/db/client.ts');
  const { listToolCalls, listUsedTools } = await import('../lib/ledger/list-tool-calls.ts');
  const { listConversations } = await import('../lib/conversations/list-conversations.ts');
  const { encodeCursor } = await import('../lib/http/cursor.ts');
  const far = encodeCursor([Math.round(all / 5)]);

  const lines: string[] = [];
  const measure = async (name: string, budget: number, work: () => Promise<unknown[]>) => {
    let rows = 0;
    for (let round = 0; round < WARM_UP; round += 1) rows = (await work()).length;
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = performance.now();
      await work();
      times.push(performance.now() - begun);
    }
    times.sort((one, other) => one - other);
    const at = (share: number) => Math.round((times[Math.ceil(share * ROUNDS) - 1] ?? 0) * 10) / 10;
    const measured: Measured = { name, p50: at(0.5), p95: at(0.95), unit: 'ms', rows, budget };
    lines.push(JSON.stringify(measured));
  };
  for (const [name, filters] of Object.entries(FILTERS))
    for (const [where, cursor] of [
      ['first', undefined],
      ['far', far],
    ] as const)
      await measure(`history, ${name}, ${where} page`, PAGE_BUDGET_MS, async () => {
        const { items } = await listToolCalls(PERSON, { ...filters, cursor });
        return items;
      });
  await measure('history, used tools', PAGE_BUDGET_MS, () => listUsedTools(PERSON));
  for (const q of [undefined, 'conversation 77', 'nothing like it'])
    await measure(`conversations, ${q ?? 'all'}`, CONVERSATIONS_BUDGET_MS, async () => {
      const { items } = await listConversations(PERSON, { q });
      return items;
    });
  const pool: unknown = Reflect.get(database(), '$client');
  if (pool instanceof pg.Pool) await pool.end();
  process.env = environment;
  return lines;
}

const SETTINGS = {
  AUTH_SECRET: 'a secret that is long enough for this',
  COMPOSIO_API_KEY: 'ak_bench',
  OPENAI_API_KEY: 'sk-bench',
};

/** From what nearly all calls are to what two or none of them are. */
const FILTERS = {
  all: {},
  succeeded: { status: 'succeeded' },
  failed: { status: 'failed' },
  denied: { status: 'denied' },
  waiting: { status: 'waiting' },
  running: { status: 'running' },
  unknown: { status: 'unknown' },
  reads: { kind: 'read' },
  writes: { kind: 'write' },
  destructive: { kind: 'destructive' },
  'a frequent tool': { tool: 'CONFLUENCE_GET_PAGE_BY_ID' },
  'a tool used twice': { tool: 'CONFLUENCE_DELETE_SPACE' },
  'a tool of others': { tool: OTHER_TOOL },
  'failed writes': { status: 'failed', kind: 'write' },
  'failed reads of one tool': { status: 'failed', kind: 'read', tool: 'CONFLUENCE_GET_PAGE_BY_ID' },
  'what cannot be: reads denied': { status: 'denied', kind: 'read' },
  'a word in all': { q: 'page' },
  'a word in one of a hundred': { q: 'topic42' },
  'a word in one of a thousand': { q: 'subject777' },
  'an id': { q: '4000123' },
  'the beginning of a word': { q: 'subj' },
  'two words': { q: 'get topic7' },
  'a word of others': { q: 'elsewhere' },
  'a word in no call': { q: 'zzz' },
  'a rare word that failed': { q: 'topic42', status: 'failed' },
  'a frequent word that failed': { q: 'page', status: 'failed' },
} as const;
