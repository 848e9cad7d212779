import { randomUUID } from 'node:crypto';
import pg from 'pg';

/**
 * Writes a conversation of many messages straight into the database: each question is answered with a tool call of two actions
 * and a page of Markdown. Answers its id.
 */
export async function fillLongConversation(
  databaseUrl: string,
  userId: string,
  messages: number,
): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const id = randomUUID();
  try {
    await client.query('begin');
    await client.query(
      "insert into conversations (id, user_id, title) values ($1, $2, 'A long conversation')",
      [id, userId],
    );
    for (const statement of STATEMENTS) await client.query(statement(Math.floor(messages / 2)), [id, userId]);
    await client.query('commit');
    return id;
  } finally {
    await client.end();
  }
}

/** The same for the same number of the same conversation, whatever asks. */
const uuid = (what: string) => `md5($1::text || '${what}' || n)::uuid`;
const at = "now() - interval '30 days' + n * interval '1 minute'";

const ANSWER = `'## Part ' || n || E'\\n\\nThe page **Q3 Planning** says three things:\\n\\n- the first is about [goals](https://example.com/goals),\\n- the second about \`dates\`,\\n- the third about people.\\n\\n| who | what |\\n|---|---|\\n| Ada | plans |\\n| Grace | tests |'`;

const STATEMENTS: ((turns: number) => string)[] = [
  (turns) => `insert into turns (id, conversation_id, cause, status, started_at, heartbeat_at, ended_at)
    select ${uuid('turn')}, $1::uuid, 'message', 'completed', ${at}, ${at}, ${at} from generate_series(1, ${turns}) n where $2::uuid is not null`,
  (
    turns,
  ) => `insert into tool_calls (id, user_id, conversation_id, turn_id, model_call_id, tool, arguments, started_at, duration_ms)
    select ${uuid('call')}, $2::uuid, $1::uuid, ${uuid('turn')}, 'call_' || n, 'COMPOSIO_MULTI_EXECUTE_TOOL',
      '{"tools":[{"tool_slug":"CONFLUENCE_SEARCH_CONTENT","arguments":{}},{"tool_slug":"CONFLUENCE_GET_PAGE_BY_ID","arguments":{}}]}', ${at}, 240
    from generate_series(1, ${turns}) n order by n`,
  (
    turns,
  ) => `insert into actions (id, tool_call_id, index, tool, kind, status, arguments, result, result_size, duration_ms, sent_at, ended_at)
    select md5($1::text || 'action' || place || n)::uuid, ${uuid('call')}, place,
      case place when 0 then 'CONFLUENCE_SEARCH_CONTENT' else 'CONFLUENCE_GET_PAGE_BY_ID' end, 'read', 'succeeded',
      json_build_object('id', n::text, 'query', 'part ' || n), json_build_object('title', 'Page ' || n, 'body', repeat('words ', 100)), 660, 120, ${at}, ${at}
    from generate_series(1, ${turns}) n, generate_series(0, 1) place where $2::uuid is not null order by n, place`,
  (turns) => `insert into messages (conversation_id, id, turn_id, role, parts, created_at)
    select $1::uuid, md5($1::text || role || n)::uuid, ${uuid('turn')}, role,
      case role when 'user' then json_build_array(json_build_object('type', 'text', 'text', 'What do the pages of part ' || n || ' say?'))
        else json_build_array(json_build_object('type', 'call', 'callId', ${uuid('call')}), json_build_object('type', 'text', 'text', ${ANSWER}, 'state', 'done')) end, ${at}
    from generate_series(1, ${turns}) n, unnest(array['user', 'assistant']) with ordinality roles(role, place) where $2::uuid is not null order by n, place`,
];
