import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { serveSandbox } from '@tributary/sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CallView, viewOfPart, viewOfRecord } from '../../components/tool-call/call-view.ts';
import { stopAll } from '../../launcher/children.ts';
import { startPostgres } from '../../launcher/postgres.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { loadVersion0002 } from '../db/test-support/load-version-0002.ts';
import { serveSite0002 } from '../db/test-support/serve-site-0002.ts';
import type { MessagePart } from '../domain/message.ts';
import { BATCH_TOOL, strongestKind, type ToolOutcome } from '../domain/tool-call.ts';
import { type Readings, readingsOf } from './test-support/readings-of.ts';
import { undoEach } from './test-support/undo-each.ts';

const API_KEY = 'ak_test';
const folder = mkdtempSync(join(tmpdir(), 'tributary-test-'));
const before: Readings[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../db/test-support/version-0002-readings.json'), 'utf8'),
);
const undosBefore: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../db/test-support/version-0002-undos.json'), 'utf8'),
);
let sandbox: Awaited<ReturnType<typeof serveSandbox>>;

beforeAll(async () => {
  const { url } = await startPostgres(folder);
  await loadVersion0002(url);
  await migrateDatabase(url, join(import.meta.dirname, '../db/migrations'));
  sandbox = await serveSite0002(
    before.map(({ person }) => person),
    API_KEY,
  );
  Object.assign(process.env, {
    DATABASE_URL: url,
    AUTH_SECRET: 'a secret that is long enough for a test',
    COMPOSIO_API_KEY: API_KEY,
    COMPOSIO_BASE_URL: sandbox.base,
    OPENAI_API_KEY: 'sk-test',
  });
}, 60_000);

afterAll(async () => {
  sandbox?.close();
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

test('what a database of version 0002 holds reads the same', async () => {
  for (const was of before) {
    const now = await readingsOf(
      was.person,
      was.changes.map(({ id }) => id),
    );
    expect(asShown(JSON.parse(JSON.stringify(now)))).toEqual(asShown(was));
  }
});

test('what could be undone in it can be undone', async () => {
  expect(await undoEach(before)).toEqual(undosBefore);
}, 60_000);

/**
 * Readings as a card, a list or a file shows them. Version 0002 kept each outcome in up to three copies; where they differed the
 * history's counts here: by some milliseconds for when a call began, and by all that was at work when the process was killed. It
 * left it to the browser to say what a call does, so words are left out, and did not tell which question a decision answered.
 */
function asShown(given: Readings) {
  const untold = (key: string, value: unknown) => (key === 'approvalId' ? undefined : value);
  const readings: Readings = JSON.parse(JSON.stringify(given), untold);
  const actions = readings.toolCalls.flatMap((call) => call.actions);
  const atWork = actions.flatMap(({ id, status }) => (status === 'running' ? [id] : []));
  const isAtWork = (output: ToolOutcome) => atWork.some((id) => JSON.stringify(output).includes(id));
  const shownPart = (part: MessagePart) => {
    if (part.type !== 'dynamic-tool' || part.state !== 'output-available') return part;
    const output = wordless(part.output as ToolOutcome);
    const { title: _, ...rest } = part;
    return { ...rest, output: isAtWork(output) || cardOf(viewOfPart({ ...rest, output }, false)) };
  };
  return {
    ...readings,
    policies: { ...readings.policies, tools: [] },
    conversations: readings.conversations.map((conversation) => ({
      ...conversation,
      messages: conversation.messages.map((message) => ({ ...message, parts: message.parts.map(shownPart) })),
    })),
    toolCalls: readings.toolCalls.map((call) => {
      const record = wordless(call);
      return { ...record, kind: call.kind, result: null, error: null, shown: cardOf(viewOfRecord(record)) };
    }),
  };
}

const NO_WORDS = { name: '', sentence: '' };

function wordless<Outcome extends Pick<ToolOutcome, 'actions'>>(outcome: Outcome) {
  const kind = strongestKind(outcome.actions.map((action) => action.kind));
  const actions = outcome.actions.map((action) => ({ ...action, words: NO_WORDS }));
  return { ...outcome, kind, words: NO_WORDS, actions };
}

/** What a card shows. A batch has nothing to show of its own: its actions have. */
function cardOf({ change, words: _, ...view }: CallView) {
  const { result, error, ...rest } = view;
  return { ...rest, ...(view.tool === BATCH_TOOL ? {} : { result, error }), change: change ?? null };
}
