import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshSite, resultsOf, titleOf } from '../test-support/fresh-site.ts';
import { groups } from '../users/groups.ts';
import { personByNick } from '../users/people.ts';

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

  it('are filtered by label and by who starred them', async () => {
    const { ask } = freshSite();
    await ask('admin', 'POST', `${v1}/space/MKT/label`, [{ prefix: 'global', name: 'public' }]);
    expect(keysOf((await ask('ada', 'GET', `${v2}/spaces?labels=Public`)).json)).toEqual(['MKT']);
    const ada = personByNick('ada')?.accountId ?? '';
    const star = (user: string) => `${v1}/relation/favourite/from/user/${user}/to/space/HR`;
    expect((await ask('ada', 'GET', star('current'))).status).toBe(404);
    expect((await ask('ada', 'PUT', star('current'))).json).toMatchObject({ name: 'favourite' });
    expect((await ask('ada', 'GET', star(ada))).status).toBe(200);
    expect((await ask('grace', 'DELETE', star(ada))).status).toBe(403);
    expect(keysOf((await ask('ada', 'GET', `${v2}/spaces?favorited-by=${ada}`)).json)).toEqual(['HR']);
    const others = await ask('ada', 'GET', `${v2}/spaces?not-favorited-by=${ada}`);
    expect(keysOf(others.json)).not.toContain('HR');
  });

  it('refuse a key where an id belongs', async () => {
    const { ask } = freshSite();
    const { status, json } = await ask('ada', 'GET', `${v2}/spaces/MKT`);
    expect(status).toBe(400);
    expect(titleOf(json)).toBe(
      "Provided value {MKT} for 'id' is not the correct type. Expected type is long.",
    );
  });

  it('are created with a homepage, by anyone, and say so', async () => {
    const { ask, events } = freshSite();
    const made = await ask('ada', 'POST', `${v2}/spaces`, {
      key: 'DINO',
      name: 'Dinosaurs',
      description: { value: 'Old & large', representation: 'plain' },
    });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      key: 'DINO',
      type: 'global',
      status: 'current',
      currentActiveAlias: 'DINO',
    });
    const homepage = await ask('grace', 'GET', `${v2}/pages/${String(made.json.homepageId)}`);
    expect(homepage.json).toMatchObject({ spaceId: made.json.id, parentId: null, title: 'Dinosaurs Home' });
    const one = await ask('grace', 'GET', `${v2}/spaces/${String(made.json.id)}?description-format=view`);
    expect(one.json.description).toEqual({
      view: { representation: 'view', value: '<p>Old &amp; large</p>' },
    });
    expect(events.map(({ kind }) => kind)).toContain('space.created');
    const page = await ask('grace', 'POST', `${v2}/pages`, { spaceId: made.json.id, title: 'By another' });
    expect(page.status).toBe(200);
  });

  it('list who may do what, and what the caller may', async () => {
    const { ask } = freshSite();
    const space = await ask('ada', 'POST', `${v2}/spaces`, {
      key: 'P1',
      name: 'P',
      createPrivateSpace: true,
    });
    const path = `${v2}/spaces/${String(space.json.id)}`;
    const assigned = z.looseObject({
      principal: z.object({ type: z.string(), id: z.string() }),
      operation: z.object({ key: z.string(), targetType: z.string() }),
    });
    const grants = z
      .array(assigned)
      .parse((await ask('ada', 'GET', `${path}/permissions?limit=250`)).json.results);
    const readers = grants
      .filter(({ operation }) => operation.key === 'read')
      .map(({ principal }) => principal.type);
    expect(readers).toEqual(['user']);
    const mine = await ask('ada', 'GET', `${path}?include-operations=true&include-permissions=true`);
    expect(JSON.stringify(mine.json.operations)).toContain('"administer"');
    const theirs = await ask('grace', 'GET', `${v2}/spaces/1310721/operations`);
    expect(theirs.json.operations).toContainEqual({ operation: 'read', targetType: 'space' });
    expect(JSON.stringify(theirs.json.operations)).not.toContain('administer');
  });
});

describe('space permissions', () => {
  it('are given and taken by the one whose space it is, and hold at once', async () => {
    const { ask } = freshSite();
    await ask('ada', 'POST', `${v1}/space/_private`, { key: 'SHARED', name: 'Shared' });
    const space = `${v1}/space/SHARED`;
    const alan = personByNick('alan')?.accountId ?? '';
    const permission = (identifier: string, key: string, target: string) => ({
      subject: { type: 'user', identifier },
      operation: { key, target },
    });
    expect((await ask('alan', 'GET', space)).status).toBe(404);
    const read = await ask('ada', 'POST', `${space}/permission`, permission(alan, 'read', 'space'));
    expect(read.json).toMatchObject({ subject: { identifier: alan }, operation: { key: 'read' } });
    expect((await ask('alan', 'GET', space)).status).toBe(200);
    const page = { type: 'page', title: 'By Alan', space: { key: 'SHARED' } };
    expect((await ask('alan', 'POST', `${v1}/content`, page)).status).toBe(403);
    const group = {
      subject: { type: 'group', identifier: 'engineering' },
      operation: { key: 'create', target: 'page' },
    };
    // Reading comes first.
    expect((await ask('ada', 'POST', `${space}/permission`, group)).status).toBe(400);
    await ask('ada', 'POST', `${space}/permission`, {
      ...group,
      operation: { key: 'read', target: 'space' },
    });
    const write = await ask('ada', 'POST', `${space}/permission`, group);
    expect((await ask('alan', 'POST', `${v1}/content`, page)).status).toBe(200);
    expect((await ask('grace', 'GET', space)).status).toBe(200);
    expect((await ask('ada', 'POST', `${space}/permission`, group)).status).toBe(400);
    expect((await ask('alan', 'DELETE', `${space}/permission/${String(read.json.id)}`)).status).toBe(403);
    expect((await ask('ada', 'DELETE', `${space}/permission/${String(write.json.id)}`)).status).toBe(204);
    expect((await ask('alan', 'POST', `${v1}/content`, { ...page, title: 'Two' })).status).toBe(403);
    expect((await ask('ada', 'DELETE', `${space}/permission/${String(read.json.id)}`)).status).toBe(204);
    // Alan is in the group that may still read.
    expect((await ask('alan', 'GET', space)).status).toBe(200);
    const [found] = resultsOf((await ask('ada', 'GET', `${v2}/spaces?keys=SHARED`)).json);
    const grants = resultsOf(
      (await ask('ada', 'GET', `${v2}/spaces/${String(found?.id)}/permissions?limit=250`)).json,
    );
    const engineering = groups.find(({ name }) => name === 'engineering')?.id ?? '';
    const left = grants.find((grant) => JSON.stringify(grant.principal).includes(engineering));
    expect((await ask('ada', 'DELETE', `${space}/permission/${String(left?.id)}`)).status).toBe(204);
    expect((await ask('alan', 'GET', space)).status).toBe(404);
    const log = await ask('admin', 'GET', `${v1}/audit?limit=1`);
    expect(resultsOf(log.json)).toMatchObject([
      { summary: 'Space permissions changed', category: 'Permissions' },
    ]);
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
    expect((await ask('ada', 'POST', `${v2}/spaces`, { key: 'Q3-PLAN', name: 'x' })).status).toBe(400);
    expect((await ask('ada', 'POST', `${v2}/spaces`, { name: 'x' })).status).toBe(400);
    expect((await ask('ada', 'POST', `${v2}/spaces`, { key: 'NAMELESS', name: ' ' })).status).toBe(400);
    const own = await ask('ada', 'POST', `${v1}/space`, { key: '~ada', name: 'Ada' });
    expect(own.json).toMatchObject({ key: '~ada', type: 'personal' });
  });
});

describe('spaces over v1', () => {
  it('expand what is asked for and list the rest', async () => {
    const { ask } = freshSite();
    const plain = await ask('ada', 'GET', `${v1}/space/mkt`);
    expect(plain.json).toMatchObject({
      id: 1310721,
      key: 'MKT',
      _links: { webui: '/spaces/MKT', context: '/wiki' },
    });
    expect(plain.json._expandable).toHaveProperty('homepage', '/rest/api/content/2100001');
    const full = await ask(
      'ada',
      'GET',
      `${v1}/space/MKT?expand=description.plain,homepage,metadata.labels,history`,
    );
    expect(full.json).toMatchObject({
      description: { plain: { representation: 'plain' } },
      homepage: { id: '2100001', type: 'page' },
      metadata: { labels: { results: [], size: 0 } },
      history: { createdBy: { type: 'known' } },
    });
    expect(full.json._expandable).not.toHaveProperty('homepage');
  });

  it('are listed by start and limit, with links on and back', async () => {
    const { ask } = freshSite();
    const first = await ask('ada', 'GET', `${v1}/space?limit=1`);
    expect(first.json).toMatchObject({
      start: 0,
      limit: 1,
      size: 1,
      _links: { next: '/rest/api/space?limit=1&start=1' },
    });
    const second = await ask('ada', 'GET', `/wiki/rest/api/space?limit=1&start=1`);
    expect(second.json._links).toMatchObject({ prev: '/rest/api/space?limit=1&start=0' });
    expect(keysOf(first.json)).not.toEqual(keysOf(second.json));
    expect(keysOf((await ask('ada', 'GET', `${v1}/space?spaceKey=hr&spaceKey=MKT`)).json)).toEqual([
      'HR',
      'MKT',
    ]);
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
    const space = await ask('ada', 'POST', `${v2}/spaces`, { key: 'GONE', name: 'Gone' });
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
