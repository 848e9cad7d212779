import { describe, expect, it } from 'vitest';
import { freshSite } from '../test-support/fresh-site.ts';

const body = { storage: { representation: 'storage', value: '<p>Hello</p>' } };

describe('news of content', () => {
  it('is told once for every write, with who did it and what was before; drafts are nobody’s news', async () => {
    const { ask, events } = freshSite();
    const news = () =>
      events
        .splice(0)
        .flatMap(({ kind, contentId, actorId, before }) =>
          kind.startsWith('content.') ? [{ kind, contentId, actor: actorId.slice(-3), before }] : [],
        );
    const created = await ask('ada', 'POST', '/wiki/api/v2/pages', {
      spaceId: '1310721',
      title: 'Told',
      body,
    });
    const id = Number(created.json.id);
    const page = `/wiki/api/v2/pages/${id}`;
    expect(news()).toEqual([{ kind: 'content.created', contentId: id, actor: '101', before: undefined }]);

    const put = (number: number, more: object = {}) =>
      ask('grace', 'PUT', page, {
        id: String(id),
        status: 'current',
        title: 'Told again',
        body,
        version: { number },
        ...more,
      });
    await put(2, { parentId: '2100010' });
    expect(news()).toEqual([
      {
        kind: 'content.updated',
        contentId: id,
        actor: '202',
        before: { title: 'Told', version: 1, status: 'current' },
      },
      { kind: 'content.moved', contentId: id, actor: '202', before: { parentId: 2100001 } },
    ]);
    await put(2);
    await put(1, { status: 'draft' });
    expect(news()).toEqual([]);

    await ask('ada', 'DELETE', page);
    await put(3);
    await ask('ada', 'DELETE', page);
    await ask('ada', 'DELETE', `${page}?purge=true`);
    expect(news().map(({ kind }) => kind)).toEqual([
      'content.trashed',
      'content.restored',
      'content.trashed',
      'content.purged',
    ]);

    const draft = await ask('ada', 'POST', '/wiki/api/v2/blogposts', {
      spaceId: '1310721',
      status: 'draft',
      title: 'Soon',
    });
    expect(news()).toEqual([]);
    await ask('ada', 'PUT', `/wiki/api/v2/blogposts/${draft.json.id}`, {
      id: draft.json.id,
      status: 'current',
      title: 'Soon',
      body,
      version: { number: 1 },
    });
    expect(news().map(({ kind }) => kind)).toEqual(['content.created']);
  });
});
