import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { type Account, readAccount, updateAccount } from '../accounts/account-store.ts';
import { SITE_NAME } from '../accounts/site-access.ts';
import { getAuthConfig } from '../auth-configs/auth-config-store.ts';
import { connectionFields } from '../auth-configs/auth-schemes.ts';
import { clientOf, scopesOf } from '../auth-configs/oauth-client.ts';
import type { ComposioContext } from '../context.ts';
import { newSecret } from '../ids.ts';
import { requestOrigin } from '../request-origin.ts';
import { consentUrl } from './atlassian-oauth.ts';
import { answerResult, callbackTarget, OTHER_BROWSER, resultOf } from './connection-result.ts';
import { connectAtOnce, failConnection } from './finish-connection.ts';
import { closedPage, formPage } from './link-html.ts';
import { claimLink, findLink, isSameBrowser, type Link, latestLink, newState } from './link-store.ts';
import { sendPage } from './send-page.ts';
import { parseSubdomain } from './subdomain.ts';

/** Names the browser, so that a link is finished where it was opened. */
export const BROWSER_COOKIE = 'composio_sandbox_browser';

const CLOSED: Record<
  Exclude<Account['status'], 'INITIATED' | 'INITIALIZING'>,
  [title: string, message: string]
> = {
  ACTIVE: ['This link was already used', 'Confluence is connected. You can close this window.'],
  FAILED: ['This link was already used', 'The connection was not made. Go back to the app and begin again.'],
  EXPIRED: ['This link has expired', 'Links work for 10 minutes. Go back to the app and begin again.'],
  INACTIVE: ['This link was already used', 'The account is switched off. Go back to the app.'],
  REVOKED: ['This link was already used', 'Access was taken back. Go back to the app and begin again.'],
};

/** The pages a person connects Confluence with: `/link/{token}`. */
export function createLinkPage(context: ComposioContext): Hono {
  const app = new Hono();

  /** Answers for a link that cannot be used any more; undefined when it is open. */
  function refusal(c: Context, link: Link, account: Account): Response | undefined {
    if (account.status !== 'INITIATED' && account.status !== 'INITIALIZING') {
      const [title, message] = CLOSED[account.status];
      const result =
        account.status === 'ACTIVE'
          ? ({ success: true } as const)
          : ({ success: false, error: account.status_reason ?? title } as const);
      const back = link.callback_url
        ? callbackTarget({ callbackUrl: link.callback_url, legacy: link.legacy }, account, result)
        : undefined;
      return sendPage(c, closedPage(title, message, back), 410);
    }
    if (latestLink(context.db, account.id)?.token !== link.token) {
      return sendPage(c, closedPage('This link was replaced', 'Use the newer link of the app.'), 410);
    }
    return undefined;
  }

  const form = (account: Account, values: Record<string, string>, error?: string) =>
    formPage(
      connectionFields(account.scheme).filter(({ name }) => name !== 'subdomain'),
      values,
      error,
    );

  const unknown = (c: Context) =>
    sendPage(
      c,
      closedPage('This link does not exist', 'Check the address, or go back to the app and begin again.'),
      404,
    );

  app.get('/link/:token', (c) => {
    const link = findLink(context.db, c.req.param('token'));
    if (link === undefined) return unknown(c);
    const account = readAccount(context, link.account_id);
    const refused = refusal(c, link, account);
    if (refused) return refused;
    // A HEAD request is a preview, not a person who opens the link.
    if (c.req.method === 'HEAD') return sendPage(c, '', 200);
    const browser = getCookie(c, BROWSER_COOKIE) ?? newSecret();
    if (!claimLink(context.db, link.token, browser)) {
      return sendPage(
        c,
        closedPage(
          'This link is open in another browser',
          'For your safety a link works only in the browser that opened it first. Go on there, or begin again in the app.',
        ),
        403,
      );
    }
    setCookie(c, BROWSER_COOKIE, browser, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 3600 });
    return sendPage(c, form(account, { ...account.fields, subdomain: account.subdomain ?? SITE_NAME }), 200);
  });

  app.post('/link/:token', async (c) => {
    const link = findLink(context.db, c.req.param('token'));
    if (link === undefined) return unknown(c);
    const account = readAccount(context, link.account_id);
    const refused = refusal(c, link, account);
    if (refused) return refused;
    if (!isSameBrowser(link, getCookie(c, BROWSER_COOKIE))) {
      return answerResult(c, link, account, { success: false, error: OTHER_BROWSER });
    }
    const filled = await c.req.parseBody();
    if (filled.action !== 'continue') {
      const error = 'The connection was cancelled by the user';
      failConnection(context, account, error);
      return answerResult(c, link, account, { success: false, error });
    }
    const values: Record<string, string> = {};
    for (const { name } of connectionFields(account.scheme)) {
      const value = filled[name];
      values[name] = typeof value === 'string' ? value.trim() : '';
    }
    const subdomain = parseSubdomain(values.subdomain ?? '');
    if (subdomain === undefined) {
      return sendPage(c, form(account, values, 'Enter a site name: letters, digits and hyphens.'), 400);
    }
    const { subdomain: _, ...fields } = values;
    const ready = updateAccount(context, account.id, { subdomain, fields: { ...account.fields, ...fields } });
    if (account.scheme !== 'OAUTH2') {
      const closed = await connectAtOnce(context, ready, requestOrigin(c));
      return answerResult(c, link, closed, resultOf(closed));
    }
    const config = getAuthConfig(context.db, account.project, account.auth_config_id);
    const state = newState(context.db, link.token);
    return c.redirect(consentUrl(requestOrigin(c), clientOf(config), scopesOf(config), state), 302);
  });

  return app;
}
