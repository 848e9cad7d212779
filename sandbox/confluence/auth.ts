import type { MiddlewareHandler } from 'hono';
import { ConfluenceError } from './errors.ts';
import { selectOne } from './rows.ts';
import { cloudId, type RestEnv, type Site } from './site.ts';
import { type Person, people, personByAccountId } from './users/people.ts';

/** Site form: Basic with an account's e-mail and the password `token`. A Bearer token is refused here, as on a real site. */
export function siteCredentials(): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const caller = personByBasic(c.req.header('authorization'));
    if (!caller) {
      c.header('WWW-Authenticate', 'Basic realm="acme"');
      throw new ConfluenceError(401, 'Unauthorized');
    }
    c.set('caller', caller);
    await next();
  };
}

/** Gateway form: Bearer with an access token that this site's OAuth gave. */
export function gatewayCredentials(site: Site): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const caller = personByToken(site, c.req.header('authorization'));
    if (!caller) return c.json({ code: 401, message: 'Unauthorized' }, 401);
    if (c.req.param('cloudId') !== cloudId)
      return c.json({ code: 404, message: 'No message available' }, 404);
    c.set('caller', caller);
    await next();
  };
}

function personByBasic(header: string | undefined): Person | undefined {
  const encoded = /^Basic (.+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [email, ...password] = Buffer.from(encoded, 'base64').toString().split(':');
  if (password.join(':') !== 'token') return undefined;
  return people.find((person) => person.email === email?.toLowerCase());
}

/** The person an unexpired access token speaks for. */
export function personByToken(site: Site, header: string | undefined): Person | undefined {
  const token = /^Bearer (.+)$/i.exec(header ?? '')?.[1];
  if (token === undefined) return undefined;
  const grant = selectOne<{ account_id: string }>(
    site.db,
    'SELECT account_id FROM confluence_oauth_grant WHERE access_token = ? AND expires_at > ?',
    token,
    site.now().toISOString(),
  );
  return grant && personByAccountId(grant.account_id);
}
