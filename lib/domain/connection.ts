export type ConnectionStatus =
  | 'INITIALIZING'
  | 'INITIATED'
  | 'ACTIVE'
  | 'FAILED'
  | 'EXPIRED'
  | 'INACTIVE'
  | 'REVOKED';

/** A connected account of the signed-in person. `site` is the Confluence site's subdomain where known. */
export type Connection = {
  accountId: string;
  toolkit: string;
  status: ConnectionStatus;
  statusReason: string | null;
  site: string | null;
  createdAt: string;
};

/** One try to connect, begun by this person; its state is always read from Composio. It lives ten minutes. */
export type ConnectionAttempt = {
  attemptId: string;
  toolkit: string;
  state: 'waiting' | 'connected' | 'cancelled' | 'expired' | 'failed';
  /** Why it did not work, in words, when it did not. */
  reason: string | null;
  expiresAt: string;
};

/** Was this account ever usable? Composio also lists attempts that were cancelled or ran out of time. */
export function wasConnected(status: ConnectionStatus, reason: string | null): boolean {
  if (status === 'EXPIRED') return !/within 10 minutes/i.test(reason ?? '');
  return status === 'ACTIVE' || status === 'INACTIVE' || status === 'REVOKED';
}
