import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { AUTH_SCHEMES, type AuthConfig } from '../auth-configs/auth-config-store.ts';
import { ComposioError } from '../errors.ts';
import { newId } from '../ids.ts';
import { newWordId } from './word-id.ts';

/** How long a person has to finish connecting, in milliseconds. */
export const INITIATION_LIMIT_MS = 10 * 60 * 1000;

/** Who the account belongs to at Atlassian. */
const personSchema = z.object({
  accountId: z.string(),
  displayName: z.string(),
  email: z.string().nullable(),
});

/** Who besides its owner may use a shared account, when a session names it. Denial wins. */
const accessListSchema = z.object({
  allow_all_users: z.boolean(),
  allowed_user_ids: z.array(z.string()),
  not_allowed_user_ids: z.array(z.string()),
});
export type AccessList = z.infer<typeof accessListSchema>;

const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text): z.infer<T> => schema.parse(JSON.parse(text)));

const rowSchema = z.object({
  id: z.string(),
  uuid: z.string(),
  word_id: z.string(),
  project: z.string(),
  user_id: z.string(),
  toolkit: z.string(),
  auth_config_id: z.string(),
  scheme: z.enum(AUTH_SCHEMES),
  alias: z.string().nullable(),
  /** Null for a private account. */
  shared: json(accessListSchema).nullable(),
  status: z.enum(['INITIALIZING', 'INITIATED', 'ACTIVE', 'FAILED', 'EXPIRED', 'INACTIVE', 'REVOKED']),
  status_reason: z.string().nullable(),
  /** Who switched an INACTIVE account off: only they switch it on again. */
  disabled_by: z.enum(['user', 'auth_config']).nullable(),
  auth_failures: z.number(),
  initiated_at: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  subdomain: z.string().nullable(),
  /** What the person typed besides the subdomain, such as `generic_api_key`. Secrets are among them. */
  fields: json(z.record(z.string(), z.string())),
  cloud_id: z.string().nullable(),
  access_token: z.string().nullable(),
  refresh_token: z.string().nullable(),
  token_expires_at: z.string().nullable(),
  scope: z.string().nullable(),
  person: json(personSchema).nullable(),
});

/** A user's account at the toolkit, from the first link until it is deleted. */
export type Account = z.infer<typeof rowSchema>;
export const ACCOUNT_STATUSES: readonly string[] = rowSchema.shape.status.options;

type Store = { db: DatabaseSync; now: () => Date };

/** Closes attempts that took too long. It runs before every read, so no timer is needed. */
function expireAttempts({ db, now }: Store): void {
  const limit = new Date(now().getTime() - INITIATION_LIMIT_MS).toISOString();
  db.prepare(
    `UPDATE composio_accounts SET status = 'EXPIRED', updated_at = ?,
       status_reason = 'Connection initiation timed out: the user did not complete within 10 minutes'
     WHERE status IN ('INITIATED', 'INITIALIZING') AND initiated_at <= ?`,
  ).run(now().toISOString(), limit);
}

/** Makes an INITIATED account. Throws 400 when the user has the alias already. */
export function insertAccount(
  store: Store,
  account: {
    project: string;
    userId: string;
    authConfig: AuthConfig;
    alias?: string | undefined;
    shared?: AccessList | undefined;
  },
): Account {
  const id = newId('ca');
  const now = store.now().toISOString();
  const { project, userId, authConfig } = account;
  if (account.alias !== undefined)
    refuseTakenAlias(store, { project, user_id: userId, toolkit: authConfig.toolkit, id }, account.alias);
  store.db
    .prepare(
      `INSERT INTO composio_accounts (id, uuid, word_id, project, user_id, toolkit, auth_config_id, scheme, alias, shared,
         status, fields, initiated_at, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'INITIATED', '{}', ?, ?, ?)`,
    )
    .run(
      id,
      randomUUID(),
      newWordId(authConfig.toolkit),
      project,
      userId,
      authConfig.toolkit,
      authConfig.id,
      authConfig.scheme,
      account.alias ?? null,
      account.shared === undefined ? null : JSON.stringify(account.shared),
      now,
      now,
      now,
    );
  return readAccount(store, id);
}

/** An alias names one account of a user and toolkit. Throws 400 when another account has it. */
export function refuseTakenAlias(
  store: Store,
  account: Pick<Account, 'project' | 'user_id' | 'toolkit' | 'id'>,
  alias: string,
): void {
  const taken = store.db
    .prepare(
      'SELECT 1 FROM composio_accounts WHERE project = ? AND user_id = ? AND toolkit = ? AND alias = ? AND id <> ?',
    )
    .get(account.project, account.user_id, account.toolkit, alias, account.id);
  if (taken !== undefined) {
    const message = `Alias "${alias}" is already used by another ${account.toolkit} account of this user.`;
    throw new ComposioError(400, 'ConnectedAccount_BadRequest', message, 'Choose another alias.');
  }
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
  Omit<
    Account,
    | 'id'
    | 'uuid'
    | 'word_id'
    | 'project'
    | 'user_id'
    | 'toolkit'
    | 'auth_config_id'
    | 'scheme'
    | 'created_at'
    | 'updated_at'
  >
>;

/** Changes the named fields of an account and returns it as it then is. */
export function updateAccount(store: Store, id: string, change: AccountChange): Account {
  const entries = Object.entries({ ...change, updated_at: store.now().toISOString() });
  const values = entries.map(([, value]) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? null),
  );
  store.db
    .prepare(`UPDATE composio_accounts SET ${entries.map(([key]) => `${key} = ?`).join(', ')} WHERE id = ?`)
    .run(...values, id);
  return readAccount(store, id);
}

export function deleteAccount(store: Store, id: string): void {
  store.db.prepare('DELETE FROM composio_links WHERE account_id = ?').run(id);
  store.db.prepare('DELETE FROM composio_triggers WHERE account_id = ?').run(id);
  store.db.prepare('DELETE FROM composio_accounts WHERE id = ?').run(id);
}
