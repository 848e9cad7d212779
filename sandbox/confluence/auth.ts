import type { Context, MiddlewareHandler } from 'hono';
import { ConfluenceError } from './errors.ts';
import { bearerOf } from './oauth/grants.ts';
import { scopesFor } from './oauth/operation-scopes.ts';
import { cloudId, type RestEnv, type Site, sitePath } from './site.ts';
import { type Person, people } from './users/people.ts';

/** Site form: Basic with an account's e-mail and the password `token`. A Bearer token is refused here, as on a real site. */
export function siteCredentials(site: Site): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const header = c.req.header('authorization');
    if (/^Bearer\b/i.test(header ?? '')) return c.html(tomcatPage, 401);
    const caller = personByBasic(header);
    if (!caller)
      return site.settings.badCredentials === 'measured' ? measuredRefusal(c) : documentedRefusal(c);
    c.set('caller', caller);
    c.set('form', 'site');
    await next();
  };
}

/** Gateway form: Bearer with an access token that this site's OAuth gave, and that holds the scopes of the call. */
export function gatewayCredentials(site: Site): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const bearer = bearerOf(site, c.req.header('authorization'));
    if (!bearer) return c.json({ code: 401, message: 'Unauthorized' }, 401);
    if (c.req.param('cloudId') !== cloudId)
      return c.json({ code: 404, message: 'No message available' }, 404);
    const alternatives = scopesFor(c.req.method, sitePath(c));
    const holds = (scopes: string[]) => scopes.every((scope) => bearer.scopes.includes(scope));
    if (alternatives.length > 0 && !alternatives.some(holds))
      return c.json({ code: 401, message: 'Unauthorized; scope does not match' }, 401);
    c.set('caller', bearer.person);
    c.set('form', 'gateway');
    await next();
  };
}

function documentedRefusal(c: Context): never {
  c.header('WWW-Authenticate', 'Basic realm="acme"');
  throw new ConfluenceError(401, 'Unauthorized');
}

// What live sites were seen to send: v2 hides everything, v1 says that the caller may not use Confluence at all.
function measuredRefusal(c: Context): Response {
  if (!c.req.path.includes('/rest/api/'))
    return c.json({ errors: [{ status: 404, code: 'NOT_FOUND', title: 'Not Found', detail: null }] }, 404);
  const message = c.req.path.includes('/rest/api/user')
    ? 'Request rejected because caller cannot access Confluence'
    : 'Current user not permitted to use Confluence';
  return c.json({ message, statusCode: 403 }, 403);
}

function personByBasic(header: string | undefined): Person | undefined {
  const encoded = /^Basic (.+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [email, ...password] = Buffer.from(encoded, 'base64').toString().split(':');
  if (password.join(':') !== 'token') return undefined;
  return people.find((person) => person.email === email?.toLowerCase());
}

const tomcatPage = `<!doctype html><html lang="en"><head><title>HTTP Status 401 – Unauthorized</title></head><body>
<h1>HTTP Status 401 – Unauthorized</h1><hr class="line" /><p><b>Type</b> Status Report</p>
<p><b>Description</b> The request has not been applied to the target resource because it lacks valid authentication
credentials for that resource.</p><hr class="line" /></body></html>`;
