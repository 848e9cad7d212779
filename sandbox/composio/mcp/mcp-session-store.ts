import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Connections that were never ended are forgotten after a day. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Opens an MCP connection to a session and returns its `Mcp-Session-Id`. It outlives a restart. */
export function openMcpSession(db: DatabaseSync, sessionId: string, now: Date): string {
  const id = randomUUID();
  db.prepare('DELETE FROM composio_mcp_sessions WHERE created_at < ?').run(
    new Date(now.getTime() - LIFETIME_MS).toISOString(),
  );
  db.prepare('INSERT INTO composio_mcp_sessions (id, session_id, created_at) VALUES (?, ?, ?)').run(
    id,
    sessionId,
    now.toISOString(),
  );
  return id;
}

export function isMcpSessionOpen(db: DatabaseSync, sessionId: string, id: string): boolean {
  return (
    db.prepare('SELECT 1 FROM composio_mcp_sessions WHERE id = ? AND session_id = ?').get(id, sessionId) !==
    undefined
  );
}

/** Ends an MCP connection. Returns whether there was one. */
export function closeMcpSession(db: DatabaseSync, sessionId: string, id: string): boolean {
  const { changes } = db
    .prepare('DELETE FROM composio_mcp_sessions WHERE id = ? AND session_id = ?')
    .run(id, sessionId);
  return changes > 0;
}
