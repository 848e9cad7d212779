import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ComposioError } from '../errors.ts';
import { newId } from '../ids.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';

/** How long a person has to finish connecting, in milliseconds. */
export const INITIATION_LIMIT_MS = 10 * 60 * 1000;

/** Who the account belongs to at Atlassian. */
const personSchema = z.object({
  accountId: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
});

const rowSchema = z.object({
  id: z.string(),
  project: z.string(),
  user_id: z.string(),
  toolkit: z.string(),
  auth_config_id: z.string(),
  alias: z.string().nullable(),
  status: z.enum(['INITIATED', 'ACTIVE', 'FAILED', 'EXPIRED', 'INACTIVE', 'REVOKED']),
  status_reason: z.string().nullable(),
  initiated_at: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  subdomain: z.string().nullable(),
  cloud_id: z.string().nullable(),
  access_token: z.string().nullable(),
  refresh_token: z.string().nullable(),
  token_expires_at: z.string().nullable(),
  scope: z.string().nullable(),
  person: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : personSchema.parse(JSON.parse(text)))),
});

/** A user's account at the toolkit, from the first link until it is deleted. */
export type Account = z.infer<typeof rowSchema>;

type Store = { db: DatabaseSync; now: () => Date };

/** Closes attempts that took too long. It runs before every read, so no timer is needed. */
function expireAttempts({ db, now }: Store): void {
  const limit = new Date(now().getTime() - INITIATION_LIMIT_MS).toISOString();
  db.prepare(
    `UPDATE composio_accounts SET status = 'EXPIRED', updated_at = ?,
       status_reason = 'Connection initiation timed out: the user did not complete within 10 minutes'
     WHERE status = 'INITIATED' AND initiated_at <= ?`,
  ).run(now().toISOString(), limit);
}

export function insertAccount(
  store: Store,
  account: { project: string; userId: string; authConfigId: string; alias?: string | undefined },
): Account {
  const id = newId('ca');
  const now = store.now().toISOString();
  store.db
    .prepare(
      `INSERT INTO composio_accounts
         (id, project, user_id, toolkit, auth_config_id, alias, status, initiated_at, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, 'INITIATED', ?, ?, ?)`,
    )
    .run(
      id,
      account.project,
      account.userId,
      CONFLUENCE.slug,
      account.authConfigId,
      account.alias ?? null,
      now,
      now,
      now,
    );
  return readAccount(store, id);
}

/** Reads an account by id alone, for the link page and the callback, where no project is known. */
export function readAccount(store: Store, id: string): Account {
  expireAttempts(store);
  const row = store.db.prepare('SELECT * FROM composio_accounts WHERE id = ?').get(id);
  if (row === undefined) throw notFound(id);
  return rowSchema.parse(row);
}

/** Throws 404 when there is no such account in this project. */
export function getAccount(store: Store, project: string, id: string): Account {
  const account = readAccount(store, id);
  if (account.project !== project) throw notFound(id);
  return account;
}

function notFound(id: string): ComposioError {
  return new ComposioError(404, 'ConnectedAccount_NotFound', `Connected account ${id} not found.`);
}

/** All accounts of a project, or of one of its users, newest first. */
export function listAccounts(store: Store, project: string, userId?: string): Account[] {
  expireAttempts(store);
  const rows =
    userId === undefined
      ? store.db.prepare('SELECT * FROM composio_accounts WHERE project = ? ORDER BY seq DESC').all(project)
      : store.db
          .prepare('SELECT * FROM composio_accounts WHERE project = ? AND user_id = ? ORDER BY seq DESC')
          .all(project, userId);
  return rows.map((row) => rowSchema.parse(row));
}

export type AccountChange = Partial<
  Pick<
    Account,
    | 'alias'
    | 'status'
    | 'status_reason'
    | 'initiated_at'
    | 'subdomain'
    | 'cloud_id'
    | 'access_token'
    | 'refresh_token'
    | 'token_expires_at'
    | 'scope'
    | 'person'
  >
>;

/** Changes the named fields of an account and returns it as it then is. */
export function updateAccount(store: Store, id: string, change: AccountChange): Account {
  const entries = Object.entries({ ...change, updated_at: store.now().toISOString() });
  const values = entries.map(([key, value]) =>
    key === 'person' && value !== null ? JSON.stringify(value) : value,
  );
  store.db
    .prepare(`UPDATE composio_accounts SET ${entries.map(([key]) => `${key} = ?`).join(', ')} WHERE id = ?`)
    .run(...values.map((value) => (typeof value === 'string' ? value : null)), id);
  return readAccount(store, id);
}

export function deleteAccount(store: Store, id: string): void {
  store.db.prepare('DELETE FROM composio_links WHERE account_id = ?').run(id);
  store.db.prepare('DELETE FROM composio_accounts WHERE id = ?').run(id);
}
