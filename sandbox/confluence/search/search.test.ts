import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';

type Ask = ReturnType<typeof freshSite>['ask'];
const path = (cql: string, more = '') => `/wiki/rest/api/search?cql=${encodeURIComponent(cql)}${more}`;

async function titles(ask: Ask, cql: string, more = ''): Promise<unknown[]> {
  const { json, status, text } = await ask('ada', 'GET', path(cql, `&limit=100${more}`));
  expect(status, text).toBe(200);
  return resultsOf(json).map(
    (hit) => ((hit.content ?? hit.space) as { title?: string; name?: string }).title ?? hit.title,
  );
}

const page = (title: string, body = '<p>Body</p>', spaceId = '1310721') => ({
  spaceId,
  title,
  body: { representation: 'storage', value: body },
});

async function created(ask: Ask, title: string, body?: string): Promise<string> {
  return String((await ask('ada', 'POST', '/wiki/api/v2/pages', page(title, body))).json.id);
}

describe('the search index', () => {
  it('lags behind the site by the setting, and shows no trash meanwhile', async () => {
    let now = new Date('2026-09-16T12:00:00.000Z');
    const { ask, site } = freshSite(() => now);
    site.settings.searchLagMs = 20_000;
    const id = await created(ask, 'Late bloomer');
    expect(await titles(ask, 'title = "Late bloomer"')).toEqual([]);
    now = new Date('2026-09-16T12:00:19.999Z');
    expect(await titles(ask, 'title = "Late bloomer"')).toEqual([]);
    now = new Date('2026-09-16T12:00:20.000Z');
    expect(await titles(ask, 'title = "Late bloomer"')).toEqual(['Late bloomer']);
    await ask('ada', 'POST', `/wiki/rest/api/content/${id}/label`, [{ prefix: 'global', name: 'slow' }]);
    expect(await titles(ask, 'label = slow')).toEqual([]);
    now = new Date('2026-09-16T12:00:40.000Z');
    expect(await titles(ask, 'label = slow')).toEqual(['Late bloomer']);
    await ask('ada', 'DELETE', `/wiki/api/v2/pages/${id}`);
    expect(await titles(ask, 'title = "Late bloomer"')).toEqual([]);
  });

  it('follows every change at once without a lag: a new title, a comment, a label taken off', async () => {
    const { ask } = freshSite();
    const id = await created(ask, 'First name', '<p>platypus</p>');
    const comment = { pageId: id, body: { representation: 'storage', value: '<p>quokka</p>' } };
    await ask('ada', 'POST', '/wiki/api/v2/footer-comments', comment);
    expect(await titles(ask, 'text ~ quokka')).toEqual(['Re: First name']);
    await ask('ada', 'PUT', `/wiki/api/v2/pages/${id}`, {
      id,
      status: 'current',
      ...page('Second name', '<p>wombat</p>'),
      version: { number: 2 },
    });
    expect(await titles(ask, 'title ~ "first" and title ~ "name"')).toEqual([]);
    expect(await titles(ask, 'text ~ platypus')).toEqual([]);
    expect(await titles(ask, 'text ~ wombat')).toEqual(['Second name']);
    expect(await titles(ask, 'text ~ quokka')).toEqual(['Re: Second name']);
    await ask('ada', 'POST', `/wiki/rest/api/content/${id}/label`, [{ prefix: 'global', name: 'tmp' }]);
    expect(await titles(ask, 'label = tmp')).toEqual(['Second name']);
    await ask('ada', 'DELETE', `/wiki/rest/api/content/${id}/label?name=tmp`);
    expect(await titles(ask, 'label = tmp')).toEqual([]);
  });

  it('finds folders, whiteboards and spaces by type, and spaces only so', async () => {
    const { ask } = freshSite();
    await ask('ada', 'POST', '/wiki/api/v2/whiteboards', { spaceId: '1310721', title: 'Sketches' });
    expect(await titles(ask, 'type = whiteboard and title = sketches')).toEqual(['Sketches']);
    expect(await titles(ask, 'type = space and title ~ marketing')).toHaveLength(1);
    expect(await titles(ask, 'title ~ marketing and space = MKT')).not.toContain('Marketing');
  });

  it('leaves archived spaces out until they are asked for', async () => {
    const { ask, site } = freshSite();
    const before = (await titles(ask, 'space = HR and type = page')).length;
    expect(before).toBeGreaterThan(0);
    site.db.prepare("UPDATE confluence_space SET status = 'archived' WHERE key = 'HR'").run();
    expect(await titles(ask, 'space = HR and type = page')).toEqual([]);
    expect(await titles(ask, 'space = HR and type = page', '&includeArchivedSpaces=true')).toHaveLength(
      before,
    );
    const archivedOnly = await titles(ask, 'type = page', '&excludeCurrentSpaces=true');
    expect(archivedOnly).toHaveLength(before);
  });
});

describe('words and patterns', () => {
  it('knows word forms, phrases, beginnings, single letters and letters in the middle', async () => {
    const { ask } = freshSite();
    await created(ask, 'A', '<p>The flying squirrels organize windows</p>');
    for (const value of [
      'organizing',
      'squirrel',
      'window',
      'fly*',
      'organiz*',
      'win?ows',
      'w*dows',
      '*rrels',
      'roof OR flying',
    ])
      expect(await titles(ask, `text ~ "${value}" and title = A`), value).toEqual(['A']);
    expect(await titles(ask, 'text ~ "\\"flying squirrels\\"" and title = A')).toEqual(['A']);
    for (const value of ['\\"squirrels flying\\"', 'w?dows', 'flying roof', 'zz*'])
      expect(await titles(ask, `text ~ "${value}" and title = A`), value).toEqual([]);
  });
});

describe('functions', () => {
  it('give spaces and content by what the caller changed and stands in', async () => {
    const { ask } = freshSite(() => new Date('2027-01-01T00:00:00.000Z'));
    const inHr = await titles(ask, 'space = HR');
    const context = `&cqlcontext=${encodeURIComponent('{"spaceKey":"HR","contentId":"2100020"}')}`;
    expect(await titles(ask, 'space = currentSpace()', context)).toEqual(inHr);
    expect(await titles(ask, 'parent = currentContent()', context)).toEqual(
      await titles(ask, 'parent = 2100020'),
    );
    await created(ask, 'Just now');
    expect(await titles(ask, 'id in recentlyViewedContent(1)')).toEqual(['Just now']);
  });

  it('are refused where they make no sense', async () => {
    const { ask } = freshSite();
    const fault = async (cql: string) => {
      const { status, json } = await ask('ada', 'GET', path(cql));
      return [status, json.message];
    };
    expect(await fault('space = currentUser()')).toEqual([
      400,
      expect.stringContaining("The function 'currentUser' can not be used with the field 'space'"),
    ]);
    expect(await fault('type = page and label = nobody()')).toEqual([
      400,
      expect.stringContaining("No function exists with the name: 'nobody'"),
    ]);
    expect(await fault('created > now("+999999y")')).toEqual([400, expect.stringContaining('Invalid date')]);
    expect(await fault('title = "say "hi" now"')).toEqual([
      400,
      expect.stringContaining(
        'at position 15, where it says: hi. Write \\" for a quotation mark inside a value',
      ),
    ]);
    expect(await fault('label > x')).toEqual([
      400,
      expect.stringContaining('Unsupported operator for label'),
    ]);
  });
});

describe('the answer', () => {
  it('holds fewer rows when bodies are expanded', async () => {
    const { ask } = freshSite();
    const sizes = async (expand: string) => {
      const { json } = await ask('ada', 'GET', path('type = page', `&limit=200&expand=${expand}`));
      return [json.limit, json.size];
    };
    expect((await sizes(''))[0]).toBe(200);
    expect((await sizes('content.body.storage'))[0]).toBe(50);
    expect((await sizes('content.body.export_view'))[0]).toBe(25);
  });

  it('ignores start, and pages by its cursor', async () => {
    const { ask } = freshSite();
    const first = await ask('ada', 'GET', path('type = page', '&limit=3'));
    const started = await ask('ada', 'GET', path('type = page', '&limit=3&start=3'));
    expect(resultsOf(started.json)).toEqual(resultsOf(first.json));
    expect((first.json._links as { next: string }).next).toMatch(/^\/rest\/api\/search\?next=true&cursor=/);
    expect((await ask('ada', 'GET', path('type = page', '&cursor=nonsense'))).status).toBe(400);
  });

  it('takes a thousand ids in one query, and refuses a query without end', async () => {
    const { ask } = freshSite();
    const ids = Array.from({ length: 1000 }, (_none, index) => 2_100_000 + index).join(',');
    expect((await ask('ada', 'GET', path(`id in (${ids})`))).status).toBe(200);
    expect((await ask('ada', 'GET', path(`${'('.repeat(300)}id = 1${')'.repeat(300)}`))).status).toBe(400);
    expect((await ask('ada', 'GET', path(Array(2000).fill('id = 1').join(' or ')))).status).toBe(400);
  });
});

describe('searching people', () => {
  it('takes its own fields and operators, and nothing of content', async () => {
    const { ask } = freshSite();
    const find = (cql: string) =>
      ask('ada', 'GET', `/wiki/rest/api/search/user?cql=${encodeURIComponent(cql)}`);
    const names = async (cql: string) => resultsOf((await find(cql)).json).map((hit) => hit.title);
    const ada = '557058:1d84c7b2-93f6-4e0b-8a2d-5c6e90b4f101';
    expect(await names(`user.accountid = "${ada}"`)).toEqual(['Ada Lovelace']);
    expect(await names(`type = user and user NOT IN ("${ada}") and user.fullname ~ "a*"`)).not.toContain(
      'Ada Lovelace',
    );
    // Words from their beginnings, and in the order of the name.
    for (const found of ['love', 'ada love*', 'Lovelace'])
      expect(await names(`user.fullname ~ "${found}"`)).toEqual(['Ada Lovelace']);
    for (const none of ['ovelace', 'lovelace ada'])
      expect(await names(`user.fullname ~ "${none}"`)).toEqual([]);
    for (const wrong of [
      'user.fullname ~ ""',
      'user.fullname = "Ada"',
      'user ~ ada',
      'title = x',
      `user != "${ada}"`,
    ])
      expect((await find(wrong)).status, wrong).toBe(400);
  });
});
