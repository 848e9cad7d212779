import { expect, test, vi } from 'vitest';
import { AppError } from './app-error.ts';
import { respond } from './respond.ts';

const request = new Request('http://localhost/api/chat', { method: 'POST' });

async function answerTo(thrown: unknown) {
  const error = vi.spyOn(console, 'error').mockReturnValue(undefined);
  const response = await respond(request, () => Promise.reject(thrown));
  error.mockRestore();
  const { error: told } = await response.json();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), told };
}

test('what is not possible now says when to try again', async () => {
  const busy = await answerTo(new AppError('busy', 'Too much to do.', { hint: 'Wait.' }));
  expect(busy).toMatchObject({ status: 503, retryAfter: '10', told: { code: 'busy', hint: 'Wait.' } });
});

test('a database that is away is said to be away, and is no fault of ours', async () => {
  const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const told = await answerTo(new Error('Failed query', { cause: away }));
  expect(told).toMatchObject({ status: 503, retryAfter: '10', told: { code: 'database_unavailable' } });
});

test('what nobody expected is ours, and has a number for the administrator', async () => {
  const { status, retryAfter, told } = await answerTo(new Error('at line 7'));
  expect({ status, retryAfter }).toEqual({ status: 500, retryAfter: null });
  expect(told.hint).toContain(told.requestId);
  expect(JSON.stringify(told)).not.toContain('line 7');
});
