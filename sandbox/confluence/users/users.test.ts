import { describe, expect, it } from 'vitest';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';
import { everyone, groups } from './groups.ts';
import { people, personByNick } from './people.ts';

const v1 = '/wiki/rest/api';
const grace = personByNick('grace')?.accountId ?? '';

describe('users', () => {
  it('are known by account id and by nothing else', async () => {
    const { ask } = freshSite();
    const one = await ask('ada', 'GET', `${v1}/user?accountId=${grace}`);
    expect(one.json).toMatchObject({
      type: 'known',
      accountId: grace,
      displayName: 'Grace Hopper',
      profilePicture: { width: 48, isDefault: true },
      _expandable: { operations: '', personalSpace: '' },
    });
    expect((await ask('ada', 'GET', `${v1}/user?accountId=nobody`)).status).toBe(404);
    expect((await ask('ada', 'GET', `${v1}/user?username=grace`)).status).toBe(400);
  });

  it('see themselves, with operations and their personal space when asked for', async () => {
    const { ask } = freshSite();
    const path = `${v1}/user/current?expand=operations,personalSpace`;
    expect((await ask('grace', 'GET', path)).json).toMatchObject({
      accountId: grace,
      operations: [{ operation: 'use', targetType: 'application' }],
      _expandable: { personalSpace: '' },
    });
    await ask('grace', 'POST', `${v1}/space/_private`, { key: '~grace', name: 'Grace' });
    expect((await ask('grace', 'GET', path)).json.personalSpace).toMatchObject({ key: '~grace' });
    const seenByOther = await ask('ada', 'GET', `${v1}/user?accountId=${grace}&expand=personalSpace`);
    expect(seenByOther.json).not.toHaveProperty('personalSpace');
  });

  it('are looked up many at once, unknown ones left out', async () => {
    const { ask } = freshSite();
    const all = people.map(({ accountId }) => accountId);
    const bulk = await ask('ada', 'GET', `${v1}/user/bulk?accountId=${grace}&accountId=nobody`);
    expect(resultsOf(bulk.json).map(({ accountId }) => accountId)).toEqual([grace]);
    const v2 = await ask('ada', 'POST', '/wiki/api/v2/users-bulk', { accountIds: [...all, 'nobody'] });
    expect(resultsOf(v2.json).map(({ accountId }) => accountId)).toEqual(all);
    const access = await ask('ada', 'POST', '/wiki/api/v2/user/access/check-access-by-email', {
      emails: ['Ada@example.com', 'new@example.com', 'not an address'],
    });
    expect(access.json).toEqual({
      emailsWithoutAccess: ['new@example.com'],
      invalidEmails: ['not an address'],
    });
  });

  it('belong to groups that can be read by id, by name and by member', async () => {
    const { ask } = freshSite();
    const of = await ask('ada', 'GET', `${v1}/user/memberof?accountId=${grace}`);
    expect(resultsOf(of.json).map(({ name }) => name)).toEqual(['confluence-users-acme', 'engineering']);
    const list = await ask('ada', 'GET', `${v1}/group?limit=1&shouldReturnTotalSize=true`);
    expect(list.json).toMatchObject({ size: 1, totalSize: groups.length });
    expect((await ask('ada', 'GET', `${v1}/group/by-id?id=${everyone}`)).json).toMatchObject({
      type: 'group',
    });
    const members = await ask('ada', 'GET', `${v1}/group/${everyone}/membersByGroupId`);
    expect(resultsOf(members.json)).toHaveLength(people.length);
    const ofNone = await ask('ada', 'GET', `${v1}/group/none/membersByGroupId`);
    expect(ofNone.json).toMatchObject({ results: [], size: 0 });
    const byName = await ask('ada', 'GET', `${v1}/group/engineering/member`);
    expect(resultsOf(byName.json)).toHaveLength(2);
    expect((await ask('ada', 'GET', `${v1}/group/by-id?id=none`)).status).toBe(404);
  });
});
