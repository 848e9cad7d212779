import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { serveSandbox } from '@tributary/sandbox/testing';
import { eq, sql } from 'drizzle-orm';
import { expect, vi } from 'vitest';
import type { ToolOutcome } from '../../history/tool-call.ts';

const API_KEY = 'ak_test';
const TOOL = 'CONFLUENCE_CREATE_PAGE';

/** A page that Ada's assistant made, as the ledger and the message have it. */
export type MadePage = { actionId: string; conversationId: string; turnId: string; pageId: string };

/**
 * A database and the sandbox behind the app's own modules, with Ada connected. They are loaded late: they read the
 * configuration.
 * @param url of an empty database
 */
export async function openUndoScene(url: string) {
  const { migrateDatabase } = await import('../../db/migrate.ts');
  await migrateDatabase(url, join(import.meta.dirname, '../../db/migrations'));
  const sandbox = await serveSandbox({ control: true });
  Object.assign(process.env, {
    ...{ DATABASE_URL: url, AUTH_SECRET: 'a secret that is long enough for a test' },
    ...{ COMPOSIO_API_KEY: API_KEY, COMPOSIO_BASE_URL: sandbox.base, OPENAI_API_KEY: 'sk-test' },
  });
  const { database } = await import('../../db/client.ts');
  const tables = await import('../../db/schema.ts');
  const { getSession } = await import('../../composio/session.ts');
  const { confluenceRest } = await import('../../composio/confluence-rest.ts');
  const { sendActions } = await import('../../composio/send-actions.ts');
  const { planChange } = await import('../../changes/plan/plan-change.ts');
  const { keepChange } = await import('../../changes/keep-change.ts');

  async function ask(method: string, path: string, body?: unknown) {
    const authorization = `Basic ${Buffer.from('admin@example.com:token').toString('base64')}`;
    const response = await fetch(sandbox.base + path, {
      ...{ method, headers: { authorization, 'content-type': 'application/json' } },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  const userId = randomUUID();
  await database().insert(tables.users).values({ id: userId, name: 'Ada' });
  await ask('POST', '/control/seed', { connect: { userId, person: 'ada', apiKey: API_KEY } });
  const holder = { userId, session: await getSession(userId) };
  const [space] = (await ask('GET', '/wiki/api/v2/spaces?keys=ENG')).results;

  async function makePage(): Promise<MadePage> {
    const [actionId, toolCallId, turnId, conversationId, modelCallId] = [0, 1, 2, 3, 4].map(() =>
      randomUUID(),
    ) as [string, string, string, string, string];
    const args = { spaceId: space.id, title: `Page ${actionId}`, body: { storage: { value: '<p>Hi</p>' } } };
    const plan = await planChange(confluenceRest(holder), { tool: TOOL, arguments: args });
    if (!plan.possible) throw new Error(plan.reason);
    const [end] = await sendActions(holder, [{ tool: TOOL, arguments: args }]);
    if (end?.status !== 'succeeded') throw new Error(end?.error ?? 'no end');

    const belongs = { userId, conversationId, turnId, toolCallId, actionId, tool: TOOL };
    const kept = keepChange({ ...belongs, kind: 'write' }, args, {
      ...{ answer: 'allow', kind: 'write', plan, rule: 'Writes are allowed.' },
    });
    const common = { tool: TOOL, kind: 'write', status: 'succeeded', arguments: args } as const;
    const ofAction = { index: 0, result: end.result, error: null, durationMs: 1, change: kept?.change };
    await database().insert(tables.conversations).values({ id: conversationId, userId, title: 'A page' });
    await database().insert(tables.turns).values({ id: turnId, conversationId, status: 'completed' });
    await database()
      .insert(tables.toolCalls)
      .values({ ...common, id: toolCallId, userId, conversationId, turnId, modelCallId });
    await database()
      .insert(tables.actions)
      .values({ ...common, ...ofAction, id: actionId, toolCallId });
    await kept?.store(database());
    const part = { type: 'dynamic-tool' as const, toolName: TOOL, toolCallId: modelCallId, input: args };
    await database()
      .insert(tables.messages)
      .values({
        ...{ conversationId, turnId, id: randomUUID(), role: 'assistant' },
        parts: [{ ...part, state: 'input-available' }],
      });
    const ids = JSON.stringify(end.result).match(/"id":"(\d+)"/);
    return { actionId, conversationId, turnId, pageId: ids?.[1] ?? '' };
  }

  /** An undo that was begun so long ago and has shown its last sign of life after `atWorkMs`. */
  async function beginUndo(
    page: MadePage,
    { secondsAgo, atWorkMs }: { secondsAgo: number; atWorkMs: number | null },
  ) {
    const [id, toolCallId] = [randomUUID(), randomUUID()];
    const common = { tool: 'UNDO_ACTION', kind: 'destructive', status: 'running' } as const;
    await database()
      .insert(tables.toolCalls)
      .values({
        ...{ ...common, id: toolCallId, userId, conversationId: page.conversationId, turnId: null },
        ...{ modelCallId: randomUUID(), durationMs: atWorkMs },
        startedAt: sql`now() - make_interval(secs => ${secondsAgo})`,
      });
    await database()
      .insert(tables.actions)
      .values({ ...common, id, toolCallId, index: 0, undoes: page.actionId });
    return id;
  }

  const undosOf = ({ actionId }: MadePage) =>
    database().select().from(tables.actions).where(eq(tables.actions.undoes, actionId));

  /** What the message shows of the write being taken back. */
  async function shownUndo({ turnId }: MadePage): Promise<unknown> {
    const said = await database().select().from(tables.messages).where(eq(tables.messages.turnId, turnId));
    const part = said[0]?.parts[0];
    if (part?.type !== 'dynamic-tool' || part.state !== 'output-available') return null;
    return (part.output as ToolOutcome).actions[0]?.change?.undo ?? null;
  }

  async function told({ conversationId }: MadePage): Promise<string[]> {
    const entries = await database()
      .select()
      .from(tables.ledger)
      .where(eq(tables.ledger.conversationId, conversationId));
    return entries.map(({ event, detail }) => [event, detail.status].filter(Boolean).join(' '));
  }

  return {
    ...{ userId, makePage, beginUndo, undosOf, shownUndo, told },
    /** `current` or `trashed`. */
    stateOf: async ({ pageId }: MadePage): Promise<string> =>
      (await ask('GET', `/wiki/api/v2/pages/${pageId}?status=current&status=trashed`)).status,
    trash: ({ pageId }: MadePage) =>
      sendActions(holder, [{ tool: 'CONFLUENCE_DELETE_PAGE', arguments: { id: pageId } }]),
    /** What goes wrong with the next deletion. */
    breakDeletion: (fault: Record<string, unknown>) =>
      ask('POST', '/control/faults', {
        ...{ match: { surface: 'mcp', tool: 'CONFLUENCE_DELETE_PAGE' }, times: 1, fault },
      }),
    /** Starts work and lets none of it write an action down before so many are about to. */
    async untilAboutToBegin<Result extends object>(many: number, start: () => Result): Promise<Result> {
      return database().transaction(async (tx) => {
        await tx.execute(sql`lock table actions in share row exclusive mode`);
        const started = start();
        await vi.waitFor(
          async () => {
            const { rows } = await tx.execute(
              sql`select 1 from pg_locks where relation = 'actions'::regclass and not granted`,
            );
            expect(rows).toHaveLength(many);
          },
          { timeout: 10_000 },
        );
        return started;
      });
    },
    close: () => sandbox.close(),
  };
}

export type UndoScene = Awaited<ReturnType<typeof openUndoScene>>;
