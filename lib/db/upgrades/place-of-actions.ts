import type { Upgrade } from './upgrade.ts';

// To the version in which an action says whose it is and where its call stands, so that an index gives a history in its order.

export const placeOfActions: Upgrade = {
  name: 'place-of-actions',
  parts: [
    {
      name: 'actions',
      count: 'select count(*) from tool_calls',
      // Conversation by conversation: what belongs to one lies close together, on disk too.
      move: `with opened as materialized (
          select id from conversations
          where id > coalesce(nullif($1, '')::uuid, '00000000-0000-0000-0000-000000000000')
          order by id limit greatest($2 / 40, 1)),
        batch as materialized (
          select id, user_id, position from tool_calls where conversation_id in (select id from opened)),
        placed as (
          update actions a set user_id = b.user_id, position = b.position
          from batch b where a.tool_call_id = b.id and a.position is null)
        select (select id::text from opened order by id desc limit 1) as last, (select count(*) from batch) as moved`,
    },
  ],
  // After the rows: an index that is there before is written once more with each of them.
  after: [
    'create index if not exists "actions_by_tool" on "actions" ("user_id", "tool", "position") where length(tool) <= 200',
    'create index if not exists "actions_by_status" on "actions" ("user_id", "status", "position")',
    'create index if not exists "actions_by_kind" on "actions" ("user_id", "kind", "position")',
    'analyze actions',
  ],
};
