import { randomBytes } from 'node:crypto';
import { inTransaction, prepared, selectAll, selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import { type Person, personByAccountId } from '../users/people.ts';
import type { OAuthClient } from './clients.ts';

const CODE_SECONDS = 300;
const TOKEN_SECONDS = 3600;
const IDLE_SECONDS = 90 * 86_400;
/** A refresh token that was used may be used again for so long, for a client whose answer got lost on the way. */
const LEEWAY_SECONDS = 600;

export type TokenAnswer =
  | { access_token: string; expires_in: number; token_type: 'Bearer'; scope: string; refresh_token?: string }
  | { error: string; error_description: string };

/** Who an access token speaks for, and what it may do. */
export type Bearer = { person: Person; scopes: string[] };

/** A code that one exchange may use within five minutes. */
export function writeCode(
  site: Site,
  granted: { clientId: string; person: Person; redirectUri: string; scope: string },
): string {
  const code = randomBytes(24).toString('base64url');
  prepared(
    site.db,
    `INSERT INTO confluence_oauth_code (code, client_id, account_id, redirect_uri, scope, expires_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(
    code,
    granted.clientId,
    granted.person.accountId,
    granted.redirectUri,
    granted.scope,
    later(site, CODE_SECONDS),
  );
  return code;
}

/** Exchanges a code; it is used up whatever the outcome. */
export function redeemCode(
  site: Site,
  clientId: string,
  asked: { code: string; redirectUri: string },
): TokenAnswer {
  const found = prepared(site.db, 'DELETE FROM confluence_oauth_code WHERE code = ? RETURNING *').get(
    asked.code,
  );
  if (
    !found ||
    found.client_id !== clientId ||
    found.redirect_uri !== asked.redirectUri ||
    String(found.expires_at) <= site.now().toISOString()
  )
    return { error: 'invalid_grant', error_description: 'Invalid authorization code' };
  return inTransaction(site.db, () =>
    giveTokens(site, openGrant(site, clientId, String(found.account_id), String(found.scope))),
  );
}

/** Exchanges a refresh token for a new pair. The old one lives on for ten minutes, its access token for its hour. */
export function redeemRefreshToken(site: Site, clientId: string, refreshToken: string): TokenAnswer {
  const now = site.now().toISOString();
  const found = selectOne<{ grant_id: number; expires_at: string }>(
    site.db,
    `SELECT r.grant_id, r.expires_at FROM confluence_oauth_refresh_token r
       JOIN confluence_oauth_grant g ON g.id = r.grant_id WHERE r.token = ? AND g.client_id = ? AND r.expires_at > ?`,
    refreshToken,
    clientId,
    now,
  );
  if (!found) return { error: 'unauthorized_client', error_description: 'refresh_token is invalid' };
  return inTransaction(site.db, () => {
    prepared(
      site.db,
      'UPDATE confluence_oauth_refresh_token SET expires_at = min(expires_at, ?) WHERE token = ?',
    ).run(later(site, LEEWAY_SECONDS), refreshToken);
    return giveTokens(site, found.grant_id);
  });
}

/** A token for an app that acts for itself, with the account it was registered with. Undefined: it has none. */
export function tokenForService(site: Site, client: OAuthClient, asked: string): TokenAnswer | undefined {
  const account = client.serviceAccountId;
  if (account === undefined) return undefined;
  const scope = asked || (client.scopes ?? []).join(' ');
  const kept = scope.split(/\s+/).filter((name) => name !== 'offline_access');
  return inTransaction(site.db, () =>
    giveTokens(site, openGrant(site, client.clientId, account, kept.join(' '))),
  );
}

/** Who and what an Authorization header stands for; undefined when its token is unknown, expired or taken back. */
export function bearerOf(site: Site, header: string | undefined): Bearer | undefined {
  const token = /^Bearer (.+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) return undefined;
  const found = selectOne<{ account_id: string; scope: string }>(
    site.db,
    `SELECT g.account_id, g.scope FROM confluence_oauth_access_token t
       JOIN confluence_oauth_grant g ON g.id = t.grant_id WHERE t.token = ? AND t.expires_at > ?`,
    token,
    site.now().toISOString(),
  );
  const person = found && personByAccountId(found.account_id);
  return person && { person, scopes: scopesIn(found.scope) };
}

/** The apps a person let in, each with everything it may do, by name. */
export function appsOf(
  site: Site,
  person: Person,
): { clientId: string; name: string; since: string; scopes: string[] }[] {
  const rows = selectAll<{ client_id: string; name: string; since: string; scope: string }>(
    site.db,
    `SELECT k.client_id, k.name, min(g.created_at) AS since, group_concat(g.scope, ' ') AS scope
       FROM confluence_oauth_grant g JOIN confluence_oauth_client k ON k.client_id = g.client_id
      WHERE g.account_id = ? GROUP BY k.client_id ORDER BY k.name, k.client_id`,
    person.accountId,
  );
  return rows.map((row) => ({
    clientId: row.client_id,
    name: row.name,
    since: row.since,
    scopes: [...new Set(scopesIn(row.scope))],
  }));
}

/** Takes an app's access back: every token it holds for this person ends at once. */
export function removeApp(site: Site, person: Person, clientId: string): void {
  prepared(site.db, 'DELETE FROM confluence_oauth_grant WHERE account_id = ? AND client_id = ?').run(
    person.accountId,
    clientId,
  );
  prepared(site.db, 'DELETE FROM confluence_oauth_code WHERE account_id = ? AND client_id = ?').run(
    person.accountId,
    clientId,
  );
}

export function scopesIn(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

function openGrant(site: Site, clientId: string, accountId: string, scope: string): number {
  const row = prepared(
    site.db,
    `INSERT INTO confluence_oauth_grant (client_id, account_id, scope, created_at) VALUES (?, ?, ?, ?) RETURNING id`,
  ).get(clientId, accountId, scope, site.now().toISOString());
  return Number(row?.id);
}

function giveTokens(site: Site, grantId: number): TokenAnswer {
  const scope = String(
    selectOne<{ scope: string }>(site.db, 'SELECT scope FROM confluence_oauth_grant WHERE id = ?', grantId)
      ?.scope,
  );
  const keep = (table: string, seconds: number): string => {
    const token = randomBytes(32).toString('base64url');
    prepared(site.db, `INSERT INTO ${table} (token, grant_id, expires_at) VALUES (?, ?, ?)`).run(
      token,
      grantId,
      later(site, seconds),
    );
    return token;
  };
  return {
    access_token: keep('confluence_oauth_access_token', TOKEN_SECONDS),
    expires_in: TOKEN_SECONDS,
    token_type: 'Bearer',
    scope,
    ...(scopesIn(scope).includes('offline_access')
      ? { refresh_token: keep('confluence_oauth_refresh_token', IDLE_SECONDS) }
      : {}),
  };
}

function later(site: Site, seconds: number): string {
  return new Date(site.now().getTime() + seconds * 1000).toISOString();
}
