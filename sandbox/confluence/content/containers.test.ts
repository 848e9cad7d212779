import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';

const engineering = '1310722';
const idsOf = (json: Record<string, unknown>) => resultsOf(json).map((row) => row.id);

describe('whiteboards and folders', () => {
  it('are made, read and trashed; a folder’s date is a number', async () => {
    const { ask } = freshSite();
    const folder = await ask('ada', 'POST', '/wiki/api/v2/folders', { spaceId: engineering, title: 'Box' });
    expect(folder.json).toMatchObject({
      type: 'folder',
      status: 'current',
      parentId: null,
      createdAt: Date.UTC(2026, 8, 16, 12),
      version: { number: 1 },
    });
    const whiteboard = await ask('ada', 'POST', '/wiki/api/v2/whiteboards', {
      spaceId: engineering,
      title: 'Sketch',
      parentId: folder.json.id,
      templateKey: 'kanban-board',
    });
    expect(whiteboard.json).toMatchObject({
      type: 'whiteboard',
      parentType: 'folder',
      createdAt: '2026-09-16T12:00:00.000Z',
    });
    expect(
      (await ask('ada', 'POST', '/wiki/api/v2/whiteboards', { spaceId: engineering, templateKey: 'nothing' }))
        .status,
    ).toBe(400);
    const path = `/wiki/api/v2/whiteboards/${whiteboard.json.id}`;
    expect((await ask('ada', 'GET', `/wiki/api/v2/folders/${whiteboard.json.id}`)).status).toBe(404);
    expect((await ask('ada', 'DELETE', path)).status).toBe(204);
    expect((await ask('ada', 'GET', path)).json).toMatchObject({ status: 'trashed', parentId: null });
    expect((await ask('ada', 'DELETE', path)).status).toBe(404);
  });

  it('stand in the tree with pages: /children passes them over, the other lists do not', async () => {
    const { ask } = freshSite();
    const below = await ask('ada', 'POST', '/wiki/api/v2/pages', {
      spaceId: engineering,
      parentId: '2200093',
      title: 'Below a whiteboard',
    });
    expect(below.json).toMatchObject({ parentId: '2200093', parentType: 'whiteboard' });
    const home = '/wiki/api/v2/pages/2200001';
    const all = '?limit=250';
    expect(idsOf((await ask('ada', 'GET', `${home}/children${all}`)).json)).not.toContain('2200091');
    expect(resultsOf((await ask('ada', 'GET', `${home}/direct-children${all}`)).json)).toContainEqual({
      id: '2200091',
      status: 'current',
      title: 'Field notes',
      childPosition: expect.any(Number),
      type: 'folder',
    });
    const twoLevels = idsOf((await ask('ada', 'GET', `${home}/descendants${all}`)).json);
    expect(twoLevels).toContain('2200093');
    expect(twoLevels).not.toContain(below.json.id);
    const three = await ask('ada', 'GET', `${home}/descendants${all}&depth=3`);
    expect(resultsOf(three.json).find((row) => row.id === below.json.id)).toMatchObject({
      parentId: '2200093',
      depth: 3,
      type: 'page',
    });
    const ancestors = await ask('ada', 'GET', `/wiki/api/v2/pages/${below.json.id}/ancestors`);
    expect(resultsOf(ancestors.json)).toEqual([
      { id: '2200001', type: 'page' },
      { id: '2200091', type: 'folder' },
      { id: '2200093', type: 'whiteboard' },
    ]);
    await ask('ada', 'DELETE', '/wiki/api/v2/folders/2200091');
    expect((await ask('ada', 'GET', '/wiki/api/v2/pages/2200092')).json).toMatchObject({
      status: 'archived',
    });
  });

  it('hands out every descendant once, page by page', async () => {
    const { ask } = freshSite();
    const seen: unknown[] = [];
    let path = '/wiki/api/v2/pages/2200001/descendants?depth=10&limit=3';
    while (path) {
      const { json } = await ask('ada', 'GET', path);
      seen.push(...idsOf(json));
      path = (json._links as { next?: string }).next ?? '';
    }
    const whole = await ask('ada', 'GET', '/wiki/api/v2/pages/2200001/descendants?depth=10&limit=250');
    expect(seen).toEqual(idsOf(whole.json));
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('what somebody may see and do', () => {
  it('is told by operations, and what is restricted or private is not there for others', async () => {
    const { ask } = freshSite();
    const operations = async (who: 'ada' | 'alan', path: string) => {
      const { json } = await ask(who, 'GET', `/wiki/api/v2/${path}/operations`);
      return (json.operations as { operation: string; targetType: string }[]).map(
        ({ operation, targetType }) => `${operation} ${targetType}`,
      );
    };
    expect(await operations('alan', 'pages/2300002')).toEqual(['read page', 'export page', 'create comment']);
    expect(await operations('ada', 'pages/2300002')).toContain('update page');
    expect(await operations('ada', 'folders/2200091')).toContain('delete folder');
    for (const path of ['pages/2100090', 'pages/2400002']) {
      expect((await ask('ada', 'GET', `/wiki/api/v2/${path}`)).status).toBe(200);
      expect((await ask('grace', 'GET', `/wiki/api/v2/${path}`)).status).toBe(404);
    }
    const created = await ask('ada', 'POST', '/wiki/api/v2/pages?private=true', {
      spaceId: engineering,
      title: 'Mine',
    });
    expect((await ask('grace', 'GET', `/wiki/api/v2/pages/${created.json.id}`)).status).toBe(404);
  });
});
