import type { DatabaseSync } from 'node:sqlite';
import { prepared, selectOne } from '../rows.ts';

/** An app that is registered with Atlassian. */
export type OAuthClient = {
  clientId: string;
  clientSecret: string;
  /** As the consent page calls it. */
  name: string;
  /** Where a browser may be sent back to. The sandbox's own address is always allowed. */
  redirectUris: readonly string[];
  /** The scopes it may ask for; undefined: all. */
  scopes?: readonly string[];
  /** The account it acts for with `client_credentials`; undefined: it may not do so. */
  serviceAccountId?: string;
};

/** The app behind Composio-managed connections. */
export const managedClient: OAuthClient = {
  clientId: 'composio-sandbox',
  clientSecret: 'composio-sandbox-secret',
  name: 'Composio',
  redirectUris: [],
};

/** Stands for every address on this machine in an app's list of addresses, whatever the port. */
export const THIS_MACHINE = 'http://localhost:*';

/** An app that is there for developers to try their own with: for consent, and as a service that acts for the administrator. */
export const developerClient: OAuthClient = {
  clientId: 'sandbox-developer-app',
  clientSecret: 'sandbox-developer-secret',
  name: 'Developer app',
  redirectUris: [THIS_MACHINE],
  serviceAccountId: '557058:0a51f2c4-6d0e-4b7a-9c58-11d2f7a3e900',
};

/** Registers an app, or replaces what is known of it; what people granted it stays. */
export function registerClient(db: DatabaseSync, client: OAuthClient): void {
  prepared(
    db,
    `INSERT INTO confluence_oauth_client (client_id, client_secret, name, redirect_uris, scopes, service_account_id)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (client_id) DO UPDATE SET client_secret = excluded.client_secret,
       name = excluded.name, redirect_uris = excluded.redirect_uris, scopes = excluded.scopes,
       service_account_id = excluded.service_account_id`,
  ).run(
    client.clientId,
    client.clientSecret,
    client.name,
    JSON.stringify(client.redirectUris),
    client.scopes === undefined ? null : JSON.stringify(client.scopes),
    client.serviceAccountId ?? null,
  );
}

/** A registered app, or undefined. */
export function findClient(db: DatabaseSync, clientId: string): OAuthClient | undefined {
  const row = selectOne<{
    client_secret: string;
    name: string;
    redirect_uris: string;
    scopes: string | null;
    service_account_id: string | null;
  }>(db, 'SELECT * FROM confluence_oauth_client WHERE client_id = ?', clientId);
  if (!row) return undefined;
  return {
    clientId,
    clientSecret: row.client_secret,
    name: row.name,
    redirectUris: JSON.parse(row.redirect_uris),
    ...(row.scopes === null ? {} : { scopes: JSON.parse(row.scopes) }),
    ...(row.service_account_id === null ? {} : { serviceAccountId: row.service_account_id }),
  };
}
