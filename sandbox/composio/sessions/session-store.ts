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
  return getSession(db, session.project, id);
}

/** Throws 404 when there is no such session in this project. */
export function getSession(db: DatabaseSync, project: string, id: string): Session {
  const row = db.prepare('SELECT * FROM composio_sessions WHERE id = ? AND project = ?').get(id, project);
  if (row === undefined) {
    throw new ComposioError(404, 'ToolRouterV2_SessionNotFound', `Session ${id} not found.`);
  }
  return rowSchema.parse(row);
}

/** Binds an app's own tools to a session, in place of those it had. The settings keep their version. */
export function attachCustomTools(db: DatabaseSync, session: Session, custom: CustomTools): Session {
  db.prepare('UPDATE composio_sessions SET custom = ? WHERE id = ?').run(JSON.stringify(custom), session.id);
  return getSession(db, session.project, session.id);
}

/** Ends a session, with everything that belongs to it alone. */
export function deleteSession(db: DatabaseSync, session: Session): void {
  for (const table of ['composio_mcp_sessions', 'composio_files', 'composio_file_urls']) {
    db.prepare(`DELETE FROM ${table} WHERE session_id = ?`).run(session.id);
  }
  db.prepare('DELETE FROM composio_sessions WHERE id = ?').run(session.id);
}
