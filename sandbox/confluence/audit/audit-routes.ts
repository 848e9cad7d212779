import type { SQLInputValue } from 'node:sqlite';
import { type Context, Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { selectAll } from '../rows.ts';
import type { RestEnv, Site } from '../site.ts';
import { personByAccountId } from '../users/people.ts';
import { collectionJson, sliceOf } from '../v1/v1-collection.ts';
import type { AuditRow } from './audit-log.ts';

/** The audit log (REST v1), newest first. Administrators only. */
export function auditRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/rest/api/audit', (c) => {
    if (!c.get('caller').administrator)
      throw new ConfluenceError(403, 'Only Confluence administrators may view the audit log');
    return sendRecords(c, site, { from: dateParameter(c, 'startDate'), to: dateParameter(c, 'endDate') });
  });

  return app;
}

function sendRecords(
  c: Context<RestEnv>,
  site: Site,
  range: { from: string | undefined; to: string | undefined },
) {
  const where = ['1'];
  const params: SQLInputValue[] = [];
  if (range.from !== undefined) {
    where.push('created_at >= ?');
    params.push(range.from);
  }
  if (range.to !== undefined) {
    where.push('created_at <= ?');
    params.push(range.to);
  }
  const slice = sliceOf(c, 1000, 1000);
  const wanted = (c.req.query('searchString') ?? '').toLowerCase();
  const rows = selectAll<AuditRow>(
    site.db,
    `SELECT * FROM confluence_audit WHERE ${where.join(' AND ')} ORDER BY created_at DESC, id DESC`,
    ...params,
  ).filter((row) => wanted === '' || textOf(row).includes(wanted));
  const shown = rows.slice(slice.start, slice.start + slice.limit);
  return c.json(collectionJson(c, shown.map(recordJson), slice, slice.start + slice.limit < rows.length));
}

function textOf(row: AuditRow): string {
  const author = personByAccountId(row.author_id)?.displayName ?? '';
  const parts = [row.summary, row.description, row.category, row.object_name, row.associated_objects, author];
  return parts.join('\n').toLowerCase();
}

function recordJson(row: AuditRow) {
  const person = personByAccountId(row.author_id);
  return {
    author: {
      type: 'user',
      displayName: person?.displayName ?? 'System',
      operations: null,
      accountId: row.author_id,
      accountType: 'atlassian',
      publicName: person?.displayName ?? 'System',
      externalCollaborator: false,
      isExternalCollaborator: false,
      isGuest: false,
    },
    remoteAddress: row.remote_address,
    creationDate: Date.parse(row.created_at),
    summary: row.summary,
    description: row.description,
    category: row.category,
    sysAdmin: false,
    superAdmin: false,
    affectedObject: { name: row.object_name, objectType: row.object_type },
    changedValues: JSON.parse(row.changed_values),
    associatedObjects: JSON.parse(row.associated_objects),
  };
}

/** Epoch milliseconds as ISO 8601. @throws ConfluenceError 400 */
function dateParameter(c: Context, name: string): string | undefined {
  const value = c.req.query(name);
  if (!value) return undefined;
  const date = new Date(Number(value));
  if (!/^-?\d+$/.test(value) || Number.isNaN(date.getTime()))
    throw new ConfluenceError(
      400,
      `Provided value {${value}} for '${name}' is not the correct type. Expected type is long.`,
    );
  return date.toISOString();
}
