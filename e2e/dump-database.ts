import type pg from 'pg';

/** In an order in which every row comes after those that it refers to. */
const TABLES = [
  ...[
    'users',
    'accounts',
    'conversations',
    'turns',
    'turn_events',
    'queued_messages',
    'messages',
    'tool_calls',
  ],
  ...[
    'actions',
    'changes',
    'approvals',
    'policies',
    'grants',
    'ledger',
    'composio_sessions',
    'connection_attempts',
  ],
];

/** The rows of a database as statements that insert them. `replaced` are texts and what stands in their place. */
export async function dumpOf(client: pg.Client, replaced: [string, string][]): Promise<string> {
  const lines: string[] = [];
  const sequences: string[] = [];
  for (const table of TABLES) {
    const { rows: columns } = await client.query<{ name: string; identity: string }>(
      `select column_name as name, is_identity as identity from information_schema.columns
       where table_schema = 'public' and table_name = $1 order by ordinal_position`,
      [table],
    );
    const identity = columns.find((column) => column.identity === 'YES');
    const names = columns.map(({ name }) => `"${name}"`);
    const values = names
      .map((name) => `coalesce('''' || replace(${name}::text, '''', '''''') || '''', 'null')`)
      .join(` || ', ' || `);
    const order = identity ? `"${identity.name}"` : table === 'turn_events' ? 'turn_id, seq' : '1';
    const { rows } = await client.query<{ line: string }>(
      `select '(' || ${values} || ')' as line from "${table}" order by ${order}`,
    );
    if (rows.length > 0)
      lines.push(
        `insert into "${table}" (${names.join(', ')})${identity ? ' overriding system value' : ''} values`,
        `${rows.map(({ line }) => line).join(',\n')};`,
      );
    if (identity)
      sequences.push(
        `select setval(pg_get_serial_sequence('${table}', '${identity.name}'), (select max("${identity.name}") from "${table}"));`,
      );
  }
  const text = [...lines, ...sequences, ''].join('\n');
  return replaced.reduce((so, [one, other]) => so.replaceAll(one, other), text);
}
