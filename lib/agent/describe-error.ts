import { APICallError, RetryError } from 'ai';
import type { KeptTurnError } from '../domain/message.ts';
import { AppError } from '../http/app-error.ts';
import { turnPhrase } from '../phrases/turn-phrases.ts';
import type { ModelProvider } from '../providers/model-provider.ts';

/** What went wrong in a turn, for the person who asked. Details stay in the log. */
export function describeError(thrown: unknown, provider: ModelProvider): KeptTurnError {
  const error = RetryError.isInstance(thrown) ? thrown.lastError : thrown;
  if (error instanceof AppError) return { code: error.code, message: error.words, hint: error.keptHint };
  if (APICallError.isInstance(error)) return describeModelError(error, provider);
  const hint = turnPhrase.sendAgain();
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return { code: 'model_timeout', message: turnPhrase.modelTimeout(), hint };
  return { code: 'internal', message: turnPhrase.internal(), hint };
}

function describeModelError(
  { statusCode, responseBody }: APICallError,
  { variables, tooLong }: ModelProvider,
): KeptTurnError {
  if (statusCode === 401 || statusCode === 403)
    return {
      code: 'model_refused',
      message: turnPhrase.modelRefused(),
      hint: turnPhrase.checkSettings({ variables: [variables.apiKey] }),
    };
  if (statusCode === 404)
    return {
      code: 'model_unknown',
      message: turnPhrase.modelUnknown(),
      hint: turnPhrase.checkSettings({ variables: [variables.name, variables.baseUrl] }),
    };
  if (statusCode === 429)
    return { code: 'model_busy', message: turnPhrase.modelBusy(), hint: turnPhrase.waitAndSend() };
  if (tooLong.test(responseBody ?? ''))
    return { code: 'conversation_too_long', message: turnPhrase.tooLong(), hint: turnPhrase.beginNew() };
  if (statusCode === undefined || statusCode >= 500)
    return {
      code: 'model_unavailable',
      message: turnPhrase.modelUnavailable(),
      hint: turnPhrase.sendAgainSoon(),
    };
  return {
    code: 'model_error',
    message: turnPhrase.modelError({ status: statusCode }),
    hint: turnPhrase.otherWords(),
  };
}
