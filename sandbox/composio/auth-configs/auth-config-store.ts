import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ComposioError } from '../errors.ts';
import { newId } from '../ids.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';

const rowSchema = z.object({
  id: z.string(),
  uuid: z.string(),
  name: z.string(),
  toolkit: z.string(),
  created_at: z.string(),
});

/** How accounts of a toolkit are connected. The sandbox knows one way: the managed OAuth app. */
export type AuthConfig = z.infer<typeof rowSchema>;

export function listAuthConfigs(db: DatabaseSync, project: string): AuthConfig[] {
  const rows = db
    .prepare('SELECT * FROM composio_auth_configs WHERE project = ? ORDER BY created_at, rowid')
    .all(project);
  return rows.map((row) => rowSchema.parse(row));
}

/** Throws 404 when there is no such auth config in this project. */
export function getAuthConfig(db: DatabaseSync, project: string, id: string): AuthConfig {
  const config = listAuthConfigs(db, project).find((candidate) => candidate.id === id);
  if (config === undefined) {
    throw new ComposioError(404, 'AuthConfig_NotFound', `Auth config ${id} not found.`);
  }
  return config;
}

export function insertAuthConfig(
  store: { db: DatabaseSync; now: () => Date },
  project: string,
  name = 'Confluence, managed OAuth',
): AuthConfig {
  const id = newId('ac');
  store.db
    .prepare(
      'INSERT INTO composio_auth_configs (id, uuid, project, toolkit, name, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(id, randomUUID(), project, CONFLUENCE.slug, name, store.now().toISOString());
  return getAuthConfig(store.db, project, id);
}

/** The auth config a session links with: the one it names, else the first of the project, else a new one. */
export function authConfigForLink(
  store: { db: DatabaseSync; now: () => Date },
  project: string,
  named: string | undefined,
): AuthConfig {
  if (named !== undefined) return getAuthConfig(store.db, project, named);
  return listAuthConfigs(store.db, project)[0] ?? insertAuthConfig(store, project);
}
