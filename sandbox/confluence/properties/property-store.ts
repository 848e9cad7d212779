import { ConfluenceError } from '../errors.ts';
import { inTransaction, selectAll, selectOne } from '../rows.ts';
import { nextId } from '../schema.ts';
import type { Site } from '../site.ts';
import type { Person } from '../users/people.ts';

export type PropertyRow = {
  id: number;
  owner_id: number;
  key: string;
  /** JSON. */
  value: string;
  author_id: string;
  created_at: string;
  version: number;
  version_author_id: string;
  version_created_at: string;
  version_message: string;
};

const MAXIMUM_VALUE = 32 * 1024;
const MAXIMUM_KEY = 255;

/** The properties of one owner, by id. */
export function propertiesOf(site: Site, ownerId: number): PropertyRow[] {
  return selectAll<PropertyRow>(
    site.db,
    'SELECT * FROM confluence_property WHERE owner_id = ? ORDER BY id',
    ownerId,
  );
}

/** @throws ConfluenceError 404 when the owner has no such property */
export function requireProperty(site: Site, ownerId: number, id: number): PropertyRow {
  const row = selectOne<PropertyRow>(
    site.db,
    'SELECT * FROM confluence_property WHERE id = ? AND owner_id = ?',
    id,
    ownerId,
  );
  if (!row) throw new ConfluenceError(404, `Could not find property with id [${id}]`);
  return row;
}

/** Adds a property with version 1. @throws ConfluenceError 409 when the owner has the key already, 400 for what is too long */
export function createProperty(
  site: Site,
  author: Person,
  ownerId: number,
  asked: { key: string; value: unknown },
): PropertyRow {
  if (asked.key.trim() === '') throw new ConfluenceError(400, 'The key of a property must not be empty');
  if (asked.key.length > MAXIMUM_KEY)
    throw new ConfluenceError(400, `The key of a property must not be longer than ${MAXIMUM_KEY} characters`);
  const value = stored(asked.value);
  return inTransaction(site.db, () => {
    if (propertiesOf(site, ownerId).some((row) => row.key === asked.key))
      throw new ConfluenceError(409, `Property with key [${asked.key}] already exists`);
    const id = nextId(site.db);
    const now = site.now().toISOString();
    site.db
      .prepare(
        `INSERT INTO confluence_property (id, owner_id, key, value, author_id, created_at, version, version_author_id,
           version_created_at, version_message) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, '')`,
      )
      .run(id, ownerId, asked.key, value, author.accountId, now, author.accountId, now);
    return requireProperty(site, ownerId, id);
  });
}

/** Replaces a value. @throws ConfluenceError 409 when the version is not the next one, 400 for another key or too long a value */
export function updateProperty(
  site: Site,
  author: Person,
  row: PropertyRow,
  asked: { key?: string; value: unknown; version: { number: number; message?: string } },
): PropertyRow {
  if (asked.key !== undefined && asked.key !== row.key)
    throw new ConfluenceError(400, `The key of the property is [${row.key}] and can not be changed`);
  const value = stored(asked.value);
  if (asked.version.number !== row.version + 1)
    throw new ConfluenceError(
      409,
      `Version must be incremented when updating a property. Current Version: [${row.version}]. Provided version: [${asked.version.number}]`,
    );
  site.db
    .prepare(
      `UPDATE confluence_property SET value = ?, version = ?, version_author_id = ?, version_created_at = ?,
         version_message = ? WHERE id = ?`,
    )
    .run(
      value,
      asked.version.number,
      author.accountId,
      site.now().toISOString(),
      asked.version.message ?? '',
      row.id,
    );
  return requireProperty(site, row.owner_id, row.id);
}

export function deleteProperty(site: Site, row: PropertyRow): void {
  site.db.prepare('DELETE FROM confluence_property WHERE id = ?').run(row.id);
}

function stored(value: unknown): string {
  const json = JSON.stringify(value);
  if (Buffer.byteLength(json) > MAXIMUM_VALUE)
    throw new ConfluenceError(400, 'The value of a property must not be larger than 32 KB');
  return json;
}
