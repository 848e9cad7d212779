import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshSite, resultsOf, titleOf } from '../test-support/fresh-site.ts';

const v1 = '/wiki/rest/api';
const v2 = '/wiki/api/v2';

function keysOf(json: Record<string, unknown>): unknown[] {
  return resultsOf(json).map(({ key }) => key);
}

describe('spaces over v2', () => {
  it('are filtered by key without regard to case, by id, type and status, and sorted', async () => {
    const { ask } = freshSite();
    expect(keysOf((await ask('ada', 'GET', `${v2}/spaces?keys=mkt,hr`)).json)).toEqual(['MKT', 'HR']);
    expect(keysOf((await ask('ada', 'GET', `${v2}/spaces?keys=mkt&keys=eng&sort=key`)).json)).toEqual([
      'ENG',
      'MKT',
    ]);
    expect(keysOf((await ask('ada', 'GET', `${v2}/spaces?sort=-name&limit=1`)).json)).toEqual(['MKT']);
    expect(keysOf((await ask('ada', 'GET', `${v2}/spaces?type=personal`)).json)).toEqual([]);
    expect((await ask('ada', 'GET', `${v2}/spaces?type=odd`)).status).toBe(400);
    expect((await ask('ada', 'GET', `${v2}/spaces?sort=odd`)).status).toBe(400);
  });

  it('are filtered by label, and not by who starred them, which nobody knows here', async () => {
    const { ask } = freshSite();
    await ask('admin', 'POST', `${v1}/space/MKT/label`, [{ prefix: 'global', name: 'public' }]);
    expect(keysOf((await ask('ada', 'GET', `${v2}/spaces?labels=Public`)).json)).toEqual(['MKT']);
    for (const asked of ['favorited-by', 'not-favorited-by'])
      expect((await ask('ada', 'GET', `${v2}/spaces?${asked}=someone`)).status).toBe(400);
  });

  it('refuse a key where an id belongs', async () => {
    const { ask } = freshSite();
    const { status, json } = await ask('ada', 'GET', `${v2}/spaces/MKT`);
    expect(status).toBe(400);
    expect(titleOf(json)).toBe(
      "Provided value {MKT} for 'id' is not the correct type. Expected type is long.",
    );
  });
});

describe('space keys', () => {
  it('are letters and digits, unlike each other in more than case', async () => {
    const { ask } = freshSite();
    for (const key of ['Q3-PLAN', 'my_space', 'a b', '', 'é', '~', 'a~b', 'x'.repeat(256)]) {
      const { status, json } = await ask('ada', 'POST', `${v1}/space`, { key, name: 'x' });
      expect([key, status]).toEqual([key, 400]);
      expect(String(json.message)).toContain('is not a valid key!');
    }
    expect((await ask('ada', 'POST', `${v1}/space`, { key: 'mKt', name: 'x' })).status).toBe(400);
    expect((await ask('ada', 'POST', `${v1}/space`, { name: 'x' })).status).toBe(400);
    expect((await ask('ada', 'POST', `${v1}/space`, { key: 'NAMELESS', name: ' ' })).status).toBe(400);
    const own = await ask('ada', 'POST', `${v1}/space`, { key: '~ada', name: 'Ada' });
    expect(own.json).toMatchObject({ key: '~ada', type: 'personal' });
  });
});

describe('spaces over v1', () => {
  it('are created with a homepage, by anyone, and say so', async () => {
    const { ask, events } = freshSite();
    const made = await ask('ada', 'POST', `${v1}/space`, {
      key: 'DINO',
      name: 'Dinosaurs',
      description: { plain: { value: 'Old & large', representation: 'plain' } },
    });
    expect(made.status).toBe(200);
    expect(made.json).toMatchObject({ key: 'DINO', type: 'global', status: 'current', alias: 'DINO' });
    const path = `${v2}/spaces/${String(made.json.id)}`;
    const one = await ask('grace', 'GET', `${path}?description-format=view&include-operations=true`);
    expect(one.json.description).toEqual({
      view: { representation: 'view', value: '<p>Old &amp; large</p>' },
    });
    expect(JSON.stringify(one.json.operations)).not.toContain('administer');
    const own = await ask('ada', 'GET', `${path}?include-operations=true`);
    expect(JSON.stringify(own.json.operations)).toContain('administer');
    const homepage = await ask('grace', 'GET', `${v2}/pages/${String(one.json.homepageId)}`);
    expect(homepage.json).toMatchObject({ spaceId: one.json.id, parentId: null, title: 'Dinosaurs Home' });
    expect(events.map(({ kind }) => kind)).toContain('space.created');
    const page = await ask('grace', 'POST', `${v2}/pages`, { spaceId: one.json.id, title: 'By another' });
    expect(page.status).toBe(200);
  });

  it('are changed and deleted by their creator and administrators only', async () => {
    const { ask } = freshSite();
    await ask('ada', 'POST', `${v1}/space`, {
      key: 'OWN',
      name: 'Own',
      description: { plain: { value: 'd' } },
    });
    const change = { name: 'Renamed', description: { plain: { value: 'new', representation: 'plain' } } };
    expect((await ask('grace', 'PUT', `${v1}/space/OWN`, change)).status).toBe(403);
    const changed = await ask('ada', 'PUT', `${v1}/space/OWN`, change);
    expect(changed.json).toMatchObject({ name: 'Renamed', description: { plain: { value: 'new' } } });
    expect((await ask('grace', 'DELETE', `${v1}/space/OWN`)).status).toBe(403);
    expect((await ask('admin', 'DELETE', `${v1}/space/OWN`)).status).toBe(202);
    expect((await ask('ada', 'DELETE', `${v1}/space/NONE`)).status).toBe(404);
  });

  it('are deleted by a long task that can be watched, with everything in them', async () => {
    const { ask, site, events } = freshSite();
    const space = await ask('ada', 'POST', `${v1}/space`, { key: 'GONE', name: 'Gone' });
    const body = { representation: 'storage', value: '<p>iguanodon</p>' };
    const page = await ask('ada', 'POST', `${v2}/pages`, { spaceId: space.json.id, title: 'In it', body });
    const pageId = String(page.json.id);
    const comment = await ask('ada', 'POST', `${v2}/footer-comments`, { pageId, body });
    await ask('ada', 'POST', `${v1}/content/${pageId}/label`, [{ name: 'fossil' }]);
    const started = await ask('ada', 'DELETE', `${v1}/space/GONE`);
    expect(started.status).toBe(202);
    const { status } = z.object({ status: z.string() }).parse(started.json.links);
    expect(status).toBe(`/rest/api/longtask/${String(started.json.id)}`);
    const running = await ask('ada', 'GET', `/wiki${status}`);
    expect(running.json).toMatchObject({ finished: false, successful: false });
    const done = await ask('ada', 'GET', `/wiki${status}`);
    expect(done.json).toMatchObject({ finished: true, successful: true, percentageComplete: 100 });
    expect((await ask('grace', 'GET', `/wiki${status}`)).status).toBe(404);
    for (const path of [
      `${v2}/spaces/${String(space.json.id)}`,
      `${v2}/pages/${pageId}`,
      `${v2}/footer-comments/${String(comment.json.id)}`,
    ])
      expect((await ask('admin', 'GET', path)).status).toBe(404);
    expect(resultsOf((await ask('admin', 'GET', `${v1}/search?cql=text~iguanodon`)).json)).toEqual([]);
    const left = site.db.prepare("SELECT count(*) AS n FROM confluence_label WHERE name = 'fossil'").get();
    expect(left?.n).toBe(0);
    expect(events.find(({ kind }) => kind === 'space.deleted')).toMatchObject({ before: { key: 'GONE' } });
    expect((await ask('ada', 'POST', `${v1}/space`, { key: 'gone', name: 'Again' })).status).toBe(200);
  });
});
