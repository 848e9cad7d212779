import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { held, type Line, measured } from './line.ts';
import { ask } from './load.ts';
import { textOf } from './model-server.ts';
import { memoryOf } from './processes.ts';
import { type Ours, startModel, startOurs } from './targets/start-targets.ts';

const RATE = 50;
const FAULT_SHARE = 0.01;
/** How often Composio fails once, and a connection to the database breaks. */
const FAULT_EVERY_MS = 3_000;
const MEMORY_EVERY_MS = 5_000;

type Sent = { conversationId: string; messageId: string; tokens: number; shown: string };
type Load = { ours: Ours; until: number; sent: Sent[]; refused: number };

/**
 * So many people talk at once, for so many seconds, while the model, Composio and the database fail now and then, and PostgreSQL
 * crashes once in the middle. Then everything is looked at.
 */
export async function soak({ streams, seconds }: { streams: number; seconds: number }): Promise<Line[]> {
  const ours = await startOurs(await startModel(FAULT_SHARE));
  // Everyone's session is there before anything fails.
  await ask(ours, { tokens: 10, rate: 0, tool: true });
  const load: Load = { ours, until: Date.now() + seconds * 1000, sent: [], refused: 0 };
  const memory: { at: number; size: number }[] = [];
  const others = new AbortController();
  const beside = [
    repeat(
      MEMORY_EVERY_MS,
      others.signal,
      async () => void memory.push({ at: Date.now(), size: memoryOf(ours.pid) }),
    ),
    repeat(FAULT_EVERY_MS, others.signal, () => failComposio(ours)),
    repeat(FAULT_EVERY_MS, others.signal, () => breakConnection(ours)),
    crashPostgres(ours, (seconds * 1000) / 2),
  ];
  await Promise.all(Array.from({ length: streams }, (_, at) => talk(load, at)));
  others.abort();
  await Promise.all(beside);
  return look(load, memory);
}

/** One person: a message, its answer, the next one, in a new conversation now and then. */
async function talk(load: Load, at: number): Promise<void> {
  await wait((at % 100) * 10);
  let conversationId = randomUUID();
  for (let round = 0; Date.now() < load.until; round += 1) {
    if (round % 4 === 3) conversationId = randomUUID();
    const tokens = 50 + ((at * 37 + round * 91) % 300);
    const messageId = randomUUID();
    const asked = { tokens, rate: RATE, tool: (at + round) % 10 === 0, conversationId, messageId };
    let answered = await ask(load.ours, asked);
    // What is refused or breaks off before it is taken is sent again, as a browser does, until the server has it.
    while (![200, 409].includes(answered.status)) {
      load.refused += 1;
      await wait(500);
      answered = await ask(load.ours, asked);
    }
    load.sent.push({ conversationId, messageId, tokens, shown: answered.text });
    // A stream that broke off: the answer goes on, and the next message waits for it.
    await untilIdle(load.ours, conversationId);
  }
}

async function untilIdle({ base, headers }: Ours, conversationId: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const state = await fetch(`${base}/api/chat/${conversationId}`, { headers }).then(
      (response) => (response.ok ? response.json() : null),
      () => null,
    );
    if (state?.turnId === null) return;
    await wait(100);
  }
}

async function repeat(pauseMs: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work().catch(() => undefined);
    await wait(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

async function failComposio({ sandbox }: Ours): Promise<void> {
  const faults = [{ kind: 'cut' }, { kind: 'rate_limit' }, { kind: 'status', status: 500 }];
  const fault = faults[Math.floor(Math.random() * faults.length)];
  await fetch(`${sandbox}/control/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ match: { surface: 'mcp' }, times: 1, fault }),
  });
}

async function breakConnection(ours: Ours): Promise<void> {
  await query(
    ours,
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = 'tributary' and pid <> pg_backend_pid() order by random() limit 1`,
  );
}

/** A crash, not an end: connections break, and what is unlogged is gone. It is started again by itself. */
async function crashPostgres({ postgres }: Ours, afterMs: number): Promise<void> {
  await wait(afterMs);
  if (postgres) process.kill(postgres, 'SIGQUIT');
}

async function query(ours: Ours, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: ours.databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** What became of all that was said. */
async function look({ ours, sent, refused }: Load, memory: { at: number; size: number }[]): Promise<Line[]> {
  const rows = await query(
    ours,
    `select said.id as "messageId", turns.status, answer.parts from messages said
      join turns on turns.id = said.turn_id
      left join messages answer on answer.turn_id = turns.id and answer.role = 'assistant'
      where said.role = 'user'`,
  );
  const byMessage = Map.groupBy(rows, ({ messageId }) => messageId);
  const found = sent.map((one) => ({ ...one, rows: byMessage.get(one.messageId) ?? [] }));
  const lost = found.filter(({ rows }) => rows.length !== 1);
  const unfinished = found.filter(({ rows }) => rows.some(({ status }) => status === 'running'));
  const complete = found.filter(({ rows }) => rows.some(({ status }) => status === 'completed'));
  const wrong = found.filter(({ rows, tokens, shown }) =>
    rows.some(({ status, parts }) => {
      const text = textIn(parts);
      return !text.startsWith(shown) || (status === 'completed' && text !== textOf(tokens));
    }),
  );
  const why = await query(
    ours,
    `select coalesce(error->>'code', 'none') as code, count(*)::int as number from turns where status <> 'completed' group by 1`,
  );
  const [{ restarts } = {}] = await query(
    ours,
    `select (pg_postmaster_start_time() > min(started_at))::int as restarts from turns`,
  );
  const said = ours.said();
  const unhandled = [...said.matchAll(/unhandled ?rejection|uncaught/gi)];
  for (const { index } of unhandled) console.error(said.slice(index, index + 1_500));
  return [
    measured({ name: 'soak-messages', value: sent.length, unit: 'messages' }),
    measured({ name: 'soak-complete', value: complete.length / sent.length, unit: 'share' }),
    ...why.map(({ code, number }) =>
      measured({ name: `soak-ended-${code}`, value: Number(number), unit: 'turns' }),
    ),
    held({ name: 'soak-crashes', value: Number(restarts), unit: 'crashes', budget: { atLeast: 1 } }),
    measured({ name: 'soak-sent-again', value: refused, unit: 'messages' }),
    held({ name: 'soak-messages-lost', value: lost.length, unit: 'messages', budget: { atMost: 0 } }),
    held({ name: 'soak-turns-stuck', value: unfinished.length, unit: 'turns', budget: { atMost: 0 } }),
    held({
      name: 'soak-cut-by-database',
      value: Number(why.find(({ code }) => code === 'internal')?.number ?? 0),
      unit: 'turns',
      budget: { atMost: 0 },
    }),
    held({ name: 'soak-text-lost', value: wrong.length, unit: 'answers', budget: { atMost: 0 } }),
    held({ name: 'soak-unhandled', value: unhandled.length, unit: 'rejections', budget: { atMost: 0 } }),
    ...memoryLines(memory),
  ];
}

function textIn(parts: unknown): string {
  return (Array.isArray(parts) ? parts : []).map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** How fast memory grows, once everything has been met: of runs that are long enough to say. */
function memoryLines(memory: { at: number; size: number }[]): Line[] {
  const settled = memory.slice(Math.floor(memory.length / 3));
  const [first] = settled;
  if (!first || settled.length < 20) return [];
  const minutes = settled.map(({ at }) => (at - first.at) / 60_000);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(minutes), mean(settled.map(({ size }) => size))];
  const slope =
    settled.reduce((sum, { size }, at) => sum + ((minutes[at] ?? 0) - x) * (size - y), 0) /
    minutes.reduce((sum, minute) => sum + (minute - x) ** 2, 0);
  return [
    measured({ name: 'soak-memory', value: y, unit: 'MB' }),
    held({ name: 'soak-memory-slope', value: slope, unit: 'MB/minute', budget: { atMost: 3 } }),
  ];
}
