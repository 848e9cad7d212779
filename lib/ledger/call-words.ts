import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { callWords, toolCalls } from '@/lib/db/schema';
import { searchWords } from '@/lib/domain/search-words';
import { type Told, wordsOfCall } from './words-of-call';

/** Adds to the words that a call is found by what is told of it now. One that was deleted meanwhile has none. */
export async function addWords(queries: Queries, callId: string, told: Told): Promise<void> {
  await queries.execute(wordsAdded(callId, told));
}

/** The statement that does it. */
export function wordsAdded(callId: string, told: Told): SQL {
  return sql`
    insert into ${callWords} (call_id, user_id, position, words)
    select id, user_id, position, ${sql.raw(SEARCHABLE)}
    from ${toolCalls}, (select ${sql.param(wordsOfCall(told))}::text[] as given) told where id = ${callId}
    on conflict (call_id) do update set words = ${callWords}.words || excluded.words
    where ${callWords}.words <> ${callWords}.words || excluded.words`;
}

/**
 * The `given` words as the column keeps them, for a row with a `user_id`. Each bears a mark of its person, so that nobody’s search
 * has to look through what others wrote; two people may have the same mark.
 */
export const SEARCHABLE =
  'array_to_tsvector(array(select left(user_id::text, 4) || word from unnest(given) word))';

/** A `tsquery` for the rows that have, for each word of a text, one that begins with it; null for a text without words. */
export function wordsQuery(userId: string, text: string): string | null {
  const words = searchWords(text);
  return words.length === 0 ? null : words.map((word) => `'${userId.slice(0, 4)}${word}':*`).join(' & ');
}
