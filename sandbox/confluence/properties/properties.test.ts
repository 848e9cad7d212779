import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basic, freshSite, resultsOf, titleOf } from '../test-support/fresh-site.ts';

const onPage = '/wiki/api/v2/pages/2100002/properties';
const onSpace = '/wiki/api/v2/spaces/1310721/properties';

describe('properties', () => {
  it('keeps any JSON value as it was sent, null among them', async () => {
    const { ask } = freshSite();
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        number += 1;
        const created = await ask('ada', 'POST', onPage, { key: `key-${number}`, value });
        const read = await ask('ada', 'GET', `${onPage}/${created.json.id}`);
        // -0 is written as 0 by JSON itself.
        expect(read.json.value).toEqual(JSON.parse(JSON.stringify(value)));
        expect(read.json).toHaveProperty('value');
      }),
      { numRuns: 60 },
    );
  });

  it('gives numbers back as they were spelled', async () => {
    const { app, ask } = freshSite();
    const value = '[12345678901234567890,1.0,-0,1e400,{"__proto__":0.10}]';
    await app.request(`http://localhost:4500${onPage}`, {
      method: 'POST',
      headers: { authorization: basic('ada') },
      body: `{"key":"exact","value":${value}}`,
    });
    expect((await ask('ada', 'GET', `${onPage}?key=exact`)).text).toContain(`"value":${value},`);
  });

  it('goes through its life: create, find by key, update, delete', async () => {
    const { ask, events } = freshSite();
    const created = await ask('ada', 'POST', onPage, { key: 'review', value: { by: 'ada' } });
    expect(created.status).toBe(200);
    expect(created.json).toMatchObject({
      key: 'review',
      value: { by: 'ada' },
      version: { number: 1, message: '', minorEdit: false },
    });
    const found = await ask('ada', 'GET', `${onPage}?key=review`);
    expect(resultsOf(found.json).map((row) => row.id)).toEqual([created.json.id]);
    const path = `${onPage}/${created.json.id}`;
    const updated = await ask('ada', 'PUT', path, {
      key: 'review',
      value: 2,
      version: { number: 2, message: 'done' },
    });
    expect(updated.json).toMatchObject({ value: 2, version: { number: 2, message: 'done' } });
    expect((await ask('ada', 'DELETE', path)).status).toBe(204);
    expect((await ask('ada', 'GET', path)).status).toBe(404);
    expect(events.map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
      ['property.changed', 'review'],
      ['property.changed', 'review'],
      ['property.changed', 'review'],
    ]);
  });

  it('refuses a key that is there, a version that is not the next, and more than 32 KB', async () => {
    const { ask } = freshSite();
    const { json } = await ask('ada', 'POST', onPage, { key: 'k', value: 1 });
    const again = await ask('ada', 'POST', onPage, { key: 'k', value: 2 });
    expect([again.status, titleOf(again.json)]).toEqual([409, 'Property with key [k] already exists']);
    for (const number of [1, 3]) {
      const stale = await ask('ada', 'PUT', `${onPage}/${json.id}`, {
        key: 'k',
        value: 2,
        version: { number },
      });
      expect(stale.status).toBe(409);
    }
    const sized = (length: number) =>
      ask('ada', 'POST', onPage, { key: `of ${length}`, value: 'x'.repeat(length - 2) });
    expect((await sized(32 * 1024)).status).toBe(200);
    expect((await sized(32 * 1024 + 1)).status).toBe(400);
    expect((await ask('ada', 'POST', onPage, { key: 'no value' })).status).toBe(400);
    expect((await ask('ada', 'POST', onPage, { key: ' ', value: 1 })).status).toBe(400);
  });

  it('lists by id, and by key either way', async () => {
    const { ask } = freshSite();
    for (const key of ['b', 'c', 'a']) await ask('ada', 'POST', onPage, { key, value: key });
    const keys = async (query: string) =>
      resultsOf((await ask('ada', 'GET', `${onPage}${query}`)).json).map((row) => row.key);
    expect(await keys('')).toEqual(['b', 'c', 'a']);
    expect(await keys('?sort=key')).toEqual(['a', 'b', 'c']);
    expect(await keys('?sort=-key')).toEqual(['c', 'b', 'a']);
  });

  it('answers a space property with 201, where it is, and who made it', async () => {
    const { ask } = freshSite();
    const created = await ask('ada', 'POST', onSpace, { key: 'k', value: [] });
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`${onSpace}/${created.json.id}`);
    expect(Object.keys(created.json).toSorted()).toEqual(
      ['authorId', 'createdAt', 'id', 'key', 'value', 'version'].toSorted(),
    );
    expect(
      (await ask('alan', 'POST', onSpace.replace('1310721', '1310723'), { key: 'g', value: 1 })).status,
    ).toBe(404);
  });

  it('says what it could not find, and keeps owners apart', async () => {
    const { ask } = freshSite();
    const unknown = await ask('ada', 'GET', '/wiki/api/v2/pages/999/properties');
    expect([unknown.status, titleOf(unknown.json)]).toEqual([404, 'Could not find page with id [999]']);
    const { json } = await ask('ada', 'POST', onPage, { key: 'k', value: 1 });
    expect((await ask('ada', 'GET', `/wiki/api/v2/pages/2100001/properties/${json.id}`)).status).toBe(404);
    expect((await ask('ada', 'GET', '/wiki/api/v2/blogposts/2100002/properties')).status).toBe(404);
    const onComment = await ask('ada', 'POST', '/wiki/api/v2/comments/2900001/properties', {
      key: 'k',
      value: 1,
    });
    expect(onComment.status).toBe(200);
  });

  it('goes away with its owner', async () => {
    const { ask, site } = freshSite();
    await ask('ada', 'POST', '/wiki/api/v2/comments/2900001/properties', { key: 'k', value: 1 });
    await ask('admin', 'DELETE', '/wiki/api/v2/footer-comments/2900001');
    expect(site.db.prepare('SELECT count(*) AS n FROM confluence_property').get()).toEqual({ n: 0 });
  });
});
