import { APICallError, RetryError } from 'ai';
import type { TurnError } from '../domain/message.ts';
import { AppError } from '../http/app-error.ts';
import type { ModelProvider } from '../providers/model-provider.ts';

const KEPT = 'Nothing was lost.';

/** What went wrong in a turn, in words for the person who asked. Details stay in the log. */
export function describeError(thrown: unknown, provider: ModelProvider): TurnError {
  const error = RetryError.isInstance(thrown) ? thrown.lastError : thrown;
  if (error instanceof AppError) return { code: error.code, message: error.message, hint: error.hint };
  if (APICallError.isInstance(error)) return describeModelError(error, provider);
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return {
      code: 'model_timeout',
      message: 'The model stopped answering.',
      hint: `${KEPT} Send your message again.`,
    };
  return {
    code: 'internal',
    message: 'Something went wrong while answering.',
    hint: `${KEPT} Send your message again.`,
  };
}

function describeModelError(
  { statusCode, responseBody }: APICallError,
  { variables, tooLong }: ModelProvider,
): TurnError {
  if (statusCode === 401 || statusCode === 403)
    return {
      code: 'model_refused',
      message: 'The model refused the key of this site.',
      hint: `The administrator should check ${variables.apiKey}.`,
    };
  if (statusCode === 404)
    return {
      code: 'model_unknown',
      message: 'The model of this site does not exist.',
      hint: `The administrator should check ${variables.name} and ${variables.baseUrl}.`,
    };
  if (statusCode === 429)
    return {
      code: 'model_busy',
      message: 'The model has too much to do, or the quota of this site is used up.',
      hint: `${KEPT} Wait a minute, then send your message again.`,
    };
  if (tooLong.test(responseBody ?? ''))
    return {
      code: 'conversation_too_long',
      message: 'This conversation has grown too long for the model.',
      hint: 'Begin a new conversation for what comes next.',
    };
  if (statusCode === undefined || statusCode >= 500)
    return {
      code: 'model_unavailable',
      message: 'The model cannot be reached at the moment.',
      hint: `${KEPT} Send your message again in a moment.`,
    };
  return {
    code: 'model_error',
    message: `The model did not accept the request (${statusCode}).`,
    hint: `${KEPT} Try other words; if it stays, tell the administrator.`,
  };
}
