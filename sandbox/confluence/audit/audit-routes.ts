import type { SQLInputValue } from 'node:sqlite';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import { choiceParameter, numericId } from '../query-parameters.ts';
import { readJson } from '../request-body.ts';
import { selectAll, selectOne } from '../rows.ts';
import type { RestEnv, Site } from '../site.ts';
import { personByAccountId } from '../users/people.ts';
import { collectionJson, sliceOf } from '../v1/v1-collection.ts';
import { type AuditRow, addAuditEntry } from './audit-log.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** In milliseconds; months and years as long as they are on average. */
const units = {
  NANOS: 1e-6,
  MICROS: 1e-3,
  MILLIS: 1,
  SECONDS: SECOND,
  MINUTES: 60 * SECOND,
  HOURS: 3600 * SECOND,
  HALF_DAYS: DAY / 2,
  DAYS: DAY,
  WEEKS: 7 * DAY,
  MONTHS: 30.436875 * DAY,
  YEARS: 365.2425 * DAY,
  DECADES: 3652.425 * DAY,
  CENTURIES: 36524.25 * DAY,
};
const unitNames = Object.keys(units) as (keyof typeof units)[];

const objectSchema = z.object({ name: z.string(), objectType: z.string() });
const newRecord = z.object({
  remoteAddress: z.string(),
  creationDate: z.number().int().optional(),
  summary: z.string().default(''),
  description: z.string().default(''),
  category: z.string().default(''),
  affectedObject: objectSchema.default({ name: '', objectType: '' }),
  changedValues: z
    .array(z.object({ name: z.string(), oldValue: z.string().default(''), newValue: z.string().default('') }))
    .default([]),
  associatedObjects: z.array(objectSchema).default([]),
});
const retention = z.object({ number: z.number().int().positive(), units: z.enum(unitNames) });

/** The audit log (REST v1), newest first. Administrators only. */
export function auditRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  const paths = ['/rest/api/audit', '/rest/api/audit/*'];
  for (const path of paths)
    app.use(path, async (c, next) => {
      if (!c.get('caller').administrator)
        throw new ConfluenceError(403, 'Only Confluence administrators may view the audit log');
      await next();
    });

  app.get('/rest/api/audit', (c) =>
    sendRecords(c, site, { from: dateParameter(c, 'startDate'), to: dateParameter(c, 'endDate') }),
  );

  app.post('/rest/api/audit', async (c) => {
    const asked = await readJson(c, newRecord);
    const row = addAuditEntry(site, {
      authorId: c.get('caller').accountId,
      at: (asked.creationDate === undefined ? site.now() : new Date(asked.creationDate)).toISOString(),
      remoteAddress: asked.remoteAddress,
      summary: asked.summary,
      description: asked.description,
      category: asked.category,
      object: asked.affectedObject,
      changed: asked.changedValues,
      associated: asked.associatedObjects,
    });
    site.announce({
      kind: 'audit.recorded',
      spaceId: null,
      contentId: null,
      subjectId: String(row.id),
      actorId: c.get('caller').accountId,
      at: row.created_at,
    });
    return c.json(recordJson(row));
  });

  app.get('/rest/api/audit/since', (c) => {
    const number = numericId(c.req.query('number') || '3', 'number');
    const unit = choiceParameter(c, 'units', unitNames) ?? 'MONTHS';
    const from = new Date(Math.max(0, site.now().getTime() - number * units[unit]));
    return sendRecords(c, site, { from: from.toISOString(), to: undefined });
  });

  app.get('/rest/api/audit/retention', (c) =>
    c.json(selectOne<object>(site.db, 'SELECT number, units FROM confluence_audit_retention') ?? {}),
  );

  app.put('/rest/api/audit/retention', async (c) => {
    const asked = await readJson(c, retention);
    site.db
      .prepare('UPDATE confluence_audit_retention SET number = ?, units = ?')
      .run(asked.number, asked.units);
    return c.json(asked);
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
