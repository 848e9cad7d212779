import 'server-only';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { config } from '@/lib/config/config';
import * as schema from './schema';

export type Database = NodePgDatabase<typeof schema> & { $client: pg.Pool };
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What queries run on: the database, or a transaction in it. */
export type Queries = Pick<Database, 'select' | 'insert' | 'update' | 'delete' | 'execute'>;

// Development reloads modules; the pools must survive that.
const kept = globalThis as { tributaryDatabase?: Database; tributaryLogConnection?: pg.Pool };

/** The one database of this process. */
export function database(): Database {
  kept.tributaryDatabase ??= open();
  return kept.tributaryDatabase;
}

/**
 * Runs a statement that every turn needs. It is parsed and planned once a connection, under its name: an ORM's work on it would
 * cost more than the statement. Times come as `Date`, JSON as its value.
 */
export async function preparedQuery<Row extends pg.QueryResultRow>(statement: {
  name: string;
  text: string;
  values: unknown[];
}): Promise<Row[]> {
  const { rows } = await database().$client.query<Row>(statement);
  return rows;
}

/** The one connection for what keeps running turns alive: their log and their heartbeats. Whatever else goes on does not hold it up. */
export function logConnection(): pg.Pool {
  kept.tributaryLogConnection ??= openPool(1, { idleTimeoutMillis: 0 });
  return kept.tributaryLogConnection;
}

function open(): Database {
  return drizzle(openPool(20), { schema });
}

function openPool(max: number, options: pg.PoolConfig = {}): pg.Pool {
  const connectionString = config().databaseUrl;
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: 5_000, ...options });
  // One that breaks between two statements of a transaction: the next statement tells.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // A connection that breaks while idle must not end the process; the next query gets a new one.
  pool.on('error', (error) => console.error('A database connection was lost:', error.message));
  return pool;
}
