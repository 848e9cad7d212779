import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ComposioError } from '../errors.ts';
import { newId } from '../ids.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';

/** The ways to connect Confluence. */
export const AUTH_SCHEMES = ['OAUTH2', 'API_KEY', 'S2S_OAUTH2'] as const;

const toolAccessSchema = z.object({
  tools_available_for_execution: z.array(z.string()).optional(),
  tools_for_connected_account_creation: z.array(z.string()).optional(),
});

const parsed = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text): z.infer<T> => schema.parse(JSON.parse(text)));

const rowSchema = z.object({
  id: z.string(),
  uuid: z.string(),
  project: z.string(),
  toolkit: z.string(),
  name: z.string(),
  scheme: z.enum(AUTH_SCHEMES),
  /** Composio's own OAuth app, or one of the developer's. */
  managed: z.number().transform(Boolean),
  enabled: z.number().transform(Boolean),
  /** Whether sessions may link with it unasked. */
  in_sessions: z.number().transform(Boolean),
  credentials: parsed(z.record(z.string(), z.unknown())),
  tool_access: parsed(toolAccessSchema),
  proxy: parsed(z.object({ proxy_url: z.string(), proxy_auth_key: z.string().optional() })).nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});

/** How accounts of a toolkit are connected: with which scheme, as which app, asking for what. */
export type AuthConfig = z.infer<typeof rowSchema>;

type Store = { db: DatabaseSync; now: () => Date };
type NewAuthConfig = Pick<
  AuthConfig,
  'name' | 'scheme' | 'managed' | 'in_sessions' | 'credentials' | 'tool_access' | 'proxy'
>;

export function listAuthConfigs(db: DatabaseSync, project: string): AuthConfig[] {
  const rows = db
    .prepare('SELECT * FROM composio_auth_configs WHERE project = ? ORDER BY created_at, rowid')
    .all(project);
  return rows.map((row) => rowSchema.parse(row));
}

/** Throws 404 when there is no such auth config in this project. */
export function getAuthConfig(db: DatabaseSync, project: string, id: string): AuthConfig {
  const row = db.prepare('SELECT * FROM composio_auth_configs WHERE id = ? AND project = ?').get(id, project);
  if (row === undefined) throw new ComposioError(404, 'AuthConfig_NotFound', `Auth config ${id} not found.`);
  return rowSchema.parse(row);
}

export function insertAuthConfig(
  store: Store,
  project: string,
  config: Partial<NewAuthConfig> = {},
): AuthConfig {
  const id = newId('ac');
  const now = store.now().toISOString();
  const stored = {
    name: 'Confluence, managed OAuth',
    scheme: 'OAUTH2',
    managed: true,
    in_sessions: true,
    ...config,
  };
  store.db
    .prepare(
      `INSERT INTO composio_auth_configs (id, uuid, project, toolkit, name, scheme, managed, enabled, in_sessions,
         credentials, tool_access, proxy, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      randomUUID(),
      project,
      CONFLUENCE.slug,
      stored.name,
      stored.scheme,
      Number(stored.managed),
      Number(stored.in_sessions),
      JSON.stringify(stored.credentials ?? {}),
      JSON.stringify(stored.tool_access ?? {}),
      stored.proxy ? JSON.stringify(stored.proxy) : null,
      now,
      now,
    );
  return getAuthConfig(store.db, project, id);
}

export type AuthConfigChange = Partial<Omit<NewAuthConfig, 'scheme' | 'managed'> & { enabled: boolean }>;

/** Changes the named fields of an auth config and returns it as it then is. */
export function updateAuthConfig(store: Store, config: AuthConfig, change: AuthConfigChange): AuthConfig {
  const entries = Object.entries({ ...change, updated_at: store.now().toISOString() });
  const values = entries.map(([, value]) => {
    if (typeof value === 'boolean') return Number(value);
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? null);
  });
  store.db
    .prepare(
      `UPDATE composio_auth_configs SET ${entries.map(([key]) => `${key} = ?`).join(', ')} WHERE id = ?`,
    )
    .run(...values, config.id);
  return getAuthConfig(store.db, config.project, config.id);
}

/** Removes an auth config. Its accounts must be gone. */
export function deleteAuthConfig(db: DatabaseSync, config: AuthConfig): void {
  db.prepare('DELETE FROM composio_auth_configs WHERE id = ?').run(config.id);
}

/**
 * The auth config a session links with: the one it names, else the first enabled one of the project that sessions may
 * use, else a new managed one. Throws 400 when the one it names is disabled.
 */
export function authConfigForLink(store: Store, project: string, named: string | undefined): AuthConfig {
  if (named === undefined) {
    const usable = listAuthConfigs(store.db, project).find((config) => config.enabled && config.in_sessions);
    return usable ?? insertAuthConfig(store, project);
  }
  const config = getAuthConfig(store.db, project, named);
  refuseDisabled(config);
  return config;
}

/** Throws 400 for a disabled auth config: nothing is connected through it. */
export function refuseDisabled(config: AuthConfig): void {
  if (!config.enabled)
    throw new ComposioError(400, 'AuthConfig_BadRequest', `Auth config ${config.id} is disabled.`);
}
