import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';
import { personByNick } from '../users/people.ts';

const tasks = '/wiki/api/v2/tasks';
const page = '/wiki/api/v2/pages/2100002';
type Ask = ReturnType<typeof freshSite>['ask'];

const id = (nick: string) => personByNick(nick)?.accountId;
const list = (...items: string[]) =>
  `<ac:task-list>${items.map((item) => `<ac:task><ac:task-status>incomplete</ac:task-status><ac:task-body>${item}</ac:task-body></ac:task>`).join('')}</ac:task-list>`;

async function find(ask: Ask, query: string) {
  return resultsOf((await ask('ada', 'GET', `${tasks}?${query}`)).json);
}

async function storageOf(ask: Ask, path: string) {
  const { json } = await ask('ada', 'GET', `${path}?body-format=storage`);
  const read = z
    .object({
      version: z.object({ number: z.number() }),
      body: z.object({ storage: z.object({ value: z.string() }) }),
    })
    .parse(json);
  return { number: read.version.number, value: read.body.storage.value };
}

describe('tasks', () => {
  it('come from the body, with person, day, and who made and did them', async () => {
    const { ask } = freshSite();
    const found = await find(ask, 'page-id=2100002&body-format=storage');
    expect(found).toMatchObject([
      {
        localId: '1',
        status: 'complete',
        assignedTo: id('grace'),
        completedBy: id('ada'),
        pageId: '2100002',
      },
      { localId: '2', status: 'incomplete', assignedTo: id('alan'), dueAt: '2026-09-22T00:00:00.000Z' },
      { localId: '3', status: 'incomplete', assignedTo: id('ada'), createdAt: '2026-09-14T16:10:00.000Z' },
    ]);
    expect(found[1]?.body).toMatchObject({
      storage: { value: expect.stringContaining('Phoenix makes the date') },
    });
  });

  it('answers every filter, dates in milliseconds with both ends', async () => {
    const { ask } = freshSite();
    const due = Date.parse('2026-09-22T00:00:00.000Z');
    const local = async (query: string) =>
      (await find(ask, `page-id=2100002&${query}`)).map((one) => one.localId);
    expect(await local('status=complete')).toEqual(['1']);
    expect(await local(`assigned-to=${id('alan')},${id('ada')}`)).toEqual(['2', '3']);
    expect(await local(`completed-by=${id('ada')}`)).toEqual(['1']);
    expect(await local(`created-by=${id('grace')}`)).toEqual([]);
    expect(await local(`due-at-from=${due}&due-at-to=${due}`)).toEqual(['2']);
    expect(await local(`due-at-from=${due + 1}`)).toEqual([]);
    expect(await local(`completed-at-from=${Date.parse('2026-09-14T00:00:00Z')}`)).toEqual(['1']);
    expect(await local('space-id=1310722')).toEqual([]);
    expect((await ask('ada', 'GET', `${tasks}?created-at-from=monday`)).status).toBe(400);
    expect((await ask('ada', 'GET', `${tasks}?status=done`)).status).toBe(400);
  });

  it('ticks the box in the page, without a version, for those who may edit it', async () => {
    const { ask, events } = freshSite();
    const before = await storageOf(ask, page);
    const [, task] = await find(ask, 'page-id=2100002');
    const path = `${tasks}/${task?.id}`;
    const done = await ask('grace', 'PUT', path, { status: 'complete', assignedTo: 'ignored' });
    expect(done.json).toMatchObject({
      status: 'complete',
      assignedTo: id('alan'),
      completedBy: id('grace'),
      completedAt: '2026-09-16T12:00:00.000Z',
    });
    const after = await storageOf(ask, page);
    expect(after.number).toBe(before.number);
    expect(after.value).toBe(
      before.value.replace(
        '<ac:task-id>2</ac:task-id><ac:task-status>incomplete<',
        '<ac:task-id>2</ac:task-id><ac:task-status>complete<',
      ),
    );
    expect(events).toMatchObject([{ kind: 'task.updated', subjectId: task?.id, contentId: 2100002 }]);
    const undone = await ask('grace', 'PUT', path, { status: 'incomplete' });
    expect(undone.json).toMatchObject({ completedBy: null, completedAt: null });
    expect((await storageOf(ask, page)).value).toBe(before.value);
    expect((await ask('grace', 'PUT', path, { status: 'done' })).status).toBe(400);
    expect((await ask('grace', 'PUT', path, {})).status).toBe(400);
  });

  it('follows the page: new ones get an id and are told, changed ones keep theirs, gone ones go', async () => {
    const { ask, events } = freshSite();
    const space = { spaceId: '1310721', status: 'current', title: 'To do' };
    const created = await ask('ada', 'POST', '/wiki/api/v2/pages', {
      ...space,
      body: { representation: 'storage', value: list('one', '') },
    });
    expect(JSON.stringify(created.json.body)).toContain('<ac:task-id>1</ac:task-id>');
    const ofPage = `page-id=${created.json.id}`;
    const [one, blank] = await find(ask, ofPage);
    expect(await find(ask, `${ofPage}&include-blank-tasks=false`)).toHaveLength(1);
    const path = `/wiki/api/v2/pages/${created.json.id}`;
    const { value } = await storageOf(ask, path);
    await ask('grace', 'PUT', path, {
      id: created.json.id,
      ...space,
      version: { number: 2 },
      body: {
        representation: 'storage',
        value: value
          .replace('<ac:task-status>incomplete', '<ac:task-status>complete')
          .replace(/<ac:task><ac:task-id>2.*?<\/ac:task>/, ''),
      },
    });
    expect(await find(ask, ofPage)).toMatchObject([
      { id: one?.id, status: 'complete', createdBy: id('ada'), completedBy: id('grace') },
    ]);
    expect((await ask('ada', 'GET', `${tasks}/${blank?.id}`)).status).toBe(404);
    expect(events.map(({ kind }) => kind)).toEqual([
      'content.created',
      'task.created',
      'task.created',
      'content.updated',
      'task.updated',
    ]);
    await ask('ada', 'DELETE', path);
    expect(await find(ask, ofPage)).toEqual([]);
  });

  it('hides what stands on a hidden page, and is 404 for those who may only look', async () => {
    const { ask, site } = freshSite();
    const created = await ask('ada', 'POST', '/wiki/api/v2/pages', {
      spaceId: '1310723',
      title: 'To do',
      status: 'current',
      body: { representation: 'storage', value: list('one') },
    });
    const [task] = await find(ask, `page-id=${created.json.id}`);
    const path = `${tasks}/${task?.id}`;
    expect((await ask('alan', 'GET', path)).status).toBe(200);
    expect((await ask('alan', 'PUT', path, { status: 'complete' })).status).toBe(404);
    site.db.exec(`INSERT INTO confluence_restriction (content_id, operation, subject_type, subject_id)
      VALUES (${created.json.id}, 'read', 'user', 'nobody')`);
    expect((await ask('alan', 'GET', path)).status).toBe(404);
    const all = resultsOf((await ask('alan', 'GET', `${tasks}?limit=250`)).json);
    expect(all.map((one) => one.id)).not.toContain(task?.id);
  });
});
