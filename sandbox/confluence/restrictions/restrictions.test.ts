import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshSite } from '../test-support/fresh-site.ts';
import { type Nick, personByNick } from '../users/people.ts';

const page = '/wiki/rest/api/content/2100002';
const rows = z.array(
  z.looseObject({
    operation: z.string(),
    restrictions: z.looseObject({
      user: z.looseObject({ results: z.array(z.looseObject({ accountId: z.string() })) }),
      group: z.looseObject({ results: z.array(z.looseObject({ name: z.string() })) }),
    }),
  }),
);

function accountId(nick: Nick): string {
  return personByNick(nick)?.accountId ?? '';
}

function user(nick: Nick) {
  return { type: 'known', accountId: accountId(nick) };
}

function named(json: Record<string, unknown>) {
  return rows.parse(json.results).map(({ operation, restrictions }) => ({
    operation,
    users: restrictions.user.results.map((one) => one.accountId),
    groups: restrictions.group.results.map((one) => one.name),
  }));
}

describe('restrictions', () => {
  it('answer a row for reading and one for changing, open or not', async () => {
    const { ask } = freshSite();
    const open = await ask('ada', 'GET', `${page}/restriction`);
    expect(named(open.json)).toEqual([
      { operation: 'read', users: [], groups: [] },
      { operation: 'update', users: [], groups: [] },
    ]);
    const wanted = { user: [user('ada')], group: [{ type: 'group', name: 'marketing' }] };
    const put = await ask('ada', 'PUT', `${page}/restriction`, {
      results: [{ operation: 'update', restrictions: wanted }],
    });
    expect(named(put.json)).toEqual([
      { operation: 'read', users: [], groups: [] },
      { operation: 'update', users: [accountId('ada')], groups: ['marketing'] },
    ]);
    expect(put.json.restrictionsHash).not.toBe(open.json.restrictionsHash);
    const gone = await ask('ada', 'DELETE', `${page}/restriction`);
    expect(gone.json.restrictionsHash).toBe(open.json.restrictionsHash);
  });

  it('are added by POST and replaced by PUT', async () => {
    const { ask } = freshSite();
    const read = (nicks: Nick[]) => [{ operation: 'read', restrictions: { user: nicks.map(user) } }];
    await ask('ada', 'PUT', `${page}/restriction`, read(['ada']));
    const added = await ask('ada', 'POST', `${page}/restriction`, read(['grace']));
    expect(named(added.json)[0]?.users).toEqual([accountId('ada'), accountId('grace')]);
    const replaced = await ask('ada', 'PUT', `${page}/restriction`, read(['ada']));
    expect(named(replaced.json)[0]?.users).toEqual([accountId('ada')]);
  });

  it('can not lock out the one who sets them, nor name people and operations that are not there', async () => {
    const { ask } = freshSite();
    const only = [{ operation: 'read', restrictions: { user: [user('grace')] } }];
    expect((await ask('ada', 'PUT', `${page}/restriction`, only)).status).toBe(400);
    expect((await ask('admin', 'PUT', `${page}/restriction`, only)).status).toBe(200);
    const nobody = [{ operation: 'read', restrictions: { user: [{ accountId: 'x' }] } }];
    expect((await ask('admin', 'PUT', `${page}/restriction`, nobody)).status).toBe(400);
    const unknown = [{ operation: 'delete', restrictions: { user: [user('admin')] } }];
    expect((await ask('admin', 'PUT', `${page}/restriction`, unknown)).status).toBe(400);
    const noGroup = [{ operation: 'read', restrictions: { group: [{ name: 'nobodies' }] } }];
    expect((await ask('admin', 'PUT', `${page}/restriction`, noGroup)).status).toBe(400);
  });

  it('tell the site once, and only when something changed', async () => {
    const { ask, events } = freshSite();
    const only = [{ operation: 'read', restrictions: { user: [user('ada')] } }];
    await ask('ada', 'PUT', `${page}/restriction`, only);
    await ask('ada', 'PUT', `${page}/restriction`, only);
    expect(events.map(({ kind }) => kind)).toEqual(['restrictions.changed', 'audit.recorded']);
    expect(events[0]).toMatchObject({ contentId: 2100002, actorId: accountId('ada'), before: { read: '' } });
  });
});
