import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';

const audit = '/wiki/rest/api/audit';

describe('the audit log', () => {
  it('is for administrators', async () => {
    const { ask } = freshSite();
    expect((await ask('ada', 'GET', audit)).status).toBe(403);
    expect((await ask('admin', 'GET', audit)).status).toBe(200);
  });

  it('has a past, newest first, in epoch milliseconds, and is filtered by dates and words', async () => {
    const { ask } = freshSite();
    const all = resultsOf((await ask('admin', 'GET', audit)).json);
    const dates = all.map(({ creationDate }) => Number(creationDate));
    expect(dates.length).toBeGreaterThan(5);
    expect(dates).toEqual(dates.toSorted((one, other) => other - one));
    const day = Date.parse('2025-11-03T00:00:00Z');
    const ofDay = await ask('admin', 'GET', `${audit}?startDate=${day}&endDate=${day + 86_400_000}`);
    expect(resultsOf(ofDay.json)).toHaveLength(5);
    const found = await ask('admin', 'GET', `${audit}?searchString=SPACE+CREATED&limit=1`);
    expect(found.json).toMatchObject({ size: 1, limit: 1, results: [{ summary: 'Space created' }] });
    expect(found.json._links).toHaveProperty('next');
    expect((await ask('admin', 'GET', `${audit}?startDate=yesterday`)).status).toBe(400);
  });

  it('records spaces, restrictions, the trash and what leaves it, and tells the site', async () => {
    const { ask, events } = freshSite();
    const before = resultsOf((await ask('admin', 'GET', audit)).json).length;
    await ask('ada', 'POST', '/wiki/rest/api/space', { key: 'LOG', name: 'Logged' });
    const page = '/wiki/rest/api/content/2100002';
    const accountId = String((await ask('ada', 'GET', '/wiki/rest/api/user/current')).json.accountId);
    await ask('ada', 'PUT', `${page}/restriction`, [
      { operation: 'read', restrictions: { user: [{ accountId }] } },
    ]);
    await ask('ada', 'DELETE', `${page}/restriction`);
    await ask('ada', 'DELETE', '/wiki/api/v2/pages/2100002');
    await ask('ada', 'DELETE', '/wiki/api/v2/pages/2100002?purge=true');
    await ask('ada', 'DELETE', '/wiki/rest/api/space/LOG');
    const all = resultsOf((await ask('admin', 'GET', audit)).json);
    expect(all.slice(0, all.length - before).map(({ summary }) => summary)).toEqual([
      'Space deleted',
      'Page purged',
      'Page deleted',
      'Content restriction removed',
      'Content restriction added',
      'Space created',
    ]);
    expect(all[4]).toMatchObject({
      author: { accountId, displayName: 'Ada Lovelace', type: 'user' },
      affectedObject: { name: 'Q3 Planning', objectType: 'Page' },
      changedValues: [{ name: 'View restriction', oldValue: '', newValue: 'Ada Lovelace' }],
      associatedObjects: [{ name: 'Marketing', objectType: 'Space' }],
    });
    expect(events.filter(({ kind }) => kind === 'audit.recorded')).toHaveLength(6);
  });
});
