import type { Context } from 'hono';
import type { Account } from '../accounts/account-store.ts';
import { type ConnectionResult, resultPage } from './link-html.ts';
import type { Link } from './link-store.ts';
import { sendPage } from './send-page.ts';

export const OTHER_BROWSER =
  'The connection was started from a different browser or device. Open the link again in the browser where you began.';

/** The callback address with the result added. Its own query stays. */
export function callbackTarget(callbackUrl: string, accountId: string, result: ConnectionResult): string {
  const target = new URL(callbackUrl);
  target.searchParams.set('status', result.success ? 'success' : 'failed');
  target.searchParams.set('connected_account_id', accountId);
  if (!result.success) target.searchParams.set('error', result.error);
  return target.href;
}

/** Sends the person back to the app that asked, or, where there is none, to a last page here. */
export function answerResult(c: Context, link: Link, account: Account, result: ConnectionResult): Response {
  if (link.callback_url === null) return sendPage(c, resultPage(result), 200);
  return c.redirect(callbackTarget(link.callback_url, account.id, result), 302);
}
