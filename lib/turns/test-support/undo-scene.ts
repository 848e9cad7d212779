import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { serveSandbox } from '@tributary/sandbox/testing';
import { eq, sql } from 'drizzle-orm';
import { expect, vi } from 'vitest';
import type { ToolOutcome } from '../../domain/tool-call.ts';

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
    DATABASE_URL: url,
    AUTH_SECRET: 'a secret that is long enough for a test',
    COMPOSIO_API_KEY: API_KEY,
    COMPOSIO_BASE_URL: sandbox.base,
    OPENAI_API_KEY: 'sk-test',
  });
  const { database } = await import('../../db/client.ts');
  const tables = await import('../../db/schema.ts');
  const { getSession } = await import('../../composio/session.ts');
  const { appRest } = await import('../../composio/app-rest.ts');
  const { sendActions } = await import('../../composio/send-actions.ts');
  const { planChange } = await import('../../toolkits/toolkits.ts');
  const { beginActions, openCall } = await import('../../ledger/record-call.ts');
  const { end: ended } = await import('../../ledger/transitions.ts');
  const { listMessages } = await import('../../conversations/get-conversation.ts');

  async function ask(method: string, path: string, body?: unknown) {
    const authorization = `Basic ${Buffer.from('admin@example.com:token').toString('base64')}`;
    const response = await fetch(sandbox.base + path, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
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
    const plan = await planChange(appRest(holder, 'confluence'), { tool: TOOL, arguments: args });
    if (!plan.possible) throw new Error(JSON.stringify(plan.reason));
    const [end] = await sendActions(holder, [{ tool: TOOL, arguments: args }]);
    if (end?.status !== 'succeeded') throw new Error(JSON.stringify(end?.error ?? 'no end'));

    await database().insert(tables.conversations).values({ id: conversationId, userId, title: 'A page' });
    await database().insert(tables.turns).values({ id: turnId, conversationId, cause: 'message' });
    const call = { id: toolCallId, userId, conversationId, turnId };
    await openCall({ ...call, modelCallId, tool: TOOL, arguments: args });
    const about = {
      userId,
      conversationId,
      turnId,
      toolCallId,
      actionId,
      tool: TOOL,
      kind: 'write',
    } as const;
    const action = { ...about, index: 0, arguments: args };
    const decided = { by: 'policy', answer: 'allow', scope: null, reason: 'Writes are allowed.' } as const;
    await beginActions(call, [{ action, begins: { status: 'running', plan, decided } }]);
    const { result } = end;
    await ended(database(), action, { status: 'succeeded', result, error: null, durationMs: 1, logId: null });
    await database().update(tables.turns).set({ status: 'completed' }).where(eq(tables.turns.id, turnId));
    await database()
      .insert(tables.messages)
      .values({
        conversationId,
        turnId,
        id: randomUUID(),
        role: 'assistant',
        parts: [{ type: 'call', callId: toolCallId }],
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
        id: toolCallId,
        userId,
        conversationId: page.conversationId,
        turnId: null,
        tool: 'UNDO_ACTION',
        modelCallId: randomUUID(),
        durationMs: atWorkMs,
        startedAt: sql`now() - make_interval(secs => ${secondsAgo})`,
      });
    await database()
      .insert(tables.actions)
      .values({ ...common, id, toolCallId, index: 0, undoes: page.actionId });
    return id;
  }

  const undosOf = ({ actionId }: MadePage) =>
    database().select().from(tables.actions).where(eq(tables.actions.undoes, actionId));

  /** What the message shows of the write being undone. */
  async function shownUndo({ conversationId }: MadePage): Promise<unknown> {
    const [said] = await listMessages(conversationId);
    const part = said?.parts[0];
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
    userId,
    makePage,
    beginUndo,
    undosOf,
    shownUndo,
    told,
    /** `current` or `trashed`. */
    stateOf: async ({ pageId }: MadePage): Promise<string> =>
      (await ask('GET', `/wiki/api/v2/pages/${pageId}?status=current&status=trashed`)).status,
    trash: ({ pageId }: MadePage) =>
      sendActions(holder, [{ tool: 'CONFLUENCE_DELETE_PAGE', arguments: { id: pageId } }]),
    /** As if its process had been silent for too long. */
    giveUp: ({ actionId }: MadePage) =>
      database().update(tables.actions).set({ status: 'unknown' }).where(eq(tables.actions.undoes, actionId)),
    /** What goes wrong with the next deletion. */
    breakDeletion: (fault: Record<string, unknown>) =>
      ask('POST', '/control/faults', {
        match: { surface: 'mcp', tool: 'CONFLUENCE_DELETE_PAGE' },
        times: 1,
        fault,
      }),
    /** Starts work and lets none of it write an action down before so many are about to, or wait for one that is. */
    async untilAboutToBegin<Result extends object>(many: number, start: () => Result): Promise<Result> {
      return database().transaction(async (tx) => {
        await tx.execute(sql`lock table actions in share row exclusive mode`);
        const started = start();
        await vi.waitFor(
          async () => {
            const { rows } = await tx.execute(sql`select 1 from pg_locks where not granted`);
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
