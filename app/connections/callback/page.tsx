import type { Metadata } from 'next';
import { CallbackResult } from '@/components/connections/callback-result';
import { pageUser } from '@/lib/auth/page-user';
import { finishAttempt } from '@/lib/composio/connection-attempts';

export const metadata: Metadata = { title: 'Connection' };

/** Where people come back to from connecting an app. What the address says is not believed; Composio is asked. */
export default async function ConnectionCallbackPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const query = await searchParams;
  const attemptId = typeof query.attempt === 'string' ? query.attempt : '';
  const user = await pageUser(`/connections/callback?attempt=${encodeURIComponent(attemptId)}`);
  const returnedError = typeof query.error === 'string' ? query.error : null;
  return <CallbackResult attempt={await finishAttempt(user.id, attemptId, returnedError)} />;
}
