/** What went wrong, in words for a person. `code` is the server's own, or `network` when there was no answer. */
export type Failure = { code: string; message: string; hint: string | null };

export const NO_ANSWER: Failure = {
  code: 'network',
  message: 'Tributary could not be reached.',
  hint: 'Check your connection and try again.',
};

const UNREADABLE: Failure = {
  code: 'unreadable',
  message: 'The server gave an answer that could not be read.',
  hint: 'Try again in a moment.',
};

export class RequestFailure extends Error {
  readonly failure: Failure;
  readonly status: number;

  constructor(failure: Failure, status: number) {
    super(failure.message);
    this.name = 'RequestFailure';
    this.failure = failure;
    this.status = status;
  }
}

/** Reads the error envelope `{"error":{code,message,hint?}}` out of a response body; null when it is not one. */
function readEnvelope(body: string): Failure | null {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || !('error' in parsed)) return null;
    const error = parsed.error;
    if (typeof error !== 'object' || error === null || !('message' in error)) return null;
    if (typeof error.message !== 'string' || error.message === '') return null;
    return {
      code: 'code' in error && typeof error.code === 'string' ? error.code : 'unknown',
      message: error.message,
      hint: 'hint' in error && typeof error.hint === 'string' ? error.hint : null,
    };
  } catch {
    return null;
  }
}

/** The words for a failed response. */
export function failureOfBody(body: string): Failure {
  return readEnvelope(body) ?? UNREADABLE;
}

/** The words for anything that was thrown by a request; a response body in the message is read, not shown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RequestFailure) return error.failure;
  if (error instanceof TypeError) return NO_ANSWER;
  if (error instanceof Error)
    return (
      readEnvelope(error.message) ??
      (/^\s*[<{]/.test(error.message) ? UNREADABLE : { code: 'unknown', message: error.message, hint: null })
    );
  return UNREADABLE;
}
