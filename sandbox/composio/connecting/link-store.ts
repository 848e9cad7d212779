import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { INITIATION_LIMIT_MS } from '../accounts/account-store.ts';
import { hashSecret, newId, newSecret } from '../ids.ts';

const rowSchema = z.object({
  token: z.string(),
  account_id: z.string(),
  redirect_url: z.string(),
  callback_url: z.string().nullable(),
  browser_hash: z.string().nullable(),
  /** Made by the older call, whose callers are told the account as `connectedAccountId` as well. */
  legacy: z.number().transform(Boolean),
  created_at: z.string(),
});

/** One way for a person to finish connecting an account. */
export type Link = z.infer<typeof rowSchema>;

export function insertLink(
  store: { db: DatabaseSync; now: () => Date },
  link: { accountId: string; pageBase: string; callbackUrl: string | undefined; legacy?: boolean },
): Link & { expires_at: string } {
  const token = `${newId('lk')}${newSecret().slice(0, 16)}`;
  const now = store.now();
  store.db
    .prepare(
      'INSERT INTO composio_links (token, account_id, redirect_url, callback_url, legacy, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(
      token,
      link.accountId,
      `${link.pageBase.replace(/\/$/, '')}/link/${token}`,
      link.callbackUrl ?? null,
      Number(link.legacy ?? false),
      now.toISOString(),
    );
  const stored = rowSchema.parse(store.db.prepare('SELECT * FROM composio_links WHERE token = ?').get(token));
  return { ...stored, expires_at: new Date(now.getTime() + INITIATION_LIMIT_MS).toISOString() };
}

function parseLink(row: unknown): Link | undefined {
  return row === undefined ? undefined : rowSchema.parse(row);
}

export function findLink(db: DatabaseSync, token: string): Link | undefined {
  return parseLink(db.prepare('SELECT * FROM composio_links WHERE token = ?').get(token));
}

/** The newest link of an account: the one that is still good. */
export function latestLink(db: DatabaseSync, accountId: string): Link | undefined {
  return parseLink(
    db.prepare('SELECT * FROM composio_links WHERE account_id = ? ORDER BY rowid DESC').get(accountId),
  );
}

/** Ties a link to the browser that opens it first. Returns false when it belongs to another one. */
export function claimLink(db: DatabaseSync, token: string, browser: string): boolean {
  db.prepare('UPDATE composio_links SET browser_hash = ? WHERE token = ? AND browser_hash IS NULL').run(
    hashSecret(browser),
    token,
  );
  const link = findLink(db, token);
  return link !== undefined && isSameBrowser(link, browser);
}

export function isSameBrowser(link: Link, browser: string | undefined): boolean {
  return browser !== undefined && link.browser_hash === hashSecret(browser);
}

/** Makes the OAuth state of a link. A new one replaces the last. */
export function newState(db: DatabaseSync, token: string): string {
  const state = newSecret();
  db.prepare('UPDATE composio_links SET state_hash = ? WHERE token = ?').run(hashSecret(state), token);
  return state;
}

/** Finds the link of an OAuth state and uses the state up. */
export function takeState(db: DatabaseSync, state: string): Link | undefined {
  return parseLink(
    db
      .prepare('UPDATE composio_links SET state_hash = NULL WHERE state_hash = ? RETURNING *')
      .get(hashSecret(state)),
  );
}
