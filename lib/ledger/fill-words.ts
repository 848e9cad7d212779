import type { ClientBase } from 'pg';
import type { Moved, Upgrade } from '../db/upgrades/upgrade.ts';
import { type Told, wordsOfCall } from './words-of-call.ts';

// To the version in which calls are found by words that are kept. They are made of phrases and by toolkits, which the migrations
// below do not know.

/** What is known of a call: the first of its own, then of its actions with each change that was shown. */
const TOLD = `
  select t.id, t.tool, t.arguments, ${small('t')} as result, coalesce(to_json(t.error), t.note) as said, null::json as change
  from tool_calls t where t.conversation_id = any($1)
  union all
  select t.id, a.tool, a.arguments, ${small('a')}, coalesce(to_json(a.error), a.note), c.summary
  from tool_calls t join actions a on a.tool_call_id = t.id left join changes c on c.action_id = a.id
  where t.conversation_id = any($1)`;

/** Titles stand in results, and a large one would take long to read. */
function small(table: string): string {
  return `case when ${table}.result_size <= 20000 then ${table}.result end`;
}

export const fillWords: Upgrade = {
  name: 'words-of-calls',
  parts: [{ name: 'words of calls', count: 'select count(*) from tool_calls', move: fillNext }],
  after: ['analyze call_words'],
};

async function fillNext(client: ClientBase, key: string, rows: number): Promise<Moved> {
  const { rows: opened } = await client.query<{ id: string }>(
    `select id from conversations where id > coalesce(nullif($1, '')::uuid, '00000000-0000-0000-0000-000000000000')
     order by id limit greatest($2 / 40, 1)`,
    [key, rows],
  );
  const ids = opened.map(({ id }) => id);
  const { rows: told } = await client.query<Told & { id: string }>(TOLD, [ids]);
  const byCall = Map.groupBy(told, ({ id }) => id);
  const words = [...byCall].map(([id, all]) => ({ id, words: [...new Set(all.flatMap(wordsOfOld))] }));
  await client.query(
    `insert into call_words (call_id, user_id, position, words)
     select t.id, t.user_id, t.position,
       array_to_tsvector(array(select left(t.user_id::text, 4) || word from unnest(w.words) word))
     from json_to_recordset($1) w(id uuid, words text[]) join tool_calls t on t.id = w.id
     on conflict (call_id) do update set words = call_words.words || excluded.words`,
    [JSON.stringify(words)],
  );
  return { last: ids.at(-1) ?? null, moved: byCall.size };
}

/** What an older version kept may be in no shape that is known now; its tool is. */
function wordsOfOld(told: Told): string[] {
  try {
    return wordsOfCall(told);
  } catch {
    return wordsOfCall({ tool: told.tool });
  }
}
