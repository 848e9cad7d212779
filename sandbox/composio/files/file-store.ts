import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { hashSecret, newSecret } from '../ids.ts';

/** How long an upload or download address works, in milliseconds. */
const URL_LIFE_MS = 60 * 60 * 1000;

/** Where the mount shows in the remote workbench of the service. */
export const MOUNT_PREFIX = '/mnt';

type Place = { sessionId: string; mount: string; path: string };
type Store = { db: DatabaseSync; now: () => Date };

const fileSchema = z.object({
  path: z.string(),
  type: z.string(),
  size: z.number(),
  modified_at: z.string(),
});
const contentSchema = z.object({ type: z.string(), content: z.instanceof(Uint8Array) });

/** Stores a file, in place of one of the same name. */
export function putFile(store: Store, place: Place, type: string, content: Uint8Array): void {
  store.db
    .prepare(
      `INSERT OR REPLACE INTO composio_files (session_id, mount, path, type, content, modified_at) VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(place.sessionId, place.mount, place.path, type, content, store.now().toISOString());
}

export function readFile(db: DatabaseSync, place: Place): z.infer<typeof contentSchema> | undefined {
  const row = db
    .prepare('SELECT type, content FROM composio_files WHERE session_id = ? AND mount = ? AND path = ?')
    .get(place.sessionId, place.mount, place.path);
  return row === undefined ? undefined : contentSchema.parse(row);
}

/** The files of a mount whose path begins so, by path. */
export function listFiles(db: DatabaseSync, place: { sessionId: string; mount: string }, prefix: string) {
  return db
    .prepare(
      'SELECT path, type, length(content) AS size, modified_at FROM composio_files WHERE session_id = ? AND mount = ? ORDER BY path',
    )
    .all(place.sessionId, place.mount)
    .map((row) => fileSchema.parse(row))
    .filter(({ path }) => path.startsWith(prefix));
}

/** Returns false when there was no such file. */
export function deleteFile(db: DatabaseSync, place: Place): boolean {
  const { changes } = db
    .prepare('DELETE FROM composio_files WHERE session_id = ? AND mount = ? AND path = ?')
    .run(place.sessionId, place.mount, place.path);
  return changes > 0;
}

const urlSchema = z.object({
  session_id: z.string(),
  mount: z.string(),
  path: z.string(),
  type: z.string(),
  upload: z.number().transform(Boolean),
  expires_at: z.string(),
});

/** An address that needs no key, for one file and one way. It works for an hour. */
export function newFileUrl(
  store: Store,
  place: Place,
  way: { upload: boolean; type: string; origin: string },
): { url: string; expiresAt: string } {
  const token = newSecret();
  const expiresAt = new Date(store.now().getTime() + URL_LIFE_MS).toISOString();
  store.db
    .prepare(
      'INSERT INTO composio_file_urls (token, session_id, mount, path, type, upload, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      hashSecret(token),
      place.sessionId,
      place.mount,
      place.path,
      way.type,
      Number(way.upload),
      expiresAt,
    );
  return { url: `${way.origin}/tool_router/files/${token}`, expiresAt };
}

/** What an address is for; undefined when it is unknown or its time is up. */
export function findFileUrl(store: Store, token: string) {
  const row = store.db.prepare('SELECT * FROM composio_file_urls WHERE token = ?').get(hashSecret(token));
  if (row === undefined) return undefined;
  const { session_id: sessionId, mount, path, type, upload, expires_at } = urlSchema.parse(row);
  return expires_at > store.now().toISOString()
    ? { place: { sessionId, mount, path }, type, upload }
    : undefined;
}
