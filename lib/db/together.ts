import 'server-only';
import { type SQLWrapper, sql } from 'drizzle-orm';
import type { Queries } from './client';

/**
 * Runs statements that write, and of which none needs to see what another does, as one: one way to the database and back.
 * Whatever a foreign key asks for may be among them.
 */
export async function together(queries: Queries, statements: readonly SQLWrapper[]): Promise<void> {
  const parts = statements.map(
    (statement, at) => sql`${sql.identifier(`part${at}`)} as (${statement.getSQL()})`,
  );
  if (parts.length > 0) await queries.execute(sql`with ${sql.join(parts, sql`, `)} select`);
}
