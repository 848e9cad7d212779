import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { type actions, toolCalls } from '@/lib/db/schema';
import { WHOLE_RESULT_BYTES } from '@/lib/domain/tool-call';
import { keepBodies, readBodies, withBodies } from './bodies';

// How the result of a call or an action is kept: its long texts stand in `bodies`, once a conversation, and its row refers to
// them. A row without `resultBodies` refers to none: its JSON is to be read as it is, whatever keys it has.

/** So much of a large result is given with the call: what a model reads of it at most. */
export const BEGINNING_CHARACTERS = 40_000;

const NO_RESULT = { keptResult: null, resultSize: null, resultBodies: null, resultBeginning: null };

type WithResult = typeof toolCalls | typeof actions;

/** How a result is kept: what to write into its row, and what beside it. Who writes it holds the conversation, as `keepBodies` says. */
export function keepResult(conversationId: string, result: unknown) {
  if (result === null || result === undefined) return { row: NO_RESULT, writes: [] };
  const json = JSON.stringify(result);
  const { kept, hashes, writes } = keepBodies(conversationId, result);
  const resultSize = Buffer.byteLength(json);
  const row = {
    keptResult: hashes.length > 0 ? kept : result,
    resultSize,
    resultBodies: hashes.length > 0 ? hashes : null,
    resultBeginning: resultSize > WHOLE_RESULT_BYTES ? beginningOf(json) : null,
  };
  return { row, writes };
}

/** Its first characters, as the database counts them: a pair of surrogates is one. */
function beginningOf(json: string): string {
  const pieces = [...json.slice(0, 2 * BEGINNING_CHARACTERS)];
  return pieces.slice(0, BEGINNING_CHARACTERS).join('');
}

/** What to select of a result, for `restoreResults`. */
export function wholeResult(table: WithResult) {
  return {
    conversationId: toolCalls.conversationId,
    kept: sql<unknown>`${table.keptResult}`,
    bodies: sql<string[] | null>`${table.resultBodies}`,
  };
}

/**
 * What to select of a result that may be large, for `restoreResults`: of a large one its `beginning` and no more. `size` is in bytes.
 * @param always where it holds, all of a large one
 */
export function resultOrBeginning(table: WithResult, always: SQL) {
  const whole = sql`${table.resultSize} <= ${WHOLE_RESULT_BYTES} or ${always}`;
  const cut = sql`coalesce(${table.resultBeginning}, left(${table.keptResult}::text, ${BEGINNING_CHARACTERS}))`;
  return {
    conversationId: toolCalls.conversationId,
    kept: sql<unknown>`case when ${whole} then ${table.keptResult} end`,
    bodies: sql<string[] | null>`case when ${whole} then ${table.resultBodies} end`,
    beginning: sql<string | null>`case when not (${whole}) then ${cut} end`,
    size: table.resultSize,
  };
}

/**
 * What to select of a piece of a result's JSON, for `restoreResults`: one that refers to no bodies is `cut` where it lies, of
 * another all is read.
 * @param range in bytes, the end included
 */
export function resultToCut(table: WithResult, { from, to }: { from: number; to: number }) {
  const bytes = sql`convert_to(${table.keptResult}::text, 'UTF8')`;
  const refers = sql`${table.resultBodies} is not null`;
  return {
    ...wholeResult(table),
    kept: sql<unknown>`case when ${refers} then ${table.keptResult} end`,
    cut: sql<Buffer | null>`case when not (${refers}) then substring(${bytes} from ${from + 1} for ${to - from + 1}) end`,
    size: table.resultSize,
  };
}

type KeptResult = { conversationId: string; kept: unknown; bodies: string[] | null };

/** Rows with their results as they were given. Their bodies are read at once. */
export async function restoreResults<Row extends KeptResult>(
  queries: Queries,
  rows: Row[],
): Promise<(Omit<Row, 'kept' | 'bodies'> & { result: unknown })[]> {
  const texts = await readBodies(
    queries,
    rows.map(({ conversationId, bodies }) => ({ conversationId, hashes: bodies ?? [] })),
  );
  return rows.map(({ kept, bodies, ...row }) => ({
    ...row,
    result: bodies === null ? kept : withBodies(kept, row.conversationId, texts),
  }));
}
