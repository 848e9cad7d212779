import 'server-only';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { config } from '@/lib/config/config';
import * as schema from './schema';

export type Database = NodePgDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What queries run on: the database, or a transaction in it. */
export type Queries = Pick<Database, 'select' | 'insert' | 'update' | 'delete' | 'execute'>;

// Development reloads modules; the pool must survive that.
const kept = globalThis as { tributaryDatabase?: Database };

/** The one database of this process. */
export function database(): Database {
  kept.tributaryDatabase ??= open();
  return kept.tributaryDatabase;
}

function open(): Database {
  const pool = new pg.Pool({
    connectionString: config().databaseUrl,
    max: 20,
    connectionTimeoutMillis: 5_000,
  });
  // A connection that breaks while idle must not end the process; the next query gets a new one.
  pool.on('error', (error) => console.error('A database connection was lost:', error.message));
  return drizzle(pool, { schema });
}
