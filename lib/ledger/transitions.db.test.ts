import { randomUUID } from 'node:crypto';
import { and, eq, ne } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownDatabase } from '../../launcher/test-support/own-database.ts';
import { EMPTY_PLAN } from './test-support/empty-plan.ts';
import type { Beginning } from './transitions.ts';

let remove: () => Promise<void>;
let parts: Awaited<ReturnType<typeof load>>;
const [userId, conversationId, turnId] = [randomUUID(), randomUUID(), randomUUID()];

async function load() {
  const { database } = await import('../db/client.ts');
  const tables = await import('../db/schema.ts');
  return { database, tables, ...(await import('./transitions.ts')) };
}

beforeAll(async () => {
  remove = await ownDatabase();
  parts = await load();
  const { database, tables } = parts;
  await database().insert(tables.users).values({ id: userId, name: 'Ada' });
  await database().insert(tables.conversations).values({ id: conversationId, userId, title: 'A write' });
  await database().insert(tables.turns).values({ id: turnId, conversationId, cause: 'message' });
}, 60_000);

afterAll(() => remove());

/** A plan that shows its target at a version. */
const planAt = (version: number) => ({
  ...EMPTY_PLAN,
  change: { ...EMPTY_PLAN.change, target: { ...EMPTY_PLAN.change.target, version } },
});
const QUESTION = { plan: planAt(3), reasons: ['Writes ask first.'], mayRemember: false };

const ENDED = { result: null, error: null, durationMs: 1, logId: null };

type Approval = 'pending' | 'allowed' | 'denied';
type State = { action: string; approval: Approval };
type Step =
  | { do: 'allow' | 'deny' | 'askAgain' | 'withdraw' | 'refuse' | 'begin' | 'lose' }
  | { do: 'end'; as: 'succeeded' | 'failed' | 'unknown' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .constantFrom('allow', 'deny', 'askAgain', 'withdraw', 'refuse', 'begin', 'lose')
    .map((name) => ({ do: name as 'allow' })),
  fc.constantFrom('succeeded', 'failed', 'unknown').map((as) => ({ do: 'end' as const, as: as as 'failed' })),
);

/** Where a step leads, and what the ledger hears of it; null where it does not fit. */
function next({ action, approval }: State, one: Step): { to: State; told: string[] } | null {
  const waiting = action === 'waiting';
  switch (one.do) {
    case 'allow':
    case 'deny':
      return approval === 'pending'
        ? { to: { action, approval: one.do === 'allow' ? 'allowed' : 'denied' }, told: ['decided'] }
        : null;
    case 'askAgain':
      return waiting ? { to: { action, approval: 'pending' }, told: ['moved'] } : null;
    case 'withdraw':
      return waiting && approval === 'pending'
        ? { to: { action: 'denied', approval: 'denied' }, told: ['decided'] }
        : null;
    case 'refuse':
      return waiting && approval !== 'pending'
        ? { to: { action: 'denied', approval }, told: ['ended'] }
        : null;
    case 'begin':
      return waiting && approval === 'allowed'
        ? { to: { action: 'running', approval }, told: ['begun'] }
        : null;
    case 'lose':
      return action === 'running' ? { to: { action: 'unknown', approval }, told: ['lost'] } : null;
    case 'end': {
      if (action !== 'running' && action !== 'unknown') return null;
      // Looked for and not found out: nothing new happened.
      const isNews = action === 'running' || one.as !== 'unknown';
      return { to: { action: one.as, approval }, told: isNews ? ['ended'] : [] };
    }
  }
}

async function newAction(begins: Beginning = { status: 'waiting', question: QUESTION }) {
  const { database, tables, propose } = parts;
  const [toolCallId, actionId] = [randomUUID(), randomUUID()];
  const call = { id: toolCallId, userId, conversationId, turnId, modelCallId: 'c', tool: 'T' };
  await database().insert(tables.toolCalls).values(call);
  const about = { userId, conversationId, turnId, toolCallId, actionId, tool: 'T', kind: 'write' as const };
  const action = { ...about, index: 0, arguments: {} };
  await propose(database(), action, begins);
  return action;
}

/** How an action stands, and all that the ledger has told of it. */
async function read(actionId: string) {
  const { database, tables } = parts;
  const [action] = await database().select().from(tables.actions).where(eq(tables.actions.id, actionId));
  const current = await database()
    .select()
    .from(tables.approvals)
    .where(and(eq(tables.approvals.actionId, actionId), ne(tables.approvals.status, 'replaced')));
  const told = await database().select().from(tables.ledger).where(eq(tables.ledger.actionId, actionId));
  expect(current).toHaveLength(1);
  return {
    action: action?.status,
    approval: current[0]?.status,
    approvalId: current[0]?.id ?? '',
    told: told.sort((one, other) => one.position - other.position).map(({ event }) => event),
  };
}

/** Takes a step; answers whether it was one. */
async function take(action: Awaited<ReturnType<typeof newAction>>, one: Step): Promise<boolean> {
  const { database, tables, decide, askAgain, withdraw, refuse, begin, lose, end } = parts;
  const { approval, approvalId } = await read(action.actionId);
  const held = { id: approvalId, status: approval as 'allowed' };
  return database().transaction(async (tx) => {
    switch (one.do) {
      case 'allow':
      case 'deny': {
        const decided = { by: 'person', answer: one.do, scope: null, reason: null } as const;
        return (await decide(tx, action, approvalId, decided)) !== null;
      }
      case 'askAgain':
        return (await askAgain(tx, action, held, QUESTION, 'moved')) !== null;
      case 'withdraw':
        return (await withdraw(tx, action, approvalId, 'A better one.')) !== null;
      case 'refuse':
        return (await refuse(tx, action, held, { status: 'denied', error: 'No.' })) !== null;
      case 'begin':
        return (await begin(tx, action, held)) !== null;
      case 'lose':
        return (await lose(tx, eq(tables.actions.id, action.actionId))).length > 0;
      case 'end':
        return (await end(tx, action, { ...ENDED, status: one.as })) !== null;
    }
  });
}

test('an action goes only where its life leads: what does not fit changes neither its row nor the ledger', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const action = await newAction();
      let state: State = { action: 'waiting', approval: 'pending' };
      const told = ['proposed', 'asked'];
      for (const one of steps) {
        const led = next(state, one);
        expect(await take(action, one)).toBe(led !== null);
        if (led) {
          state = led.to;
          told.push(...led.told);
        }
        expect(await read(action.actionId)).toMatchObject({ ...state, told });
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('of many that begin the same action one does, and so it is told once', async () => {
  const action = await newAction();
  await take(action, { do: 'allow' });
  const begun = await Promise.all(Array.from({ length: 12 }, () => take(action, { do: 'begin' })));
  expect(begun.filter(Boolean)).toHaveLength(1);
  expect((await read(action.actionId)).told).toEqual(['proposed', 'asked', 'decided', 'begun']);
});

test('the end of a write tells the version that the person was shown, and none where they allowed nothing', async () => {
  const { database, tables } = parts;
  const endOf = async ({ actionId }: { actionId: string }) => {
    const told = await database().select().from(tables.ledger).where(eq(tables.ledger.actionId, actionId));
    return told.find(({ event }) => event === 'ended')?.detail.versionBefore;
  };
  const action = await newAction({ status: 'waiting', question: { ...QUESTION, plan: planAt(2) } });
  // Asked again: of the first question nothing counts any more.
  for (const one of ['askAgain', 'allow', 'begin'] as const) await take(action, { do: one });
  await take(action, { do: 'end', as: 'succeeded' });
  expect(await endOf(action)).toBe(3);
  const unasked = await newAction({ status: 'running', plan: null, decided: null });
  await parts.end(database(), unasked, { ...ENDED, status: 'succeeded' });
  expect(await endOf(unasked)).toBeNull();
});
