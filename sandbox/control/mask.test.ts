import { expect, it } from 'vitest';
import { maskFields, maskHeaders } from './mask.ts';

it('shows no more than the beginning of a secret, in headers and in fields however deep', () => {
  const secret = 'abcdefghijklmnop';
  const headers = new Headers({
    authorization: `Bearer ${secret}`,
    'x-api-key': secret,
    'x-user-api-key': secret,
    cookie: secret,
    accept: 'application/json',
  });
  const fields = {
    client_secret: secret,
    list: [{ access_token: secret, refreshToken: secret, generic_api_key: secret }],
    code: secret,
    title: 'A title',
    count: 3,
  };
  const shown = JSON.stringify([maskHeaders(headers), maskFields(fields)]);
  expect(shown).not.toContain('abcde');
  expect(shown.match(/abcd…/g)).toHaveLength(9);
  expect(maskHeaders(headers)).toMatchObject({ authorization: 'Bearer abcd…', accept: 'application/json' });
  expect(maskFields(fields)).toMatchObject({ title: 'A title', count: 3 });
});
