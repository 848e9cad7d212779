import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from '../testing/fresh-site.ts';

const body = { representation: 'storage', value: '<p>Agreed.</p>' };
const comments = '/wiki/api/v2/footer-comments';

describe('comments', () => {
  it('adds to a page, answers where it is, and keeps replies below their comment', async () => {
    const { ask } = freshSite();
    const created = await ask('alan', 'POST', comments, { pageId: '2100002', body });
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`${comments}/${created.json.id}`);
    expect(created.json).toMatchObject({
      title: 'Re: Q3 Planning',
      pageId: '2100002',
      version: { number: 1 },
    });
    const reply = await ask('ada', 'POST', comments, { parentCommentId: created.json.id, body });
    expect(reply.json).toMatchObject({ pageId: '2100002', parentCommentId: created.json.id });
    const roots = await ask('ada', 'GET', '/wiki/api/v2/pages/2100002/footer-comments?body-format=storage');
    expect(resultsOf(roots.json).map((row) => row.id)).toEqual(['2900001', '2900003', created.json.id]);
    const replies = await ask('ada', 'GET', `${comments}/${created.json.id}/children`);
    expect(resultsOf(replies.json).map((row) => row.id)).toEqual([reply.json.id]);
  });

  it('takes exactly one place, and a body that is well-formed and not empty', async () => {
    const { ask } = freshSite();
    const refused = [
      { body },
      { pageId: '2100002', blogPostId: '2100901', body },
      { pageId: '2100002', body: { ...body, value: '<p>' } },
      { pageId: '2100002', body: { ...body, value: ' ' } },
    ];
    for (const comment of refused) expect((await ask('ada', 'POST', comments, comment)).status).toBe(400);
    expect((await ask('ada', 'POST', comments, { blogPostId: '2100002', body })).status).toBe(404);
  });

  it('lists inline comments with what they stand on', async () => {
    const { ask } = freshSite();
    const inline = await ask('ada', 'GET', '/wiki/api/v2/pages/2100002/inline-comments');
    expect(resultsOf(inline.json)).toMatchObject([
      {
        resolutionStatus: 'open',
        properties: { inlineOriginalSelection: 'We will look at the gift pass in Q4.' },
      },
    ]);
  });
});
