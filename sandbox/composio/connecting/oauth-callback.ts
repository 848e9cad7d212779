import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { readAccount } from '../accounts/account-store.ts';
import type { ComposioContext } from '../context.ts';
import { requestOrigin } from '../request-origin.ts';
import { answerResult, OTHER_BROWSER, resultOf } from './connection-result.ts';
import { failConnection, finishConnection } from './finish-connection.ts';
import { closedPage } from './link-html.ts';
import { BROWSER_COOKIE } from './link-page.ts';
import { isSameBrowser, takeState } from './link-store.ts';
import { sendPage } from './send-page.ts';

/** Where Atlassian sends the browser after consent or denial. It carries no API key; the state is its proof. */
export function createOauthCallback(context: ComposioContext): Hono {
  const app = new Hono();

  app.get('/api/v3/toolkits/auth/callback', async (c) => {
    const { state, code, error } = c.req.query();
    const link = state ? takeState(context.db, state) : undefined;
    if (link === undefined) {
      const message = 'It was already used, or it did not begin here. Go back to the app and begin again.';
      return sendPage(c, closedPage('This sign-in is not valid', message), 400);
    }
    const account = readAccount(context, link.account_id);
    if (account.status !== 'INITIATED') {
      const reason = account.status_reason ?? `The connection is ${account.status}`;
      return answerResult(c, link, account, { success: false, error: reason });
    }
    // The attempt stays open: the person who began it may still finish it in the right browser.
    if (!isSameBrowser(link, getCookie(c, BROWSER_COOKIE))) {
      return answerResult(c, link, account, { success: false, error: OTHER_BROWSER });
    }
    const closed = code
      ? await finishConnection(context, account, requestOrigin(c), code)
      : failConnection(context, account, `OAuth token exchange failed: ${error ?? 'no code was sent'}`);
    return answerResult(c, link, closed, resultOf(closed));
  });

  return app;
}
