import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';
import { personByNick } from '../users/people.ts';

const v1 = '/wiki/rest/api';
const alan = personByNick('alan')?.accountId ?? '';

describe('watches', () => {
  it('begin with making a page, and end and begin again when one says so', async () => {
    const { ask } = freshSite();
    const page = await ask('alan', 'POST', `${v1}/content`, {
      type: 'page',
      title: 'Watched',
      space: { key: 'ENG' },
    });
    const id = String(page.json.id);
    const watch = `${v1}/user/watch/content/${id}`;
    const watching = async () => (await ask('alan', 'GET', watch)).json.watching;
    const search = `${v1}/search?cql=${encodeURIComponent(`watcher = "${alan}" and id = ${id}`)}`;
    expect(await watching()).toBe(true);
    expect(resultsOf((await ask('alan', 'GET', search)).json)).toHaveLength(1);
    expect((await ask('alan', 'DELETE', watch)).status).toBe(204);
    expect(await watching()).toBe(false);
    expect(resultsOf((await ask('alan', 'GET', search)).json)).toHaveLength(0);
    for (const _ of ['once', 'twice']) expect((await ask('alan', 'POST', watch)).status).toBe(204);
    const watchers = await ask('ada', 'GET', `${v1}/content/${id}/notification/child-created`);
    expect(resultsOf(watchers.json)).toMatchObject([{ contentId: Number(id), watcher: { accountId: alan } }]);
  });

  it('of others are for administrators', async () => {
    const { ask } = freshSite();
    const path = `${v1}/user/watch/content/2100002?accountId=${encodeURIComponent(alan)}`;
    expect((await ask('ada', 'GET', path)).status).toBe(403);
    expect((await ask('ada', 'POST', path)).status).toBe(403);
    expect((await ask('admin', 'POST', path)).status).toBe(204);
    expect((await ask('alan', 'GET', path)).json).toEqual({ watching: true });
  });

  it('hold for spaces and labels too, and go with what is watched', async () => {
    const { ask } = freshSite();
    expect((await ask('ada', 'GET', `${v1}/user/watch/space/MKT`)).json).toEqual({ watching: false });
    await ask('ada', 'POST', `${v1}/user/watch/space/MKT`);
    const inSpace = await ask('ada', 'GET', `${v1}/content/2100002/notification/created`);
    expect(resultsOf(inSpace.json)).toMatchObject([{ spaceKey: 'MKT' }]);
    expect(resultsOf((await ask('ada', 'GET', `${v1}/space/MKT/watch`)).json)).toHaveLength(1);
    const label = `${v1}/user/watch/label/brief`;
    expect((await ask('ada', 'POST', label)).status).toBe(403);
    const add = () => ask('ada', 'POST', `${v1}/content/2100002/label`, [{ name: 'brief' }]);
    await add();
    expect((await ask('ada', 'POST', label)).status).toBe(204);
    expect((await ask('ada', 'GET', label)).json).toEqual({ watching: true });
    await ask('ada', 'DELETE', `${v1}/content/2100002/label?name=brief`);
    await add();
    expect((await ask('ada', 'GET', label)).json).toEqual({ watching: false });
  });

  it('need content and spaces that one may see', async () => {
    const { ask } = freshSite();
    for (const path of ['content/1', 'space/ADA'])
      expect((await ask('alan', 'GET', `${v1}/user/watch/${path}`)).status).toBe(404);
  });
});
