import type { Upgrade } from './upgrade.ts';

// To the version in which every fact has one home: decisions, questions and undos leave `actions.change`, messages and logs name
// their calls, results stand with their actions only.

/**
 * JSON that others wrote, so that it can be looked into: PostgreSQL refuses to, wherever in it there is a NUL or half of a
 * character. Whole characters beyond the first 65,536 are never written as escapes.
 */
const readable = (json: string) =>
  `(case when strpos((${json})::text, '\\u') = 0 then ${json} else regexp_replace(regexp_replace((${json})::text,
    '(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000', '\\1', 'g'), '(?<!\\\\)((?:\\\\\\\\)*)\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\\1\\\\ufffd', 'g')::json end)`;

const answered = "case b.change->'decision'->>'answer' when 'allow' then 'allowed' else 'denied' end";

/** What a change is, without its preview. */
const summary = `json_build_object('sentence', c.change->'sentence', 'target', c.change->'target',
  'account', c.change->'account', 'losses', c.change->'losses', 'newLinks', c.change->'newLinks',
  'undo', c.change->'undo', 'typeToAllow', c.change->'typeToAllow', 'noPreview', c.change->'noPreview')`;

/** The key after which the next batch begins. Keys are of an index, or each batch would read the whole table. */
const from = (key: string) => `coalesce(nullif(${key}, '')::uuid, '00000000-0000-0000-0000-000000000000')`;

/** The answer of a statement that moved what `batch` holds; the next one begins after the last key of `keys`. */
const movedWith = (keys: string, key = 'id') =>
  `select (select ${key}::text from ${keys} order by ${key} desc limit 1) as last, (select count(*) from batch) as moved`;
const moved = (key: string) => movedWith('batch', key);

/** The next conversations: what belongs to one lies close together, on disk too. */
const opened = `opened as materialized (
          select id from conversations where id > ${from('$1')} order by id limit greatest($2 / 40, 1))`;

/** The element of a JSON list that names a call, where the history has it. */
const callNamed = (element: string) =>
  `left join tool_calls t on t.turn_id = b.turn_id and t.model_call_id = ${element}->>'toolCallId'`;

export const oneHome: Upgrade = {
  name: 'one-home',
  parts: [
    {
      name: 'changes',
      count: 'select count(*) from changes',
      move: `with batch as (
          select id from changes where id > ${from('$1')}
          order by id limit $2),
        whole as materialized (
          select c.id, ${readable('c.change')} as change from batch b join changes c on c.id = b.id),
        parted as (
          update changes t set summary = ${summary}, preview = c.change->'preview'
          from whole c where t.id = c.id)
        ${moved('id')}`,
    },
    {
      name: 'decisions and undos',
      count: 'select count(*) from tool_calls',
      move: `with ${opened},
        batch as materialized (
          select id, user_id, conversation_id, started_at, duration_ms from tool_calls
          where conversation_id in (select id from opened)),
        own as materialized (
          select a.id, a.status, a.undoes, ${readable('a.change')} as change, a.sent_at, a.duration_ms, t.user_id,
            t.conversation_id, t.started_at, t.duration_ms as call_ms
          from batch t join actions a on a.tool_call_id = t.id where a.change is not null or a.undoes is not null),
        asked as (
          update approvals p set
            reasons = coalesce(b.change->'approval'->'reasons', '[]'),
            may_remember = coalesce((b.change->'approval'->>'mayRemember')::boolean, false),
            decided_by = case when p.status = 'pending' then null else 'person' end
          from own b where p.action_id = b.id and p.status <> 'replaced'),
        ruled as (
          insert into approvals (user_id, conversation_id, action_id, change_id, status, decided_by, scope, reason, created_at, decided_at)
          select b.user_id, b.conversation_id, b.id,
            (select c.id from changes c where c.id = (b.change->>'changeId')::uuid),
            ${answered}, b.change->'decision'->>'by', b.change->'decision'->>'scope',
            b.change->'decision'->>'reason',
            (b.change->'decision'->>'at')::timestamptz, (b.change->'decision'->>'at')::timestamptz
          from own b
          where b.change->'decision'->>'answer' is not null
            and not exists (select 1 from approvals p where p.action_id = b.id and p.status <> 'replaced')),
        written as (
          update changes c set edited = true from own b
          where c.id = (b.change->>'changeId')::uuid and b.change->>'edited' = 'true'),
        ended as (
          update actions a set ended_at = coalesce(
            (select (o.change->'undo'->>'at')::timestamptz
              from (select ${readable('a.change')} as change from actions a where a.id = b.undoes) o
              where o.change->'undo'->>'actionId' = b.id::text),
            coalesce(b.sent_at, b.started_at) + make_interval(secs => coalesce(b.duration_ms, b.call_ms, 0) / 1000.0))
          from own b where a.id = b.id and b.undoes is not null and b.status not in ('waiting', 'running')),
        told as (
          update tool_calls t set kind = null, status = null, result = null, error = null
          from batch b where t.id = b.id and exists (select 1 from actions a where a.tool_call_id = t.id))
        ${movedWith('opened')}`,
    },
    {
      name: 'messages',
      count: "select count(*) from messages where role = 'assistant'",
      move: `with ${opened},
        batch as materialized (
          select conversation_id, id, turn_id, parts from messages
          where role = 'assistant' and conversation_id in (select id from opened)),
        part as materialized (
          select b.conversation_id, b.id, e.value, e.ordinality, t.id as call_id,
            r.value->'callProviderMetadata' as provider_metadata
          from batch b cross join json_array_elements(b.parts) with ordinality e
          cross join lateral (select ${readable('e.value')} as value offset 0) r
          ${callNamed('r.value')} and r.value->>'type' = 'dynamic-tool'),
        kept as (
          update tool_calls t set provider_metadata = p.provider_metadata
          from part p where t.id = p.call_id and p.provider_metadata is not null),
        named as (
          update messages m set parts = p.parts
          from (
            select conversation_id, id, json_agg(
              case when call_id is null then value else json_build_object('type', 'call', 'callId', call_id) end
              order by ordinality) as parts
            from part group by conversation_id, id having bool_or(call_id is not null)) p
          where m.conversation_id = p.conversation_id and m.id = p.id)
        ${movedWith('opened')}`,
    },
    {
      name: 'running answers',
      count: 'select count(*) from turn_events',
      move: `with batch as materialized (
          select turn_id, seq, chunks from turn_events
          where turn_id > ${from('$1')}
            and turn_id in (select distinct turn_id from turn_events
              where turn_id > ${from('$1')} order by turn_id limit $2)),
        named as (
          update turn_events v set entries = e.entries
          from (
            select b.turn_id, b.seq, coalesce(json_agg(
              case when t.id is null then e.value
                else json_build_object('type', 'call', 'callId', t.id, 'modelCallId', t.model_call_id) end
              order by e.ordinality) filter (where e.value is not null), '[]') as entries
            from batch b left join lateral json_array_elements(b.chunks) with ordinality e on true
            left join lateral (select ${readable('e.value')} as value offset 0) r on true
            ${callNamed('r.value')} and r.value->>'type' in ('tool-input-available', 'tool-output-available')
            group by b.turn_id, b.seq) e
          where v.turn_id = e.turn_id and v.seq = e.seq)
        ${moved('turn_id')}`,
    },
    {
      name: 'turns',
      count: 'select count(*) from turns',
      move: `with batch as (
          select id from turns where id > ${from('$1')}
          order by id limit $2),
        begun as (
          update turns t set cause = case
            (select ${readable('m.parts')}->0->>'type' from messages m where m.turn_id = t.id and m.role = 'user' order by m.position limit 1)
            when 'data-decided' then 'decision' when 'data-continue' then 'continue' when 'data-connected' then 'connected'
            else 'message' end
          from batch b where t.id = b.id)
        ${moved('id')}`,
    },
  ],
  after: [
    'alter table changes alter column summary set not null, alter column preview set not null, drop column change, drop column arguments',
    'alter table turn_events alter column entries set not null, drop column chunks',
    'alter table turns alter column cause set not null',
    'alter table actions drop column change',
    'drop index one_pending_approval_an_action',
    "create unique index one_approval_an_action on approvals (action_id) where status <> 'replaced'",
  ],
};
