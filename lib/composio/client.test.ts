import { expect, test } from 'vitest';
import { AppError } from '../http/app-error';
import { ComposioNotFoundError, callComposio } from './client.ts';

const failing = (status?: number) => async () => {
  const inner = Object.assign(new Error('secret detail ak_123'), status ? { status } : {});
  throw new Error('wrapped by the SDK', { cause: inner });
};

test.each([
  [400, 'composio_refused'],
  [401, 'composio_refused'],
  [404, 'composio_refused'],
  [429, 'composio_unavailable'],
  [500, 'composio_unavailable'],
  [undefined, 'composio_unavailable'],
])('an answer of %s becomes %s, with what to do and without details', async (status, code) => {
  const error = await callComposio(failing(status)).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error('not an AppError');
  expect(error).toMatchObject({ code, hint: expect.any(String) });
  expect(error.message + error.hint).not.toContain('ak_123');
});

test('callers can tell that something is not there', async () => {
  await expect(callComposio(failing(404))).rejects.toBeInstanceOf(ComposioNotFoundError);
  await expect(callComposio(failing(401))).rejects.not.toBeInstanceOf(ComposioNotFoundError);
});
