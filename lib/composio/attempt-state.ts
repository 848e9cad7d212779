import type { ConnectionAttempt, ConnectionStatus } from '../domain/connection.ts';

type Seen = {
  /** What Composio says of the account now. */
  status: ConnectionStatus;
  statusReason: string | null;
  /** What came along when the person was sent back, if anything. It can explain a failure and never makes a success. */
  returnedError: string | null;
  expired: boolean;
};

/** How an attempt to connect stands. Only Composio's ACTIVE is a success. */
export function attemptState({
  status,
  statusReason,
  returnedError,
  expired,
}: Seen): Pick<ConnectionAttempt, 'state' | 'reason'> {
  switch (status) {
    case 'ACTIVE':
      return { state: 'connected', reason: null };
    case 'INITIALIZING':
    case 'INITIATED':
      // Composio leaves a link open that was finished in another browser, and says so only in what it sends back.
      if (returnedError) return { state: 'failed', reason: returnedError };
      return { state: expired ? 'expired' : 'waiting', reason: null };
    case 'EXPIRED':
      return { state: 'expired', reason: null };
    case 'FAILED':
    case 'INACTIVE':
    case 'REVOKED':
      return /denied|cancel/i.test(`${returnedError} ${statusReason}`)
        ? { state: 'cancelled', reason: null }
        : { state: 'failed', reason: returnedError ?? statusReason };
  }
}
