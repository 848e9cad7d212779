import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';

const RETRY_MS = 250;
const GIVE_UP_MS = 30_000;

/**
 * Does work on the database that must not be lost, and does it again while the database is away, for half a minute. The work
 * has to come to the same when it is done twice. Throws what the last try threw.
 */
export async function whileDatabaseIsAway<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (isForeignKeyViolation(error) || Date.now() > deadline) throw error;
      await wait(RETRY_MS);
    }
  }
}

/** What the work belongs to was deleted meanwhile. */
export function isForeignKeyViolation(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === '23503';
}
