import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';

const marketing = '1310721';
const body = (text: string) => ({ storage: { representation: 'storage', value: `<p>${text}</p>` } });

describe('drafts', () => {
  it('that were never published are their author’s alone, keep version 1, and are published by an update', async () => {
    const { ask } = freshSite();
    const created = await ask('ada', 'POST', '/wiki/api/v2/pages', { spaceId: marketing, status: 'draft' });
    expect(created.json).toMatchObject({ status: 'draft', title: '', version: { number: 1 } });
    const page = `/wiki/api/v2/pages/${created.json.id}`;
    expect((await ask('ada', 'GET', page)).status).toBe(404);
    expect((await ask('ada', 'GET', `${page}?get-draft=true`)).status).toBe(200);
    expect((await ask('grace', 'GET', `${page}?get-draft=true`)).status).toBe(404);
    const update = (status: string, number: number) =>
      ask('ada', 'PUT', page, {
        id: created.json.id,
        status,
        title: 'Wind and weather',
        body: body('New'),
        version: { number },
      });
    expect((await update('draft', 2)).status).toBe(409);
    expect((await update('draft', 1)).json).toMatchObject({ status: 'draft', version: { number: 1 } });
    expect((await update('current', 1)).json).toMatchObject({ status: 'current', version: { number: 1 } });
    expect((await ask('grace', 'GET', page)).json).toMatchObject({ title: 'Wind and weather' });
  });

  it('over a published page leave it as it is until they are published or discarded', async () => {
    const { ask } = freshSite();
    const page = '/wiki/api/v2/pages/2100011';
    const update = (status: string, number: number, text: string) =>
      ask('ada', 'PUT', page, {
        id: '2100011',
        status,
        title: 'Brand voice',
        body: body(text),
        version: { number },
      });
    expect((await update('draft', 3, 'Wrong')).status).toBe(409);
    expect((await update('draft', 1, 'First')).json).toMatchObject({
      status: 'draft',
      version: { number: 1 },
    });
    await update('draft', 1, 'Second');
    const draft = await ask('ada', 'GET', `${page}?status=draft&body-format=storage`);
    expect(draft.json).toMatchObject({ status: 'draft', body: body('Second') });
    const published = await ask('ada', 'GET', `${page}?body-format=storage`);
    expect(published.json).toMatchObject({ status: 'current', version: { number: 2 } });
    expect(JSON.stringify(published.json.body)).toContain('Four habits');
    expect((await ask('ada', 'DELETE', `${page}?draft=true`)).status).toBe(204);
    expect((await ask('ada', 'GET', `${page}?status=draft`)).status).toBe(404);
    expect((await ask('ada', 'GET', page)).status).toBe(200);
    await update('draft', 1, 'Third');
    expect((await update('current', 3, 'Published')).json).toMatchObject({ version: { number: 3 } });
    expect((await ask('ada', 'GET', `${page}?status=draft`)).status).toBe(404);
  });

  it('are in no list, and `status=draft` is refused there', async () => {
    const { ask } = freshSite();
    await ask('ada', 'POST', '/wiki/api/v2/pages', { spaceId: marketing, status: 'draft', title: 'Hidden' });
    const listed = await ask('ada', 'GET', '/wiki/api/v2/pages?title=hidden');
    expect(resultsOf(listed.json)).toEqual([]);
    expect((await ask('ada', 'GET', '/wiki/api/v2/pages?status=draft')).status).toBe(400);
  });
});
