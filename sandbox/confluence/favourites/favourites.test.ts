import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';

const v1 = '/wiki/rest/api';
const star = `${v1}/relation/favourite/from/user/current/to/content/2100002`;

describe('favourites', () => {
  it('are given and taken back, and show where content is asked for and searched', async () => {
    const { ask } = freshSite();
    const search = `${v1}/search?cql=${encodeURIComponent('favourite = currentUser()')}`;
    const page = '/wiki/api/v2/pages/2100002?include-favorited-by-current-user-status=true';
    expect((await ask('ada', 'GET', star)).status).toBe(404);
    expect((await ask('ada', 'PUT', star)).status).toBe(200);
    expect((await ask('ada', 'GET', page)).json.isFavoritedByCurrentUser).toBe(true);
    expect((await ask('admin', 'GET', page)).json.isFavoritedByCurrentUser).toBe(false);
    expect(resultsOf((await ask('ada', 'GET', search)).json)).toMatchObject([{ content: { id: '2100002' } }]);
    expect((await ask('ada', 'DELETE', star)).status).toBe(204);
    expect((await ask('ada', 'GET', star)).status).toBe(404);
    expect(resultsOf((await ask('ada', 'GET', search)).json)).toEqual([]);
  });

  it('say who when asked to, and what only by its address', async () => {
    const { ask } = freshSite();
    await ask('ada', 'PUT', star);
    const plain = (await ask('ada', 'GET', star)).json;
    expect(plain).toMatchObject({ name: 'favourite', _expandable: { target: `/rest/api/content/2100002` } });
    expect(plain).not.toHaveProperty('source');
    const expanded = (await ask('ada', 'GET', `${star}?expand=source,target`)).json;
    expect(expanded).toMatchObject({
      source: { type: 'known' },
      _expandable: { target: expect.any(String) },
    });
    expect(expanded).not.toHaveProperty('target');
  });

  it('can not be searched for, and are of content that one may see', async () => {
    const { ask } = freshSite();
    expect((await ask('ada', 'GET', `${v1}/relation/favourite/from/user/current/to/content`)).status).toBe(
      501,
    );
    expect((await ask('ada', 'GET', `${v1}/relation/favourite/to/content/2100002/from/user`)).status).toBe(
      501,
    );
    expect((await ask('ada', 'PUT', star.replace('2100002', '1'))).status).toBe(404);
    expect((await ask('ada', 'GET', star.replace('favourite', 'liked'))).status).toBe(404);
  });
});
