import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshSite, titleOf } from '../test-support/fresh-site.ts';

const marketing = '1310721';

describe('titles', () => {
  it('are held by pages that are there or archived, whatever the case, and set free by the trash', async () => {
    const { ask } = freshSite();
    // What the rule says, to compare with: who holds a title, by its key.
    const titles = fc.constantFrom('Alpha', 'ALPHA ', 'alpha', 'Béta', 'BÉTA', 'gamma');
    const step = fc.oneof(
      fc.record({ act: fc.constant('create' as const), title: titles }),
      fc.record({ act: fc.constant('trash' as const), title: titles }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const held = new Map<string, unknown>();
        for (const { act, title } of steps) {
          const key = title.trim().toLowerCase();
          const holder = held.get(key);
          if (act === 'create') {
            const answer = await ask('ada', 'POST', '/wiki/api/v2/pages', { spaceId: marketing, title });
            expect(answer.status).toBe(holder === undefined ? 200 : 400);
            if (holder === undefined) held.set(key, answer.json.id);
          } else if (holder !== undefined) {
            expect((await ask('ada', 'DELETE', `/wiki/api/v2/pages/${holder}`)).status).toBe(204);
            held.delete(key);
          }
        }
        for (const holder of held.values()) await ask('ada', 'DELETE', `/wiki/api/v2/pages/${holder}`);
      }),
      { numRuns: 30 },
    );
  });

  it('stay with a page that is archived because its parent was deleted', async () => {
    const { ask } = freshSite();
    await ask('ada', 'DELETE', '/wiki/api/v2/pages/2100004');
    const child = await ask('ada', 'GET', '/wiki/api/v2/pages/2100005');
    expect(child.json).toMatchObject({ status: 'archived', parentId: null, parentType: null });
    const again = await ask('ada', 'POST', '/wiki/api/v2/pages', {
      spaceId: marketing,
      title: 'campaign CALENDAR',
    });
    expect(again.status).toBe(400);
  });

  it('are unique among folders by themselves, and not among whiteboards', async () => {
    const { ask } = freshSite();
    const create = (kind: string) =>
      ask('ada', 'POST', `/wiki/api/v2/${kind}`, { spaceId: marketing, title: 'Q3 Planning' });
    expect((await create('folders')).status).toBe(200);
    expect(titleOf((await create('folders')).json)).toBe('A folder exists with the same title in this space');
    expect((await create('whiteboards')).status).toBe(200);
    expect((await create('whiteboards')).status).toBe(200);
  });
});
