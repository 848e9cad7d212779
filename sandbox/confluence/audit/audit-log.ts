import { selectOne } from '../rows.ts';
import type { Site } from '../site.ts';

export type AuditRow = {
  id: number;
  author_id: string;
  created_at: string;
  remote_address: string;
  summary: string;
  description: string;
  category: string;
  object_name: string;
  object_type: string;
  changed_values: string;
  associated_objects: string;
};

export type AuditEntry = {
  authorId: string;
  /** ISO 8601 with milliseconds and Z. */
  at: string;
  remoteAddress?: string;
  summary: string;
  description?: string;
  category: string;
  object: { name: string; objectType: string };
  changed?: { name: string; oldValue: string; newValue: string }[];
  associated?: { name: string; objectType: string }[];
};

/** Writes one line into the audit log and gives it back as it is stored. */
export function addAuditEntry(site: Site, entry: AuditEntry): AuditRow {
  const row = selectOne<AuditRow>(
    site.db,
    `INSERT INTO confluence_audit (author_id, created_at, remote_address, summary, description, category, object_name,
       object_type, changed_values, associated_objects) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
    entry.authorId,
    entry.at,
    entry.remoteAddress ?? '127.0.0.1',
    entry.summary,
    entry.description ?? '',
    entry.category,
    entry.object.name,
    entry.object.objectType,
    JSON.stringify(entry.changed ?? []),
    JSON.stringify(entry.associated ?? []),
  );
  if (!row) throw new Error('The audit entry was not stored');
  return row;
}
