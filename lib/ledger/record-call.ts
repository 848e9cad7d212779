import 'server-only';
import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm';
import { database, preparedQuery, type Queries, type Transaction } from '@/lib/db/client';
import { toolCalls } from '@/lib/db/schema';
import { together } from '@/lib/db/together';
import type { Words } from '@/lib/domain/phrase';
import { storableText } from '@/lib/domain/storable-text';
import type { OwnStatus } from '@/lib/domain/tool-call';
import { callPhrase } from '@/lib/phrases/call-phrases';
import { kindOfTool } from '@/lib/toolkits/toolkits';
import type { ActionOf } from './action-of';
import { addWords, SEARCHABLE } from './call-words';
import { keepWords } from './kept-words';
import { keepResult } from './results';
import { type Beginning, type CallChanged, lose, propose } from './transitions';
import { wordsOfCall } from './words-of-call';

/** A tool call of the model, as it is written down when its input is there. */
export type NewCall = Pick<
  typeof toolCalls.$inferInsert,
  'userId' | 'conversationId' | 'turnId' | 'modelCallId' | 'tool' | 'arguments' | 'providerMetadata'
> & { id: string };

/** Writes a call down before anything is done about it. Throws when its turn is over: it must not begin anything any more. */
export async function openCall(call: NewCall & { turnId: string }): Promise<void> {
  const { id, userId, conversationId, turnId, modelCallId, tool, arguments: args, providerMetadata } = call;
  const opened = await preparedQuery({
    ...OPEN_CALL,
    values: [
      ...[conversationId, turnId, id, userId, modelCallId, tool, kindOfTool(tool)],
      ...[jsonOf(args), jsonOf(providerMetadata), wordsOfCall(call)],
    ],
  });
  if (opened.length === 0) throw turnIsOver();
}

const OPEN_CALL = {
  name: 'open-call',
  text: `
    with conversation as (select from conversations where id = $1 for key share),
    turn as (
      select from turns where id = $2 and status = 'running' and exists (select from conversation) for share
    ), call as (
      insert into tool_calls (id, user_id, conversation_id, turn_id, model_call_id, tool, kind, status, arguments, provider_metadata)
      select $3, $4, $1, $2, $5, $6, $7, 'proposed', $8, $9 from turn
      returning id, user_id, position
    )
    insert into call_words (call_id, user_id, position, words)
    select id, user_id, position, ${SEARCHABLE} from call, (select $10::text[] as given) told
    returning call_id`,
};

/** As a column of JSON takes it. */
function jsonOf(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** Writes down the call of an undo, which a person makes outside of any turn. */
export async function openUndoCall(
  tx: Transaction,
  call: Pick<NewCall, 'id' | 'userId' | 'conversationId' | 'tool' | 'arguments'>,
): Promise<void> {
  await tx.insert(toolCalls).values({ ...call, turnId: null, modelCallId: randomUUID() });
  await addWords(tx, call.id, call);
}

/** Writes down how long a call has been at work so far, as a sign of life. */
export async function beatCall(id: string): Promise<void> {
  await database()
    .update(toolCalls)
    .set({ durationMs: sql`(extract(epoch from now() - ${toolCalls.startedAt}) * 1000)::integer` })
    .where(eq(toolCalls.id, id));
}

/** Writes down a call that never ran, and why. Its names are a model's: they may be no text that can be stored. */
export async function recordUnrun(queries: Queries, call: NewCall, error: Words): Promise<void> {
  await queries.insert(toolCalls).values({
    ...call,
    tool: storableText.parse(call.tool),
    modelCallId: storableText.parse(call.modelCallId),
    kind: kindOfTool(call.tool),
    status: 'failed',
    ...keepWords(error),
    durationMs: 0,
  });
  await addWords(queries, call.id, { ...call, said: error });
}

/** Writes down why a call did not run that was written down. One that was begun is left as it stands. */
export async function failCall(queries: Queries, id: string, error: Words): Promise<void> {
  const [failed] = await queries
    .update(toolCalls)
    .set({ status: 'failed', ...keepWords(error), durationMs: 0 })
    .where(and(eq(toolCalls.id, id), eq(toolCalls.status, 'proposed')))
    .returning({ tool: toolCalls.tool });
  if (failed) await addWords(queries, id, { ...failed, said: error });
}

type BegunAction = { action: ActionOf & { index: number; arguments: unknown }; begins: Beginning };

/** Writes a call's actions down as they begin, before anything is sent; from then on they tell how the call stands. */
export async function beginActions(
  call: { id: string; conversationId: string; turnId: string },
  begun: BegunAction[],
): Promise<void> {
  // Of a call of which nothing is sent now, this is also its end.
  const ended = begun.every(({ begins }) => begins.status !== 'running');
  await database().transaction(async (tx) => {
    // One call at a time: those of one step may keep the same texts, and would wait for each other.
    await moveRunning(
      tx,
      call,
      sql`status = null, kind = null, duration_ms = ${ended ? 0 : null}`,
      'no key update',
    );
    for (const { action, begins } of begun) await propose(tx, action, begins);
  });
}

/** Writes down that a call without actions is being sent. */
export async function beginCall(call: { id: string; conversationId: string; turnId: string }): Promise<void> {
  await moveRunning(database(), call, sql`status = 'running'`, 'key share');
}

/**
 * Writes down how long a call was at work, and how one without actions has ended. With a result it is in a transaction that holds
 * the conversation, as `keepResult` needs it.
 */
export async function endCall(
  queries: Queries,
  { id, conversationId }: { id: string; conversationId: string },
  {
    durationMs,
    own,
  }: { durationMs: number; own?: { status: OwnStatus; result: unknown; error: Words | null } },
): Promise<void> {
  const kept = own && keepResult(conversationId, own.result);
  await together(queries, kept?.writes ?? []);
  const [ended] = await queries
    .update(toolCalls)
    .set({ durationMs, status: own?.status, ...(own && keepWords(own.error)), ...kept?.row })
    .where(eq(toolCalls.id, id))
    .returning({ tool: toolCalls.tool, arguments: toolCalls.arguments });
  if (own && ended) await addWords(queries, id, { ...ended, result: own.result, said: own.error });
}

/**
 * Gives up what is still at work in a conversation when its turn ends: from then on nobody knows how it ends. That may be a call of
 * an earlier turn whose action was allowed in this one. Undos are no part of a turn.
 */
export async function loseCalls(tx: Transaction, conversationId: string): Promise<CallChanged[]> {
  const ofTurns = and(eq(toolCalls.conversationId, conversationId), isNotNull(toolCalls.turnId));
  const changed = await lose(tx, ofTurns);
  const sent = await tx
    .update(toolCalls)
    .set({ status: 'unknown' })
    .where(and(ofTurns, eq(toolCalls.status, 'running')))
    .returning({ callId: toolCalls.id, turnId: toolCalls.turnId });
  const said = callPhrase.stoppedBefore();
  const unsent = await tx
    .update(toolCalls)
    .set({ status: 'failed', ...keepWords(said) })
    .where(and(ofTurns, inArray(toolCalls.status, ['proposed'])))
    .returning({ callId: toolCalls.id, turnId: toolCalls.turnId, tool: toolCalls.tool });
  for (const { callId, tool } of unsent) await addWords(tx, callId, { tool, said });
  return [...changed, ...sent, ...unsent.map(({ callId, turnId }) => ({ callId, turnId }))];
}

/** Writes how a call stands. A turn that was closed meanwhile, here or by another process, must not begin anything any more. */
async function moveRunning(
  queries: Queries,
  { id, conversationId, turnId }: { id: string; conversationId: string; turnId: string },
  set: SQL,
  hold: 'key share' | 'no key update',
): Promise<void> {
  const { rows } = await queries.execute(sql`
    with conversation as (select from conversations where id = ${conversationId} for ${sql.raw(hold)}),
    turn as (
      select from turns
      where id = ${turnId} and status = 'running' and exists (select from conversation) for share
    )
    update ${toolCalls} set ${set} from turn where ${eq(toolCalls.id, id)} returning 1`);
  if (rows.length === 0) throw turnIsOver();
}

const turnIsOver = () => new Error('its turn is over');
