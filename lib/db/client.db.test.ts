import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { databaseWithUser } from './test-support/database-with-user.ts';

databaseWithUser();

test('a connection that breaks between two statements of a transaction fails the transaction, and nothing else', async () => {
  const { database } = await import('./client.ts');
  const unheard: unknown[] = [];
  const hear = (error: unknown) => unheard.push(error);
  process.on('uncaughtException', hear);
  const broken = database().transaction(async (tx) => {
    const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await database().execute(sql`select pg_terminate_backend(${rows[0]?.pid})`);
    // The server's last words arrive while no statement waits for an answer.
    await expect
      .poll(async () => {
        const { rows: left } = await database().execute(
          sql`select from pg_stat_activity where pid = ${rows[0]?.pid}`,
        );
        return left.length;
      })
      .toBe(0);
    await tx.execute(sql`select 1`);
  });
  await expect(broken).rejects.toThrow();
  expect((await database().execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
  expect(unheard).toEqual([]);
  process.off('uncaughtException', hear);
});
