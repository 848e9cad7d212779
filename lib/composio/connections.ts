import 'server-only';
import { config } from '@/lib/config/config';
import { tellUser } from '@/lib/db/user-changes';
import { AppError } from '@/lib/http/app-error';
import { type Connection, wasConnected } from '../domain/connection';
import { ComposioNotFoundError, callComposio, composio } from './client';

/** The accounts that this user has connected or once had. Attempts that never got there are left out. */
export async function listConnections(userId: string): Promise<Connection[]> {
  const connections: Connection[] = [];
  let cursor: string | undefined;
  do {
    const page = await callComposio((options) =>
      composio().connectedAccounts.list(
        { userIds: [userId], toolkitSlugs: config().composio.toolkits, cursor, limit: 100 },
        options,
      ),
    );
    connections.push(
      ...page.items
        .filter((account) => wasConnected(account.status, account.statusReason))
        .map((account) => ({
          accountId: account.id,
          toolkit: account.toolkit.slug,
          status: account.status,
          statusReason: account.statusReason,
          site: siteOf(account),
          createdAt: account.createdAt,
        })),
    );
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return connections;
}

/** Disconnects an account for good. Throws `not_found` unless it is this user's own. */
export async function disconnect(userId: string, accountId: string): Promise<void> {
  const own = await callComposio((options) =>
    composio().connectedAccounts.list({ userIds: [userId], limit: 1000 }, options),
  );
  if (!own.items.some(({ id }) => id === accountId)) throw unknownConnection();
  await callComposio((options) => composio().connectedAccounts.delete(accountId, options)).catch(
    (error: unknown) => {
      if (error instanceof ComposioNotFoundError) throw unknownConnection();
      throw error;
    },
  );
  await tellUser(userId, { type: 'connections' });
}

function unknownConnection(): AppError {
  return new AppError('not_found', 'There is no such connection.', {
    hint: 'Reload the page to see the present ones.',
  });
}

/** Composio keeps what the person typed in (the site's subdomain) with the credentials, of which nothing else is read. */
function siteOf(account: { state?: { val: unknown }; data?: Record<string, unknown> }): string | null {
  for (const fields of [account.state?.val, account.data])
    if (fields && typeof fields === 'object' && 'subdomain' in fields && typeof fields.subdomain === 'string')
      return fields.subdomain;
  return null;
}
