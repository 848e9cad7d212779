import 'server-only';
import { Composio } from '@composio/core';
import { config } from '@/lib/config/config';
import { AppError } from '@/lib/http/app-error';
import { saidError } from '@/lib/phrases/said-error';
import { turnPhrase } from '@/lib/phrases/turn-phrases';

/** The SDK waits a minute and tries three times; a person should know much sooner. */
const DEADLINE_MS = 20_000;

let client: Composio | undefined;

/** The one Composio client of this process. It reports nothing to anyone but the API it is pointed at. */
export function composio(): Composio {
  const { apiKey, baseUrl } = config().composio;
  client ??= new Composio({ apiKey, baseURL: baseUrl, allowTracking: false, disableVersionCheck: true });
  return client;
}

/** Composio does not know what was asked for. Callers that expect this say what it means; elsewhere it is an error like others. */
export class ComposioNotFoundError extends AppError {
  constructor(cause: unknown) {
    super('composio_refused', 'Composio does not know what was asked for (404).', {
      hint: 'Try again; if it stays, the administrator should check COMPOSIO_BASE_URL.',
      cause,
    });
  }
}

/**
 * Runs one call to Composio's API with a deadline. Throws `ComposioNotFoundError`, or an `AppError` with the code
 * `composio_refused` or `composio_unavailable`.
 */
export async function callComposio<T>(call: (options: { signal: AbortSignal }) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  try {
    return await Promise.race([call({ signal }), rejectOn(signal)]);
  } catch (error) {
    const status = statusOf(error);
    if (status === 404) throw new ComposioNotFoundError(error);
    if (status !== undefined && status < 500 && status !== 429)
      throw saidError('composio_refused', turnPhrase.composioRefused({ status }), {
        hint:
          status === 401
            ? turnPhrase.checkSettings({ variables: ['COMPOSIO_API_KEY'] })
            : turnPhrase.tellAdministrator(),
        cause: error,
      });
    throw saidError('composio_unavailable', turnPhrase.composioUnavailable(), {
      hint: turnPhrase.tryAgainSoon(),
      cause: error,
    });
  }
}

/** The HTTP status of an error from the Composio SDK or its cause, if it has one. */
function statusOf(error: unknown): number | undefined {
  for (let at = error; at instanceof Error; at = at.cause)
    if ('status' in at && typeof at.status === 'number') return at.status;
  return undefined;
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );
}
