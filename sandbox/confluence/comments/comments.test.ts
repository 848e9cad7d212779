import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';

const body = { representation: 'storage', value: '<p>Agreed.</p>' };
const comments = '/wiki/api/v2/footer-comments';

describe('footer comments', () => {
  it('adds to a page, answers where it is, and keeps replies below their comment', async () => {
    const { ask, events } = freshSite();
    const created = await ask('alan', 'POST', comments, { pageId: '2100002', body });
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`${comments}/${created.json.id}`);
    expect(created.json).toMatchObject({
      title: 'Re: Q3 Planning',
      pageId: '2100002',
      version: { number: 1 },
      body: { storage: { value: '<p>Agreed.</p>' } },
    });
    const reply = await ask('ada', 'POST', comments, { parentCommentId: created.json.id, body });
    expect(reply.json).toMatchObject({ pageId: '2100002', parentCommentId: created.json.id });
    const roots = await ask('ada', 'GET', '/wiki/api/v2/pages/2100002/footer-comments?body-format=storage');
    expect(resultsOf(roots.json).map((row) => row.id)).toEqual(['2900001', '2900003', created.json.id]);
    const replies = await ask('ada', 'GET', `${comments}/${created.json.id}/children`);
    expect(resultsOf(replies.json).map((row) => row.id)).toEqual([reply.json.id]);
    expect(events.map(({ kind, subjectId, contentId }) => [kind, subjectId, contentId])).toEqual([
      ['comment.created', created.json.id, 2100002],
      ['comment.created', reply.json.id, 2100002],
    ]);
  });

  it('takes exactly one place, and a body that is well-formed and not empty', async () => {
    const { ask } = freshSite();
    const refused = [
      { body },
      { pageId: '2100002', blogPostId: '2100901', body },
      { pageId: '2100002', body: { ...body, value: '<p>' } },
      { pageId: '2100002', body: { ...body, value: ' ' } },
      { pageId: '2100002' },
    ];
    for (const comment of refused) expect((await ask('ada', 'POST', comments, comment)).status).toBe(400);
    for (const place of [{ blogPostId: '2100002' }, { parentCommentId: '2900004' }, { customContentId: '1' }])
      expect((await ask('ada', 'POST', comments, { ...place, body })).status).toBe(404);
  });

  it('updates only to the next version, by its author, and keeps every version', async () => {
    const { ask } = freshSite();
    const { json } = await ask('alan', 'POST', comments, { pageId: '2100002', body });
    const path = `${comments}/${json.id}`;
    const update = (who: 'alan' | 'ada', number: number) =>
      ask(who, 'PUT', path, {
        version: { number, message: 'clearer' },
        body: { ...body, value: '<p>Yes.</p>' },
      });
    expect((await update('alan', 1)).status).toBe(409);
    expect((await update('ada', 2)).status).toBe(404);
    expect((await update('alan', 2)).json).toMatchObject({ version: { number: 2, message: 'clearer' } });
    const { json: now } = await ask('ada', 'GET', `${path}?body-format=storage&include-versions=true`);
    expect(now).toMatchObject({
      body: { storage: { value: '<p>Yes.</p>' } },
      versions: { results: [{ number: 2 }, { number: 1 }] },
    });
    expect((await ask('ada', 'GET', `${path}?version=3`)).status).toBe(404);
    const old = await ask('ada', 'GET', `${path}?version=1&body-format=storage`);
    expect(old.json.body).toEqual({ storage: body });
  });

  it('deletes with everything below, for its author and for writers of the space', async () => {
    const { ask, events } = freshSite();
    const { json } = await ask('alan', 'POST', comments, { pageId: '2300002', body });
    const reply = await ask('ada', 'POST', comments, { parentCommentId: json.id, body });
    expect((await ask('alan', 'DELETE', `${comments}/${reply.json.id}`)).status).toBe(404);
    expect((await ask('grace', 'DELETE', `${comments}/${json.id}`)).status).toBe(204);
    for (const id of [json.id, reply.json.id])
      expect((await ask('ada', 'GET', `${comments}/${id}`)).status).toBe(404);
    expect(events.at(-1)).toMatchObject({ kind: 'comment.deleted', subjectId: json.id });
    const found = await ask('ada', 'GET', '/wiki/rest/api/search?cql=type%3Dcomment%20and%20text~Agreed');
    expect(found.json.totalSize).toBe(0);
  });

  it('is hidden with its page, also in the list of the whole site', async () => {
    const { ask, site } = freshSite();
    site.db.exec(`INSERT INTO confluence_restriction (content_id, operation, subject_type, subject_id)
      VALUES (2100002, 'read', 'user', 'nobody')`);
    const shown = resultsOf((await ask('ada', 'GET', `${comments}?limit=250`)).json).map((row) => row.id);
    expect(shown).not.toContain('2900001');
    const all = resultsOf((await ask('admin', 'GET', `${comments}?limit=250`)).json).map((row) => row.id);
    expect(all).toContain('2900001');
    // Replies are among them.
    expect(all).toContain('2900002');
    for (const path of ['', '/children', '/likes/count'])
      expect((await ask('ada', 'GET', `${comments}/2900001${path}`)).status).toBe(404);
  });

  it('says what the caller may do, and carries what is asked for', async () => {
    const { ask } = freshSite();
    const { json } = await ask('alan', 'GET', `${comments}/2900001?include-operations=true`);
    expect(json.operations).toMatchObject({
      results: expect.arrayContaining([{ operation: 'update', targetType: 'comment' }]),
    });
    const plain = await ask('ada', 'GET', `${comments}/2900001`);
    expect(plain.json).not.toHaveProperty('likes');
    const full = await ask('ada', 'GET', `${comments}/2900001?include-likes=true&include-versions=true`);
    // A cursor that leads nowhere is not there.
    expect(full.json.likes).toMatchObject({ results: [{}] });
    expect(z.object({ meta: z.unknown() }).parse(full.json.likes).meta).toEqual({ hasMore: false });
    expect(full.json).toMatchObject({
      versions: { results: [{ number: 1 }] },
    });
  });
});
