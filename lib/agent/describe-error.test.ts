import { APICallError, RetryError } from 'ai';
import { expect, test } from 'vitest';
import { AppError } from '../http/app-error.ts';
import { openai } from '../providers/openai.ts';
import { describeError } from './describe-error.ts';

const apiError = (statusCode?: number, responseBody = '') =>
  new APICallError({
    message: 'secret detail sk-123',
    url: 'http://model',
    requestBodyValues: {},
    statusCode,
    responseBody,
  });

test.each([
  [401, 'model_refused'],
  [404, 'model_unknown'],
  [429, 'model_busy'],
  [500, 'model_unavailable'],
  [undefined, 'model_unavailable'],
  [418, 'model_error'],
])('a model that answers %s is told as %s, with what to do and without details', (status, code) => {
  const error = describeError(apiError(status), openai);
  expect(error.code).toBe(code);
  expect(error.hint).toBeTruthy();
  expect(JSON.stringify(error)).not.toContain('sk-123');
});

test('of several attempts the last one is told', () => {
  const retried = new RetryError({
    message: 'failed',
    reason: 'maxRetriesExceeded',
    errors: [apiError(500), apiError(429)],
  });
  expect(describeError(retried, openai).code).toBe('model_busy');
});

test('a conversation that is too long is told as such', () => {
  expect(describeError(apiError(400, '{"error":{"code":"context_length_exceeded"}}'), openai).code).toBe(
    'conversation_too_long',
  );
});

test('our own errors keep their words; others show nothing of the inside', () => {
  expect(describeError(new AppError('composio_unavailable', 'Away.', { hint: 'Wait.' }), openai)).toEqual({
    code: 'composio_unavailable',
    message: 'Away.',
    hint: 'Wait.',
  });
  expect(describeError(new Error('password=1'), openai).message).not.toContain('password');
});
