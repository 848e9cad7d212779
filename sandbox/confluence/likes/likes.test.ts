import { describe, expect, it } from 'vitest';
import { freshSite } from '../test-support/fresh-site.ts';
import { type Nick, personByNick } from '../users/people.ts';
import { setLike } from './set-like.ts';

function person(nick: Nick) {
  const found = personByNick(nick);
  if (!found) throw new Error(`There is no ${nick}`);
  return found;
}

describe('likes', () => {
  it.each([
    ['pages/2100002', 2],
    ['blogposts/2100901', 3],
    ['footer-comments/2900001', 1],
    ['inline-comments/2900004', 1],
  ])('counts who likes %s', async (path, count) => {
    const { ask } = freshSite();
    expect((await ask('ada', 'GET', `/wiki/api/v2/${path}/likes/count`)).json).toEqual({ count });
  });

  it('is given once and taken back once, and told with the count before', () => {
    const { site, events } = freshSite();
    for (const liked of [true, true, false, false]) setLike(site, person('ada'), 2100002, liked);
    setLike(site, person('alan'), 2900001, true);
    expect(
      events.map(({ kind, contentId, subjectId, before }) => [kind, contentId, subjectId, before]),
    ).toEqual([
      ['likes.changed', 2100002, null, { count: 2 }],
      ['likes.changed', 2100002, null, { count: 3 }],
      ['likes.changed', 2100002, '2900001', { count: 1 }],
    ]);
  });

  it('is 404 for what is not there', async () => {
    const { ask } = freshSite();
    for (const path of ['pages/999', 'pages/2100901', 'footer-comments/2900004'])
      expect((await ask('ada', 'GET', `/wiki/api/v2/${path}/likes/count`)).status).toBe(404);
  });
});
