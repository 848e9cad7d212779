import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from '../../test-support/fresh-site.ts';
import { parseCql } from './parse.ts';

const { ask } = freshSite();

async function search(cql: string, parameters = '') {
  const answer = await ask(
    'ada',
    'GET',
    `/wiki/rest/api/search?limit=100&cql=${encodeURIComponent(cql)}${parameters}`,
  );
  return { status: answer.status, json: answer.json, text: answer.text };
}
async function titles(cql: string): Promise<string[]> {
  const { json } = await search(cql);
  return resultsOf(json).map((hit) => (hit.content as { title: string }).title);
}

describe('reading CQL', () => {
  it('takes AND and OR from left to right', () => {
    expect(parseCql('id = 1 or id = 2 and id = 3').where).toMatchObject({
      type: 'and',
      left: { type: 'or' },
    });
    expect(parseCql('id = 1 or (id = 2 and id = 3)').where).toMatchObject({
      type: 'or',
      right: { type: 'and' },
    });
  });

  it('keeps a quoted value whole, whatever is in it', () => {
    expect(parseCql('title = "a \\"b\\" ) or type = page"').where).toEqual({
      type: 'clause',
      field: 'title',
      operator: '=',
      values: ['a "b" ) or type = page'],
    });
  });

  it.each([
    'type =',
    'type page',
    'type = page and',
    '(type = page',
    'type in page',
    'title = "open',
    'type = page page',
    'order by',
  ])('refuses %j', (cql) => {
    expect(() => parseCql(cql)).toThrow('Could not parse cql');
  });

  it.each([
    'not type = page',
    'type != page',
    'text !~ "x" and type = page',
    'space not in (MKT)',
    '(type != page) and id = 1',
  ])('refuses the negative first clause of %j', (cql) => {
    expect(() => parseCql(cql)).toThrow('Could not parse cql');
  });
});

describe('searching', () => {
  it('finds the one Q3 Planning by its exact title, whatever the case', async () => {
    expect(await titles('title = "q3 planning"')).toEqual(['Q3 Planning']);
    expect(await titles('siteSearch ~ "Q3 Planning" and type = page')).toContain('Q3 Planning');
  });

  it('needs every word, knows word forms, phrases and beginnings, and ranks titles first', async () => {
    expect((await titles('text ~ "onboarding"'))[0]).toMatch(/[Oo]nboarding/);
    expect(await titles('text ~ "remote elephants"')).toEqual([]);
    expect(await titles('text ~ "\\"no bought addresses\\""')).toContain(
      'Weekly team meeting – 14 September',
    );
    expect(await titles('text ~ "\\"addresses bought no\\""')).toEqual([]);
    expect(await titles('title ~ "runb*" and type = page')).toHaveLength(4);
    expect(await titles('text ~ "policy" and type = page')).toContain('Policies');
  });

  it('narrows by space, type, label, date, person, parent and ancestor', async () => {
    expect(await titles('space = mkt and type = blogpost order by created')).toEqual([
      'What Spring Steps taught us',
      'Autumn Trails is live',
    ]);
    expect(await titles('label = incident and type = page and title ~ "july"')).toEqual([
      'Incident review: 2 July, blank maps on iOS',
    ]);
    expect(
      await titles('type in (page, blogpost) and created >= "2026-09-14" and created < "2026-09-15"'),
    ).toHaveLength(2);
    expect(await titles('created = 2026-09-14 and type = page')).toEqual([
      'Weekly team meeting – 14 September',
    ]);
    expect(await titles('creator = currentUser() and type = blogpost')).toEqual([
      'The leave policy changes on 1 October',
    ]);
    expect(await titles('parent = 2100020 order by title')).toHaveLength(3);
    expect((await titles('ancestor = 2100001 and type = page')).length).toBeGreaterThan(15);
    expect(await titles('type = page and lastmodified > now("-2d") and space = MKT')).toContain(
      'Q3 Planning',
    );
    expect(await titles('space = NOPE')).toEqual([]);
    expect(
      await titles('type = page and space = MKT and not label = meeting-notes and title ~ "meeting"'),
    ).toEqual(['Meeting notes']);
  });

  it('never finds what is in the trash', async () => {
    const site = freshSite();
    await site.ask('ada', 'DELETE', '/wiki/api/v2/pages/2100032');
    const found = await site.ask(
      'ada',
      'GET',
      `/wiki/rest/api/search?cql=${encodeURIComponent('title = "Press kit"')}`,
    );
    expect(found.json.totalSize).toBe(0);
  });

  it('marks the words, escapes the rest, and leaves the content’s own title clean', async () => {
    const site = freshSite();
    await site.ask('ada', 'POST', '/wiki/api/v2/pages', {
      spaceId: '1310721',
      title: 'Fish & <chips>',
      body: { representation: 'storage', value: '<p>Salt &amp; vinegar &lt;b&gt; ketchup</p>' },
    });
    const found = await site.ask(
      'ada',
      'GET',
      `/wiki/rest/api/search?cql=${encodeURIComponent('text ~ "chips vinegar"')}`,
    );
    expect(resultsOf(found.json)[0]).toMatchObject({
      title: 'Fish &amp; &lt;@@@hl@@@chips@@@endhl@@@&gt;',
      content: { title: 'Fish & <chips>' },
      excerpt: 'Salt &amp; @@@hl@@@vinegar@@@endhl@@@ &lt;b&gt; ketchup',
      entityType: 'content',
    });
  });

  it('says what is wrong with a query', async () => {
    const status = await search('status = current');
    expect(status.status).toBe(400);
    expect(status.json.message).toContain(
      "No field exists with the name: 'status'\nDid you mean one of : space, subtype, space.key, siteSearch, space.type",
    );
    const bogus = await search('type = bogus');
    expect(bogus.status).toBe(400);
    expect(bogus.json.message).toContain('Unsupported value for type, got : bogus, expected one of : [');
    for (const cql of [
      'siteSearch ~ ""',
      'text = "x"',
      'created in ("2026-01-01")',
      'created > "soon"',
      'id = abc',
      'type = page order by label',
      'creator = nobody()',
    ])
      expect((await search(cql)).status, cql).toBe(400);
  });

  it('lets no value out of its place', async () => {
    for (const value of [
      "x' OR '1'='1",
      'x") OR 1=1 --',
      'title : x',
      'NEAR(a b)',
      '"',
      "'",
      '*',
      '^x',
      'a AND',
      'OR OR',
    ])
      expect([200, 400]).toContain((await search(`text ~ "${value.replaceAll('"', '\\"')}"`)).status);
    expect(await titles('title = "\' OR 1=1 --"')).toEqual([]);
  });

  it('searches people on their own route, and only there', async () => {
    const find = async (cql: string) =>
      resultsOf(
        (await ask('ada', 'GET', `/wiki/rest/api/search/user?cql=${encodeURIComponent(cql)}`)).json,
      ).map((hit) => hit.title);
    expect(await find('user.fullname ~ "grace"')).toEqual(['Grace Hopper']);
    expect(await find('type = user')).toHaveLength(4);
    expect(await find('user = currentUser()')).toEqual(['Ada Lovelace']);
    expect((await search('user.fullname ~ "ada"')).status).toBe(400);
  });
});
