import 'server-only';
import { randomUUID } from 'node:crypto';
import { meansDatabaseIsAway } from '@/lib/db/while-away';
import { AppError } from './app-error';

/** What is not possible now may be soon. */
const RETRY_AFTER_SECONDS = 10;

/** Runs a handler and turns whatever it throws into the one error envelope, with a request id that the log has too. */
export async function respond(request: Request, handler: () => Promise<Response>): Promise<Response> {
  const requestId = randomUUID();
  try {
    refuseForeignOrigin(request);
    return await handler();
  } catch (thrown) {
    const error = thrown instanceof AppError ? thrown : unexpected(thrown, requestId);
    if (error.status >= 500)
      console.error(
        `[${requestId}] ${request.method} ${new URL(request.url).pathname}`,
        error.cause ?? error,
      );
    const { code, message, hint } = error;
    const headers = error.status === 503 ? { 'Retry-After': String(RETRY_AFTER_SECONDS) } : undefined;
    return Response.json({ error: { code, message, hint, requestId } }, { status: error.status, headers });
  }
}

function unexpected(cause: unknown, requestId: string): AppError {
  if (meansDatabaseIsAway(cause))
    return new AppError('database_unavailable', 'Tributary cannot reach its database at the moment.', {
      hint: 'Nothing was lost. Try again in a moment.',
      cause,
    });
  return new AppError('internal', 'Something went wrong on our side.', {
    hint: `Try again. If it stays, give your administrator the number ${requestId}.`,
    cause,
  });
}

/** A page of another site must not act with the cookies of the person who visits it. */
function refuseForeignOrigin(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const origin = request.headers.get('origin');
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  if (origin && (!URL.canParse(origin) || new URL(origin).host !== host))
    throw new AppError('cross_origin', 'This request came from another site.', {
      hint: 'Open Tributary itself and try there.',
    });
}
