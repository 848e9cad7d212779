import { randomBytes } from 'node:crypto';
import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';

const CODE_SECONDS = 300;
const TOKEN_SECONDS = 3600;

export type TokenAnswer =
  | { access_token: string; expires_in: number; token_type: 'Bearer'; scope: string; refresh_token?: string }
  | { error: string; error_description: string };

/** A code that one exchange may use within five minutes. */
export function writeCode(site: Site, person: Person, redirectUri: string, scope: string): string {
  const code = randomBytes(24).toString('base64url');
  site.db
    .prepare(
      'INSERT INTO confluence_oauth_code (code, account_id, redirect_uri, scope, expires_at) VALUES (?, ?, ?, ?, ?)',
    )
    .run(code, person.accountId, redirectUri, scope, later(site, CODE_SECONDS));
  return code;
}

/** Exchanges a code; it is used up whatever the outcome. */
export function redeemCode(site: Site, code: string, redirectUri: string): TokenAnswer {
  const found = site.db.prepare('DELETE FROM confluence_oauth_code WHERE code = ? RETURNING *').get(code);
  if (!found || found.redirect_uri !== redirectUri || String(found.expires_at) <= site.now().toISOString())
    return { error: 'invalid_grant', error_description: 'Invalid authorization code' };
  return grant(site, String(found.account_id), String(found.scope));
}

/** Exchanges a refresh token for a new pair; the old refresh token and its access token end. */
export function redeemRefreshToken(site: Site, refreshToken: string): TokenAnswer {
  const found = site.db
    .prepare('DELETE FROM confluence_oauth_grant WHERE refresh_token = ? RETURNING *')
    .get(refreshToken);
  if (!found) return { error: 'unauthorized_client', error_description: 'refresh_token is invalid' };
  return grant(site, String(found.account_id), String(found.scope));
}

/** What the token in an Authorization header was granted. */
export function grantedScopes(site: Site, header: string | undefined): string[] {
  const token = header?.replace(/^Bearer /i, '') ?? '';
  const found = selectOne<{ scope: string }>(
    site.db,
    'SELECT scope FROM confluence_oauth_grant WHERE access_token = ?',
    token,
  );
  return (found?.scope ?? '').split(/\s+/).filter(Boolean);
}

function grant(site: Site, accountId: string, scope: string): TokenAnswer {
  const accessToken = randomBytes(32).toString('base64url');
  const refreshToken = scope.split(/\s+/).includes('offline_access')
    ? randomBytes(32).toString('base64url')
    : null;
  site.db
    .prepare(
      'INSERT INTO confluence_oauth_grant (access_token, refresh_token, account_id, scope, expires_at) VALUES (?, ?, ?, ?, ?)',
    )
    .run(accessToken, refreshToken, accountId, scope, later(site, TOKEN_SECONDS));
  return {
    access_token: accessToken,
    expires_in: TOKEN_SECONDS,
    token_type: 'Bearer',
    scope,
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
  };
}

function later(site: Site, seconds: number): string {
  return new Date(site.now().getTime() + seconds * 1000).toISOString();
}
