import { describe, expect, it } from 'vitest';
import { failureOf, failureOfBody } from './failure.ts';

describe('failureOf', () => {
  it('takes the words of the error envelope, wherever they arrive', () => {
    const body = JSON.stringify({
      error: { code: 'turn_in_progress', message: 'Busy.', hint: 'Wait.', requestId: 'r' },
    });
    const words = { code: 'turn_in_progress', message: 'Busy.', hint: 'Wait.' };
    expect(failureOfBody(body)).toEqual(words);
    expect(failureOf(new Error(body))).toEqual(words);
  });

  it('never shows a person a page of HTML or a piece of JSON', () => {
    for (const body of [
      '<html>502</html>',
      '{"stack":"x"}',
      '{"error":{"message":""}}',
      '{"error":null}',
      '',
    ]) {
      expect(failureOfBody(body).message).toBe('The server gave an answer that could not be read.');
    }
    expect(failureOf(new Error('<html>502</html>')).code).toBe('unreadable');
  });

  it('says that there was no answer when there was none', () => {
    expect(failureOf(new TypeError('Failed to fetch')).code).toBe('network');
  });
});
