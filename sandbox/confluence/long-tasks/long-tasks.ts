import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { selectOne } from '../rows.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import type { Person } from '../users/people.ts';

type LongTaskRow = {
  id: string;
  account_id: string;
  name_key: string;
  started_at: string;
  asked: number;
  details: string;
};

/** How long a task takes for those who do not ask, in milliseconds. Whoever asks twice sees it done the second time. */
const DURATION = 2000;

/** Keeps what those who ask are told about work that was done just now, and gives the pointer that v1 sends with 202. */
export function startLongTask(
  site: Site,
  person: Person,
  task: { nameKey: string; details?: Record<string, string> },
) {
  const id = randomUUID();
  site.db
    .prepare(
      `INSERT INTO confluence_long_task (id, account_id, name_key, started_at, asked, details)
       VALUES (?, ?, ?, ?, 0, ?)`,
    )
    .run(id, person.accountId, task.nameKey, site.now().toISOString(), JSON.stringify(task.details ?? {}));
  return { id, links: { status: `/rest/api/longtask/${id}` } };
}

/** The progress of long tasks: to those who began them, and to administrators. */
export function longTaskRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/rest/api/longtask/:id', (c) => {
    const row = selectOne<LongTaskRow>(
      site.db,
      'UPDATE confluence_long_task SET asked = asked + 1 WHERE id = ? RETURNING *',
      c.req.param('id'),
    );
    const { accountId, administrator } = c.get('caller');
    if (!row || (row.account_id !== accountId && !administrator))
      throw new ConfluenceError(404, `No long task found with id: ${c.req.param('id')}`);
    return c.json({ ...longTaskJson(site, row), _links: linksOf(c, row) });
  });

  return app;
}

function longTaskJson(site: Site, row: LongTaskRow) {
  const elapsedTime = Math.max(0, site.now().getTime() - Date.parse(row.started_at));
  const finished = row.asked > 1 || elapsedTime >= DURATION;
  return {
    id: row.id,
    name: { key: row.name_key, args: [] },
    elapsedTime,
    percentageComplete: finished ? 100 : Math.min(99, Math.round((elapsedTime / DURATION) * 100)),
    successful: finished,
    finished,
    messages: finished ? [{ translation: 'Finished successfully', args: [] }] : [],
    status: finished ? 'Complete' : 'In progress',
    errors: [],
    additionalDetails: finished ? JSON.parse(row.details) : {},
  };
}

function linksOf(c: Context, row: LongTaskRow) {
  return { self: `${wikiBase(c)}/rest/api/longtask/${row.id}`, base: wikiBase(c), context: '/wiki' };
}
