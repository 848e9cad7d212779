import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrateTo } from './migrate-to.ts';

/**
 * Fills an empty database with many tool calls as version 0002 stored them, to time a migration on:
 * `node lib/db/test-support/fill-many-calls.ts --url postgres://… [--calls 1000000]`. A call has 1 to 3 actions and results of
 * 0.2 to 2 kB; one call in five writes, with changes, approvals and ledger. A conversation has 40 calls, a turn has 4.
 */
async function fillManyCalls(url: string, calls: number): Promise<void> {
  await migrateTo('0002', url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // The rows refer to each other as they should; asking for each would take most of the time.
  await client.query(
    "set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'; set jit = off",
  );
  await client.query(FUNCTIONS);
  await client.query(PEOPLE);
  for (let from = 1; from <= calls; from += AT_ONCE) {
    const begun = Date.now();
    const to = Math.min(from + AT_ONCE - 1, calls);
    await client.query('begin');
    for (const statement of [callsOf(from, to), ...STATEMENTS]) await client.query(statement);
    await client.query('commit');
    console.log(`${to} calls (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  }
  await client.query(AFTER);
  const { rows } = await client.query('select pg_size_pretty(pg_database_size(current_database())) as size');
  console.log(`The database has ${rows[0].size}.`);
  await client.end();
}

/** Whole conversations: a multiple of 40. */
const AT_ONCE = 40_000;

const FUNCTIONS = `
create function pg_temp.id(what text, n bigint) returns uuid language sql immutable as
  $$ select md5(what || n)::uuid $$;
create temp table words as
  select n, (select string_agg(md5(n || '-' || part), ' ') from generate_series(1, 64) part) as text
  from generate_series(0, 999) n;
create unique index on words (n);
create function pg_temp.how(n bigint) returns text language sql immutable as $$
  select case when n % 5 <> 0 then case when n % 97 = 0 then 'failed' else 'succeeded' end
    when n % 250 = 0 then 'denied' when n % 255 = 0 then 'waiting' when n % 505 = 0 then 'unknown' when n % 95 = 0 then 'failed'
    else 'succeeded' end $$;
create function pg_temp.moment(n bigint) returns timestamptz language sql immutable as
  $$ select timestamptz '2026-01-01 00:00:00Z' + n * interval '10 seconds' $$;
create function pg_temp.iso(at timestamptz) returns text language sql stable as
  $$ select to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;`;

const PEOPLE = `
insert into users (id, name, email, created_at)
select pg_temp.id('user', n), 'Person ' || n, 'person' || n || '@example.com', pg_temp.moment(0)
from generate_series(0, 4) n`;

/** What comes up again: the calls and actions of a part of the numbers. */
const callsOf = (from: number, to: number) => `
drop table if exists part_calls, part_actions, part_results;
create temp table part_calls as
select n, pg_temp.id('call', n) as id, (n - 1) / 40 as conversation, (n - 1) / 4 as turn, pg_temp.how(n) as status,
  case when n % 5 = 0 then 'write' else 'read' end as kind, 1 + n % 3 as many, pg_temp.moment(n) as at,
  pg_temp.id('user', (n - 1) / 40 % 5) as user_id, pg_temp.id('conversation', (n - 1) / 40) as conversation_id,
  pg_temp.id('turn', (n - 1) / 4) as turn_id
from generate_series(${from}::bigint, ${to}::bigint) n`;

const ACTIONS = `
create temp table part_actions as
select c.*, at_index, pg_temp.id('action', c.n * 4 + at_index) as action_id, pg_temp.id('change', c.n * 4 + at_index) as change_id,
  pg_temp.id('approval', c.n * 4 + at_index) as approval_id,
  case when c.kind = 'write' then 'CONFLUENCE_CREATE_FOOTER_COMMENT' else 'CONFLUENCE_GET_PAGE_BY_ID' end as tool,
  case when c.kind = 'write' then json_build_object('pageId', c.n::text, 'body', json_build_object('representation', 'storage', 'value', '<p>Comment ' || at_index || '</p>'))
    else json_build_object('id', (c.n * 4 + at_index)::text, 'body_format', 'storage') end as arguments,
  case when c.status in ('succeeded') then json_build_object('id', c.n::text, 'title', 'Page ' || c.n, 'body',
    left((select text from words where words.n = (c.n * 7 + at_index * 13) % 1000), (40 + (c.n * 7919 + at_index * 131) % 1800)::int / c.many::int)) end as result,
  case c.status when 'failed' then 'The page is not there.' when 'denied' then 'The person did not allow this.'
    when 'unknown' then 'No answer came. It may have run: look before repeating it.' end as error
from part_calls c, generate_series(0, c.many::int - 1) at_index`;

const CHANGED = `
alter table part_actions add change json;
update part_actions set change = json_build_object('actionId', action_id, 'changeId', change_id, 'summary', json_build_object(
    'sentence', 'Comments on “Page ' || n || '” in Engineering',
    'target', json_build_object('type', 'page', 'id', n::text, 'title', 'Page ' || n,
      'space', json_build_object('id', '1310722', 'key', 'ENG', 'name', 'Engineering'), 'ancestors', json_build_array('2200001'),
      'labels', json_build_array(), 'version', 3, 'url', 'http://localhost:4400/wiki/spaces/ENG/pages/' || n),
    'account', json_build_object('id', '557058:1d84c7b2', 'name', 'Ada Lovelace'),
    'undo', json_build_object('possible', true, 'words', 'Can be taken back: the comment is removed.'),
    'losses', json_build_array(), 'newLinks', json_build_array(), 'typeToAllow', null, 'noPreview', null),
  'approval', case when status = 'waiting' then json_build_object('id', approval_id, 'expiresAt', pg_temp.iso(at + interval '15 minutes'),
    'reasons', json_build_array('Writes ask first.'), 'mayRemember', true) end,
  'decision', case when status <> 'waiting' then json_build_object('by', 'person', 'answer', case status when 'denied' then 'deny' else 'allow' end,
    'scope', case when status <> 'denied' then 'once' end, 'reason', null, 'at', pg_temp.iso(at + interval '3 seconds')) end,
  'undo', null)
where kind = 'write'`;

/** The result of a batch as Composio answers it, with the results of its actions in it once more. */
const RESULTS = `
create temp table part_results as
select n, json_build_object('results', json_agg(json_build_object('tool_slug', tool, 'index', at_index, 'response',
  json_build_object('successful', status = 'succeeded', 'data', result, 'error', error, 'log_id', 'log_' || left(md5(n::text || at_index), 12)), 'error', error) order by at_index),
  'total_count', count(*), 'success_count', count(*) filter (where status = 'succeeded'), 'error_count', count(*) filter (where status <> 'succeeded')) as result,
  json_build_object('tools', json_agg(json_build_object('tool_slug', tool, 'arguments', arguments) order by at_index), 'sync_response_to_workbench', false) as input,
  json_agg(case when change is null then json_build_object('index', at_index, 'tool', tool, 'kind', kind, 'status', status,
      'arguments', arguments, 'result', result, 'error', error, 'durationMs', 12)
    else json_build_object('index', at_index, 'tool', tool, 'kind', kind, 'status', status,
      'arguments', arguments, 'result', result, 'error', error, 'durationMs', 12, 'change', change) end order by at_index) as actions
from part_actions group by n`;

const STATEMENTS = [
  ...[ACTIONS, CHANGED, RESULTS],
  'create unique index on part_results (n)',
  'analyze part_calls, part_actions, part_results',
  `insert into conversations (id, user_id, title, created_at, updated_at)
   select conversation_id, user_id, 'Conversation ' || conversation, min(at), max(at) from part_calls group by conversation_id, user_id, conversation`,
  `insert into turns (id, conversation_id, status, started_at, heartbeat_at, ended_at, input_tokens, output_tokens)
   select turn_id, conversation_id, 'completed', min(at), max(at), max(at), 4000, 200 from part_calls group by turn_id, conversation_id`,
  `insert into tool_calls (id, user_id, conversation_id, turn_id, model_call_id, tool, kind, status, arguments, result, error, started_at, duration_ms)
   select id, user_id, conversation_id, turn_id, 'call_' || c.n, 'COMPOSIO_MULTI_EXECUTE_TOOL', kind, status, input,
     case when kind = 'read' then result end, case when status = 'failed' then 'The page is not there.' end, at, 12
   from part_calls c join part_results r using (n) order by c.n`,
  `insert into actions (id, tool_call_id, index, tool, kind, status, arguments, result, error, duration_ms, sent_at, log_id, change)
   select action_id, id, at_index, tool, kind, status, arguments, result, error, 12, case when status not in ('waiting', 'denied') then at end,
     case when status = 'succeeded' then 'log_' || left(md5(n::text || at_index), 12) end, change
   from part_actions order by n`,
  `insert into messages (conversation_id, id, turn_id, role, parts, created_at)
   select conversation_id, pg_temp.id('message', turn * 2 + part), turn_id, role, parts, at from (
     select conversation_id, turn_id, turn, 0 as part, 'user' as role, min(at) as at,
       json_build_array(json_build_object('type', 'text', 'text', 'What do the pages of part ' || turn || ' say?')) as parts
     from part_calls group by 1, 2, 3
     union all
     select conversation_id, turn_id, turn, 1, 'assistant', max(at), json_agg(json_build_object('type', 'dynamic-tool', 'toolName', 'COMPOSIO_MULTI_EXECUTE_TOOL',
       'toolCallId', 'call_' || n, 'state', 'output-available', 'input', input, 'output', json_build_object('status', status, 'startedAt', pg_temp.iso(at),
       'durationMs', 12, 'result', case when kind = 'read' then result end, 'error', null, 'actions', actions)) order by n)
     from part_calls join part_results using (n) group by 1, 2, 3
   ) said order by turn, part`,
  `insert into changes (id, action_id, arguments, change, fingerprint, before, created_at)
   select change_id, action_id, arguments, (left(change->>'summary', -1) || ',"preview":{"type":"blocks","blocks":[{"type":"paragraph","children":[{"type":"text","text":"Comment"}]}]}}')::json,
     left(md5(n::text), 22), json_build_object('type', 'comment', 'pageId', n::text, 'version', 3), at
   from part_actions where kind = 'write' order by n`,
  `insert into approvals (id, user_id, conversation_id, action_id, change_id, digest, status, scope, created_at, expires_at, decided_at)
   select approval_id, user_id, conversation_id, action_id, change_id, md5(n::text || at_index), case status when 'waiting' then 'pending' when 'denied' then 'denied' else 'allowed' end,
     case when status not in ('waiting', 'denied') then 'once' end, at, at + interval '15 minutes', case when status <> 'waiting' then at + interval '3 seconds' end
   from part_actions where kind = 'write' order by n`,
  `insert into ledger (at, user_id, conversation_id, turn_id, tool_call_id, action_id, event, tool, kind, detail)
   select at, user_id, conversation_id, turn_id, id, action_id, event, tool, kind, case event
     when 'asked' then json_build_object('sentence', 'Comments on “Page ' || n || '” in Engineering', 'target', json_build_object('title', 'Page ' || n,
       'space', 'Engineering', 'url', 'http://localhost:4400/wiki/spaces/ENG/pages/' || n), 'account', 'Ada Lovelace', 'reasons', json_build_array('Writes ask first.'))
     when 'decided' then json_build_object('decision', json_build_object('by', 'person', 'answer', case status when 'denied' then 'deny' else 'allow' end,
       'scope', case when status <> 'denied' then 'once' end, 'reason', null))
     else json_build_object('status', status, 'error', error, 'durationMs', 12, 'logId', 'log_' || left(md5(n::text || at_index), 12)) end
   from part_actions, unnest(array['asked', 'decided', 'ended']) with ordinality events(event, step)
   where (kind = 'write' or event = 'ended') and (status <> 'waiting' or event = 'asked') order by n, at_index, step`,
];

const AFTER = 'drop table part_calls, part_actions, part_results; reset session_replication_role; analyze';

const { values } = parseArgs({
  options: { url: { type: 'string' }, calls: { type: 'string', default: '1000000' } },
});
await fillManyCalls(values.url ?? '', Number(values.calls));
