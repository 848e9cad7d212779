import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';

const RETRY_MS = 250;
const GIVE_UP_MS = 30_000;

/**
 * Does work on the database that must not be lost, and does it again while the database is away, for half a minute. The work
 * has to come to the same when it is done twice. Throws what the last try threw, and at once whatever waiting does not cure.
 */
export async function whileDatabaseIsAway<Result>(
  work: () => Promise<Result>,
  giveUpMs = GIVE_UP_MS,
): Promise<Result> {
  const deadline = Date.now() + giveUpMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!meansDatabaseIsAway(error) || Date.now() > deadline) throw error;
      await wait(RETRY_MS);
    }
  }
}

/** There is such a row already. */
export function isUniqueViolation(error: unknown): boolean {
  return codesOf(error).includes('23505');
}

/** Of PostgreSQL: connection exceptions, shutting down, starting up, no connections left. */
const AWAY = /^(08...|57P0[1235]|53300)$/;
/** Of the network. */
const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** The driver has no codes for these. */
const DRIVER =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Could the same work be done once the database is back? */
export function meansDatabaseIsAway(error: unknown): boolean {
  return (
    codesOf(error).some((code) => AWAY.test(code) || UNREACHABLE.test(code)) ||
    causesOf(error).some(({ message }) => DRIVER.test(message))
  );
}

function codesOf(error: unknown): string[] {
  return causesOf(error).flatMap((cause) =>
    'code' in cause && typeof cause.code === 'string' ? [cause.code] : [],
  );
}

function causesOf(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [error, ...inner.flatMap(causesOf)];
}
