import type { ClientBase } from 'pg';

/** Whose history is measured. */
export const PERSON = '00000000-0000-4000-8000-000000000000';
export const OTHER_TOOL = 'CONFLUENCE_ADD_LABEL';

const AT_ONCE = 50_000;

/**
 * Fills an empty database with calls, one in `all / own` of them of PERSON, spread evenly. A conversation has 100 calls; three
 * calls of four have one action, the others two. What is filled already is left as it is.
 */
export async function fillHistory(
  client: ClientBase,
  { own, all }: { own: number; all: number },
): Promise<void> {
  const { rows } = await client.query('select count(*) from users where id = $1', [PERSON]);
  if (Number(rows[0].count) > 0) return;
  await client.query(
    "set synchronous_commit = off; set session_replication_role = replica; set work_mem = '256MB'; set maintenance_work_mem = '512MB'",
  );
  const people = Math.round(all / own);
  await client.query(
    `insert into users (id, name) select ${person('n')}, 'Person ' || n from generate_series(0, $1::int - 1) n`,
    [people],
  );
  // An index that is made at the end is made once.
  const { rows: indexes } = await client.query(
    "select indexname as name, indexdef as made from pg_indexes where schemaname = 'public' and tablename in ('tool_calls', 'actions', 'call_words') and indexdef not like 'CREATE UNIQUE%'",
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  for (let from = 0; from < all; from += AT_ONCE)
    for (const statement of PART)
      await client.query(
        statement
          .replaceAll('$from', String(from))
          .replaceAll('$to', String(Math.min(from + AT_ONCE, all) - 1))
          .replaceAll('$people', String(people)),
      );
  for (const { made } of indexes) await client.query(made);
  await client.query('reset session_replication_role');
  await client.query('vacuum analyze');
}

const id = (kind: number, n: string) =>
  `('0000000${kind}-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
/** They differ in their beginnings, as real ones do. */
const person = (n: string) => `(lpad(to_hex(${n}), 4, '0') || '${PERSON.slice(4)}')::uuid`;

/** Of call `n`: the person by turns, a conversation for 100 calls of theirs. */
const CALL = `select n, n % $people as who, n / $people as nth, ${person('n % $people')} as user_id,
    ${id(1, '(n % $people) * 1000000 + n / $people / 100')} as conversation_id, ${id(2, 'n')} as call_id,
    case when n / $people = any('{7,777}') then 'CONFLUENCE_DELETE_SPACE' when n % $people > 0 and n % 50 = 3 then '${OTHER_TOOL}'
      when n / $people % 5 = 4 then 'CONFLUENCE_UPDATE_PAGE' else 'CONFLUENCE_GET_PAGE_BY_ID' end as tool,
    case when n / $people = any('{7,777}') then 'destructive' when n / $people % 5 = 4 then 'write' else 'read' end as kind,
    case when n / $people % 5 = 4 and n / $people % 250 = 9 then 'denied' when n / $people % 10007 = 4 then 'waiting'
      when n / $people % 50021 = 11 then 'unknown' when n / $people % 97 = 0 then 'failed' else 'succeeded' end as status,
    timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second' as at
  from generate_series($from, $to) n`;

const PART = [
  `create temp table if not exists part (n int, who int, nth int, user_id uuid, conversation_id uuid, call_id uuid, tool text, kind text, status text, at timestamptz)`,
  'truncate part',
  `insert into part ${CALL}`,
  `insert into conversations (id, user_id, title, created_at, updated_at)
   select conversation_id, user_id, 'Conversation ' || min(nth) / 100, min(at), max(at) from part group by conversation_id, user_id on conflict do nothing`,
  `insert into tool_calls (id, user_id, conversation_id, model_call_id, tool, arguments, started_at, duration_ms)
   select call_id, user_id, conversation_id, 'call_' || n, 'COMPOSIO_MULTI_EXECUTE_TOOL',
     json_build_object('tools', json_build_array(json_build_object('tool_slug', tool, 'arguments', json_build_object('id', (4000000 + nth)::text)))), at, 120
   from part order by n`,
  `insert into actions (id, tool_call_id, user_id, position, index, tool, kind, status, arguments, result, result_size, error, duration_ms, sent_at)
   select md5(n || '-' || place)::uuid, call_id, t.user_id, t.position, place, part.tool, part.kind, part.status,
     json_build_object('id', (4000000 + nth)::text, 'body_format', 'storage'),
     json_build_object('title', 'Topic' || nth % 100, 'body', repeat(md5(n::text), 12)), 440,
     case part.status when 'failed' then 'The page is not there.' end, 120, at
   from part join tool_calls t on t.id = call_id cross join generate_series(0, case when n % 4 = 0 then 1 else 0 end) place order by n`,
  `insert into call_words (call_id, user_id, position, words)
   select call_id, t.user_id, t.position, array_to_tsvector(array(select left(t.user_id::text, 4) || word from unnest(
     string_to_array(lower(replace(part.tool, '_', ' ')), ' ') || array['composio', 'multi', 'execute', 'tool', 'reads', 'storage',
       (4000000 + nth)::text, 'topic' || nth % 100, 'subject' || nth % 1000]
     || case when part.status = 'failed' then array['the', 'is', 'not', 'there'] else '{}' end
     || case when who > 0 then array['elsewhere'] else '{}' end) word))
   from part join tool_calls t on t.id = call_id order by n`,
];
