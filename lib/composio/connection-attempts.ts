import 'server-only';
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { config } from '@/lib/config/config';
import { database } from '@/lib/db/client';
import { connectionAttempts } from '@/lib/db/schema';
import { tellUser } from '@/lib/db/user-changes';
import { AppError } from '@/lib/http/app-error';
import type { ConnectionAttempt } from '../domain/connection';
import { attemptState } from './attempt-state';
import { ComposioNotFoundError, callComposio, composio } from './client';
import { callbackUrl, getSession, replaceSession } from './session';

/** Composio ends an attempt that nobody finished after this time. */
const ATTEMPT_LIFETIME_MS = 10 * 60_000;

/** Begins an attempt to connect a toolkit. The person goes to `redirectUrl` and comes back to `/connections/callback`. */
export async function beginAttempt(
  userId: string,
  toolkit: string,
): Promise<{ attemptId: string; redirectUrl: string; expiresAt: string }> {
  if (!config().composio.toolkits.includes(toolkit))
    throw new AppError('not_found', `There is no app “${toolkit}” here.`, {
      hint: 'Choose one of the apps on the connections page.',
    });
  const attemptId = randomUUID();
  const expiresAt = new Date(Date.now() + ATTEMPT_LIFETIME_MS);
  const request = await authorize(userId, toolkit, `${callbackUrl()}?attempt=${attemptId}`);
  if (!request.redirectUrl || !/^https?:\/\//.test(request.redirectUrl))
    throw new AppError('composio_refused', 'Composio gave no page to connect with.', {
      hint: 'Try again; if it stays, tell the administrator.',
    });
  await database()
    .insert(connectionAttempts)
    .values({ id: attemptId, userId, toolkit, connectedAccountId: request.id, expiresAt });
  return { attemptId, redirectUrl: request.redirectUrl, expiresAt: expiresAt.toISOString() };
}

async function authorize(userId: string, toolkit: string, returnTo: string) {
  const ask = (sessionId: string) =>
    callComposio(async (options) =>
      (await composio().use(sessionId, undefined, options)).authorize(toolkit, { callbackUrl: returnTo }),
    );
  const { sessionId } = await getSession(userId);
  return ask(sessionId).catch(async (error: unknown) => {
    if (!(error instanceof ComposioNotFoundError)) throw error;
    return ask((await replaceSession(userId, sessionId)).sessionId);
  });
}

/** How an attempt of this user stands, asked of Composio now. Throws `not_found` for anybody else's. */
export async function readAttempt(userId: string, attemptId: string): Promise<ConnectionAttempt> {
  const [attempt] = await database()
    .select()
    .from(connectionAttempts)
    .where(and(eq(connectionAttempts.id, attemptId), eq(connectionAttempts.userId, userId)));
  if (!attempt)
    throw new AppError('not_found', 'There is no such attempt to connect.', {
      hint: 'Begin again with Connect.',
    });
  const account = await callComposio((options) =>
    composio().connectedAccounts.get(attempt.connectedAccountId, options),
  ).catch((error: unknown) => {
    // Composio forgets accounts that were deleted: this attempt cannot succeed any more.
    if (error instanceof ComposioNotFoundError)
      return { status: 'FAILED' as const, statusReason: 'The connection was removed.' };
    throw error;
  });
  return {
    attemptId,
    toolkit: attempt.toolkit,
    expiresAt: attempt.expiresAt.toISOString(),
    ...attemptState({
      status: account.status,
      statusReason: account.statusReason,
      returnedError: attempt.returnedError,
      expired: attempt.expiresAt.getTime() < Date.now(),
    }),
  };
}

/**
 * Ends an attempt when the person comes back from it: keeps the error that came along, which explains a failure but
 * proves nothing, and asks Composio how it stands. Null for an attempt that is not this user's.
 */
export async function finishAttempt(
  userId: string,
  attemptId: string,
  returnedError: string | null,
): Promise<ConnectionAttempt | null> {
  if (!z.uuid().safeParse(attemptId).success) return null;
  const [attempt] = await database()
    .select()
    .from(connectionAttempts)
    .where(eq(connectionAttempts.id, attemptId));
  if (!attempt) return null;
  if (attempt.userId !== userId) {
    await undoForeignAttempt(attempt);
    return null;
  }
  if (returnedError)
    await database()
      .update(connectionAttempts)
      .set({ returnedError: returnedError.replaceAll('\0', '').slice(0, 500) })
      .where(eq(connectionAttempts.id, attemptId));
  const ended = await readAttempt(userId, attemptId);
  if (ended.state === 'connected') await tellUser(userId, { type: 'connections' });
  return ended;
}

/**
 * Someone finished an attempt that another person began, as may happen in a browser that they share: the account that
 * was connected is theirs and must not serve the other one.
 */
async function undoForeignAttempt(attempt: typeof connectionAttempts.$inferSelect): Promise<void> {
  if (attempt.expiresAt.getTime() < Date.now()) return;
  await callComposio((options) =>
    composio().connectedAccounts.delete(attempt.connectedAccountId, options),
  ).catch((error: unknown) => {
    if (!(error instanceof ComposioNotFoundError)) throw error;
  });
}
