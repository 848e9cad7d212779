import type { ComposioContext, SiteAccess } from '../context.ts';
import { type Account, readAccount, updateAccount } from './account-store.ts';
import { expireAccount } from './expire-account.ts';
import { renewToken, withFreshToken } from './fresh-token.ts';

/** After so many refused calls in a row an account with a key of its own counts as expired. */
const MAX_FAILURES = 3;

/** The name of the one site there is; other subdomains belong to nobody. */
export const SITE_NAME = 'acme';

const noSuchSite = () =>
  Response.json({ errorCode: 'OTHER', errorMessage: 'Site temporarily unavailable' }, { status: 404 });

/** A 401 for a missing scope says nothing about the token itself. */
async function isTokenRefused(response: Response): Promise<boolean> {
  return response.status === 401 && !(await response.clone().text()).includes('scope');
}

/**
 * Opens the site of an ACTIVE account: the gateway with a bearer token for OAuth, the site itself with Basic for a key.
 * A token that ran out is refreshed first; one that is refused is refreshed once. Undefined when the account expired by it.
 */
export async function openSite(
  context: ComposioContext,
  account: Account,
  origin: string,
): Promise<SiteAccess | undefined> {
  if (account.scheme === 'API_KEY')
    return { send: (path, init) => sendWithKey(context, account, origin, path, init) };
  const fresh = await withFreshToken(context, account, origin);
  if (fresh.status !== 'ACTIVE' || fresh.access_token === null) return undefined;
  return {
    async send(path, init) {
      const used = readAccount(context, account.id);
      const response = await sendWithToken(context, used, origin, path, init);
      if (!(await isTokenRefused(response))) return response;
      const latest = readAccount(context, account.id);
      // Another call may have renewed it meanwhile; the refresh token from before is worth nothing then.
      const renewed =
        latest.access_token === used.access_token ? await renewToken(context, latest, origin) : latest;
      // A write is never sent twice.
      if (renewed.status !== 'ACTIVE' || (init?.method ?? 'GET') !== 'GET') return response;
      const again = await sendWithToken(context, renewed, origin, path, init);
      if (await isTokenRefused(again)) {
        expireAccount(context, renewed, 'Confluence refused a token that had just been refreshed');
      }
      return again;
    },
  };
}

function request(url: string, authorization: string, init: RequestInit | undefined): Request {
  const headers = new Headers(init?.headers);
  headers.set('authorization', authorization);
  return new Request(url, { redirect: 'manual', ...init, headers });
}

async function sendWithToken(
  context: ComposioContext,
  account: Account,
  origin: string,
  path: string,
  init: RequestInit | undefined,
): Promise<Response> {
  const url = `${origin}/ex/confluence/${account.cloud_id}${path}`;
  return context.confluence.fetch(request(url, `Bearer ${account.access_token}`, init));
}

async function sendWithKey(
  context: ComposioContext,
  account: Account,
  origin: string,
  path: string,
  init: RequestInit | undefined,
): Promise<Response> {
  if (account.subdomain !== SITE_NAME) return noSuchSite();
  const { generic_id: email = '', generic_api_key: key = '' } = account.fields;
  const credentials = Buffer.from(`${email}:${key}`).toString('base64');
  const response = await context.confluence.fetch(request(`${origin}${path}`, `Basic ${credentials}`, init));
  const failures = (await isTokenRefused(response)) ? account.auth_failures + 1 : 0;
  if (failures >= MAX_FAILURES) {
    expireAccount(
      context,
      account,
      `Maximum authentication failures reached: Confluence refused the key ${failures} times`,
    );
  } else if (failures !== readAccount(context, account.id).auth_failures) {
    updateAccount(context, account.id, { auth_failures: failures });
  }
  return response;
}
