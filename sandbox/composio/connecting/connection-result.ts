import type { Context } from 'hono';
import type { Account } from '../accounts/account-store.ts';
import { type ConnectionResult, resultPage } from './link-html.ts';
import type { Link } from './link-store.ts';
import { sendPage } from './send-page.ts';

export const OTHER_BROWSER =
  'The connection was started from a different browser or device. Open the link again in the browser where you began.';

/** How an attempt ended, from the account it left behind. */
export function resultOf(account: Account): ConnectionResult {
  return account.status === 'ACTIVE'
    ? { success: true }
    : { success: false, error: account.status_reason ?? 'OAuth token exchange failed' };
}

/** The callback address with the result added. Its own query stays. */
export function callbackTarget(
  link: { callbackUrl: string; legacy: boolean },
  account: Account,
  result: ConnectionResult,
): string {
  const target = new URL(link.callbackUrl);
  target.searchParams.set('status', result.success ? 'success' : 'failed');
  target.searchParams.set('connected_account_id', account.id);
  if (link.legacy) {
    target.searchParams.set('connectedAccountId', account.id);
    target.searchParams.set('appName', account.toolkit);
  }
  if (!result.success) target.searchParams.set('error', result.error);
  return target.href;
}

/** Sends the person back to the app that asked, or, where there is none, to a last page here. */
export function answerResult(c: Context, link: Link, account: Account, result: ConnectionResult): Response {
  if (link.callback_url === null) return sendPage(c, resultPage(result), 200);
  const target = callbackTarget({ callbackUrl: link.callback_url, legacy: link.legacy }, account, result);
  return c.redirect(target, 302);
}
