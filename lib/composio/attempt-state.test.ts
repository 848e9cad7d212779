import { expect, test } from 'vitest';
import { attemptState } from './attempt-state.ts';

const seen = { status: 'INITIATED', statusReason: null, returnedError: null, expired: false } as const;

test.each(['INITIALIZING', 'INITIATED', 'FAILED', 'EXPIRED', 'INACTIVE', 'REVOKED'] as const)(
  '%s is never a success, whatever came back',
  (status) => {
    for (const returnedError of [null, 'success', 'status=success'])
      expect(attemptState({ ...seen, status, returnedError }).state).not.toBe('connected');
  },
);

test.each([
  ['waiting', seen],
  ['connected', { ...seen, status: 'ACTIVE' }],
  ['connected', { ...seen, status: 'ACTIVE', expired: true, returnedError: 'late error' }],
  ['cancelled', { ...seen, status: 'FAILED', returnedError: 'access_denied' }],
  ['cancelled', { ...seen, status: 'FAILED', statusReason: 'The user cancelled.' }],
  ['failed', { ...seen, status: 'FAILED', statusReason: 'OAuth token exchange failed' }],
  ['failed', { ...seen, returnedError: 'started from a different browser or device' }],
  ['failed', { ...seen, status: 'REVOKED' }],
  ['expired', { ...seen, expired: true }],
  ['expired', { ...seen, status: 'EXPIRED' }],
] as const)('%s: %j', (state, given) => {
  expect(attemptState(given).state).toBe(state);
});
