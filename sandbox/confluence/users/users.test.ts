import { describe, expect, it } from 'vitest';
import { freshSite } from '../test-support/fresh-site.ts';
import { personByNick } from './people.ts';

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
});
