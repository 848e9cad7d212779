import type { SQLInputValue } from 'node:sqlite';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type BodyFormat, bodyFormat, bodyJson } from '../content/body-json.ts';
import { ConfluenceError } from '../errors.ts';
import { sendPage } from '../paging.ts';
import { mayEdit, visibleContent } from '../permissions.ts';
import { choiceParameter, idListParameter, listParameter, numericId } from '../query-parameters.ts';
import { readJson } from '../request-body.ts';
import type { RestEnv, Site } from '../site.ts';
import { setTaskStatus } from './complete-task.ts';
import { requireTask, type TaskRow, taskNotFound, taskSelect } from './task-rows.ts';

const changedTask = z.looseObject({ status: z.enum(['complete', 'incomplete']) });

/** The tasks that stand in pages and blog posts: finding them, reading one, and saying that it is done. */
export function taskRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/api/v2/tasks', (c) => {
    const format = bodyFormat(c, 'list');
    return sendPage<TaskRow>(
      c,
      site,
      { from: taskSelect, ...conditions(c), sortBy: 't.id', id: 't.id' },
      (row) => taskJson(site, row, format),
    );
  });

  app.get('/api/v2/tasks/:id', (c) => {
    const row = requireTask(site, c.get('caller'), numericId(c.req.param('id')));
    return c.json(taskJson(site, row, bodyFormat(c, 'list')));
  });

  // Other members of a task may be sent along; the status alone can be changed.
  app.put('/api/v2/tasks/:id', async (c) => {
    const id = numericId(c.req.param('id'));
    const row = requireTask(site, c.get('caller'), id);
    if (!mayEdit(site, c.get('caller'), { id: row.content_id, space_id: row.space_id }))
      throw taskNotFound(id);
    const format = bodyFormat(c, 'list');
    const { status } = await readJson(c, changedTask);
    setTaskStatus(site, c.get('caller'), row, status);
    return c.json(taskJson(site, requireTask(site, c.get('caller'), id), format));
  });

  return app;
}

function conditions(c: Context<RestEnv>): { where: string[]; params: SQLInputValue[] } {
  const visible = visibleContent(c.get('caller'), { id: 'c.id', spaceId: 'c.space_id' });
  const where = ["c.status = 'current'", visible.sql];
  const params = [...visible.params];
  const add = (sql: string, ...values: SQLInputValue[]): void => {
    where.push(sql);
    params.push(...values);
  };
  const among = (column: string, values: (string | number)[]): void => {
    if (values.length > 0) add(`${column} IN (${values.map(() => '?').join(', ')})`, ...values);
  };
  const status = choiceParameter(c, 'status', ['complete', 'incomplete']);
  if (status) add('t.status = ?', status);
  if (choiceParameter(c, 'include-blank-tasks', ['true', 'false']) === 'false') add("trim(t.body) <> ''");
  among('t.id', idListParameter(c, 'task-id'));
  among('c.space_id', idListParameter(c, 'space-id'));
  // Pages and blog posts that are named together are alternatives.
  among('c.id', [...idListParameter(c, 'page-id'), ...idListParameter(c, 'blogpost-id')]);
  for (const name of ['created-by', 'assigned-to', 'completed-by'] as const)
    among(`t.${name.replace('-', '_')}`, listParameter(c, name));
  for (const name of ['created-at', 'due-at', 'completed-at'] as const) {
    const column = `t.${name.replace('-', '_')}`;
    const from = momentParameter(c, `${name}-from`);
    const to = momentParameter(c, `${name}-to`);
    if (from !== undefined) add(`${column} >= ?`, from);
    if (to !== undefined) add(`${column} <= ?`, to);
  }
  return { where, params };
}

/** Milliseconds since 1970, as dates are stored. @throws ConfluenceError 400 */
function momentParameter(c: Context, name: string): string | undefined {
  const value = c.req.query(name);
  if (value === undefined || value === '') return undefined;
  if (!/^-?\d{1,15}$/.test(value))
    throw new ConfluenceError(
      400,
      `Provided value {${value}} for '${name}' is not the correct type. Expected type is long.`,
    );
  return new Date(Number(value)).toISOString();
}

function taskJson(site: Site, row: TaskRow, format: BodyFormat | undefined) {
  return {
    id: String(row.id),
    localId: row.local_id,
    spaceId: String(row.space_id),
    [row.content_kind === 'blogpost' ? 'blogPostId' : 'pageId']: String(row.content_id),
    status: row.status,
    body: bodyJson(site, row.body, row.space_id, format, row.content_id),
    createdBy: row.created_by,
    assignedTo: row.assigned_to,
    completedBy: row.completed_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    dueAt: row.due_at,
    completedAt: row.completed_at,
  };
}
