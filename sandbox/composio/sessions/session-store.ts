import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ComposioError } from '../errors.ts';
import { newId } from '../ids.ts';
import { type SessionConfig, sessionConfigSchema } from './session-config.ts';

const rowSchema = z.object({
  id: z.string(),
  project: z.string(),
  user_id: z.string(),
  config: z.string().transform((text) => sessionConfigSchema.parse(JSON.parse(text))),
  config_version: z.number(),
});

/** A tool-router session of one user of one project. */
export type Session = z.infer<typeof rowSchema>;

export function insertSession(
  db: DatabaseSync,
  session: { project: string; userId: string; config: SessionConfig; now: Date },
): Session {
  const id = newId('trs');
  db.prepare(
    'INSERT INTO composio_sessions (id, project, user_id, config, config_version, created_at) VALUES (?, ?, ?, ?, 1, ?)',
  ).run(id, session.project, session.userId, JSON.stringify(session.config), session.now.toISOString());
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

/** Stores new settings and raises the version, unless someone else was faster: then 409. */
export function updateSession(
  db: DatabaseSync,
  session: Session,
  change: { config: SessionConfig; expectedVersion: number },
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
  return getSession(db, session.project, session.id);
}

export function deleteSession(db: DatabaseSync, session: Session): void {
  db.prepare('DELETE FROM composio_mcp_sessions WHERE session_id = ?').run(session.id);
  db.prepare('DELETE FROM composio_sessions WHERE id = ?').run(session.id);
}
