import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ComposioError } from '../errors.ts';
import { newId } from '../ids.ts';
import { type CustomTools, customSchema } from './custom-tools.ts';
import { type SessionConfig, sessionConfigSchema } from './session-config.ts';

const configSchema = z.string().transform((text) => sessionConfigSchema.parse(JSON.parse(text)));

const rowSchema = z.object({
  id: z.string(),
  project: z.string(),
  user_id: z.string(),
  config: configSchema,
  config_version: z.number(),
  /** The tools the app brought along itself. */
  custom: z.string().transform((text) => customSchema.parse(JSON.parse(text))),
});

/** A tool-router session of one user of one project. */
export type Session = z.infer<typeof rowSchema>;

const versionSchema = z.object({ version: z.number(), config: configSchema, created_at: z.string() });
/** The settings of a session as they once were. */
export type ConfigVersion = z.infer<typeof versionSchema>;

function keepVersion(db: DatabaseSync, session: Session, now: Date): void {
  db.prepare(
    'INSERT INTO composio_session_versions (session_id, version, config, created_at) VALUES (?, ?, ?, ?)',
  ).run(session.id, session.config_version, JSON.stringify(session.config), now.toISOString());
}

export function insertSession(
  db: DatabaseSync,
  session: { project: string; userId: string; config: SessionConfig; custom: CustomTools; now: Date },
): Session {
  const id = newId('trs');
  db.prepare(
    'INSERT INTO composio_sessions (id, project, user_id, config, config_version, custom, created_at) VALUES (?, ?, ?, ?, 1, ?, ?)',
  ).run(
    id,
    session.project,
    session.userId,
    JSON.stringify(session.config),
    JSON.stringify(session.custom),
    session.now.toISOString(),
  );
  const stored = getSession(db, session.project, id);
  keepVersion(db, stored, session.now);
  return stored;
}

/** Throws 404 when there is no such session in this project. */
export function getSession(db: DatabaseSync, project: string, id: string): Session {
  const row = db.prepare('SELECT * FROM composio_sessions WHERE id = ? AND project = ?').get(id, project);
  if (row === undefined) {
    throw new ComposioError(404, 'ToolRouterV2_SessionNotFound', `Session ${id} not found.`);
  }
  return rowSchema.parse(row);
}

/** Stores new settings and raises the version, unless someone else was faster: then 409. */
export function updateSession(
  db: DatabaseSync,
  session: Session,
  change: { config: SessionConfig; expectedVersion: number; now: Date },
): Session {
  const { changes } = db
    .prepare(
      'UPDATE composio_sessions SET config = ?, config_version = config_version + 1 WHERE id = ? AND config_version = ?',
    )
    .run(JSON.stringify(change.config), session.id, change.expectedVersion);
  if (changes === 0) {
    throw new ComposioError(
      409,
      'ToolRouterV2_ConfigVersionConflict',
      `The session is at config version ${session.config_version}, not ${change.expectedVersion}.`,
    );
  }
  const stored = getSession(db, session.project, session.id);
  keepVersion(db, stored, change.now);
  return stored;
}

/** Binds an app's own tools to a session, in place of those it had. The settings keep their version. */
export function attachCustomTools(db: DatabaseSync, session: Session, custom: CustomTools): Session {
  db.prepare('UPDATE composio_sessions SET custom = ? WHERE id = ?').run(JSON.stringify(custom), session.id);
  return getSession(db, session.project, session.id);
}

/** Every version of the settings, newest first. */
export function listConfigVersions(db: DatabaseSync, session: Session): ConfigVersion[] {
  return db
    .prepare('SELECT * FROM composio_session_versions WHERE session_id = ? ORDER BY version DESC')
    .all(session.id)
    .map((row) => versionSchema.parse(row));
}

/** Ends a session, with everything that belongs to it alone. */
export function deleteSession(db: DatabaseSync, session: Session): void {
  for (const table of [
    'composio_mcp_sessions',
    'composio_session_versions',
    'composio_files',
    'composio_file_urls',
  ]) {
    db.prepare(`DELETE FROM ${table} WHERE session_id = ?`).run(session.id);
  }
  db.prepare('DELETE FROM composio_sessions WHERE id = ?').run(session.id);
}
