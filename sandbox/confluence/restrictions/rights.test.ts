import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { basic, freshSite, resultsOf } from '../test-support/fresh-site.ts';
import { type Nick, personByNick } from '../users/people.ts';

// Grace writes in Engineering, so does Alan; Ada only reads there. What Grace closes is closed to both, on every way in.
const v1 = '/wiki/rest/api';
const v2 = '/wiki/api/v2';

type Ask = ReturnType<typeof freshSite>['ask'];

async function closedPage() {
  const { ask, app } = freshSite();
  const spaces = await ask('grace', 'GET', `${v2}/spaces?keys=ENG`);
  const spaceId = String(resultsOf(spaces.json)[0]?.id);
  const page = async (title: string, parentId?: unknown) => {
    const body = { representation: 'storage', value: '<p>quetzalcoatlus</p>' };
    const made = await ask('grace', 'POST', `${v2}/pages`, { spaceId, title, body, parentId });
    return String(made.json.id);
  };
  const parent = await page('Secret plans');
  const child = await page('Below the secret', parent);
  const comment = await ask('grace', 'POST', `${v2}/footer-comments`, {
    pageId: child,
    body: { representation: 'storage', value: '<p>pterodactyl</p>' },
  });
  await ask('grace', 'POST', `${v1}/content/${child}/label`, [{ prefix: 'global', name: 'hushed' }]);
  const form = new FormData();
  form.append('file', new Blob(['x']), 'secret.txt');
  await app.request(`http://localhost:4500${v1}/content/${child}/child/attachment`, {
    method: 'POST',
    headers: { authorization: basic('grace'), 'X-Atlassian-Token': 'no-check' },
    body: form,
  });
  const labels = await ask('grace', 'GET', `${v2}/labels?limit=250`);
  const label = String(resultsOf(labels.json).find(({ name }) => name === 'hushed')?.id);
  const files = await ask('grace', 'GET', `${v2}/pages/${child}/attachments`);
  const file = String(resultsOf(files.json)[0]?.id);
  const closed = await ask('grace', 'PUT', `${v1}/content/${parent}/restriction`, [
    { operation: 'read', restrictions: { user: [{ type: 'known', accountId: accountId('grace') }] } },
  ]);
  expect(closed.status).toBe(200);
  return { ask, spaceId, parent, child, comment: String(comment.json.id), label, file };
}

function accountId(nick: Nick): string {
  return personByNick(nick)?.accountId ?? '';
}

async function ids(ask: Ask, who: Nick, path: string): Promise<string[]> {
  const { status, json } = await ask(who, 'GET', path);
  if (status !== 200) return [];
  const row = z.looseObject({
    id: z.string().optional(),
    content: z.looseObject({ id: z.string() }).optional(),
  });
  return z
    .array(row)
    .parse(json.results)
    .map(({ id, content }) => content?.id ?? id ?? '');
}

describe('rights', () => {
  it('show a closed page and all below it to those named and to administrators, on every way in', async () => {
    const { ask, spaceId, parent, child, comment, label, file } = await closedPage();
    const single = [
      `${v2}/pages/${parent}`,
      `${v2}/pages/${child}`,
      `${v2}/pages/${child}/descendants`,
      `${v2}/pages/${child}/children`,
      `${v2}/pages/${child}/direct-children`,
      `${v2}/pages/${child}/ancestors`,
      `${v2}/pages/${child}/labels`,
      `${v2}/pages/${child}/footer-comments`,
      `${v2}/pages/${child}/inline-comments`,
      `${v2}/pages/${child}/attachments`,
      `${v2}/pages/${child}/versions`,
      `${v2}/pages/${child}/properties`,
      `${v2}/pages/${child}/operations`,
      `${v2}/pages/${child}/likes/count`,
      `${v2}/footer-comments/${comment}`,
      `${v2}/attachments/${file}`,
      `${v1}/content/${child}/restriction`,
      `${v1}/content/${child}/child/attachment/${file}/download`,
    ];
    for (const path of single) {
      const statuses = [];
      for (const who of ['grace', 'admin', 'ada', 'alan'] as const)
        statuses.push((await ask(who, 'GET', path)).status);
      const fine = path.endsWith('/download') ? 302 : 200;
      expect([path, ...statuses]).toEqual([path, fine, fine, 404, 404]);
    }
    const lists = [
      { path: `${v2}/pages?limit=250`, id: child },
      { path: `${v2}/pages?title=below+the+secret`, id: child },
      { path: `${v2}/spaces/${spaceId}/pages?limit=250`, id: parent },
      { path: `${v2}/labels/${label}/pages`, id: child },
      { path: `${v2}/labels?limit=250`, id: label },
      { path: `${v2}/footer-comments?limit=250`, id: comment },
      { path: `${v2}/attachments?limit=250`, id: file },
      { path: `${v1}/search?cql=text~quetzalcoatlus`, id: child },
      { path: `${v1}/search?cql=${encodeURIComponent('title = "Secret plans"')}`, id: parent },
      { path: `${v1}/search?cql=text~pterodactyl`, id: comment },
      { path: `${v1}/search?cql=${encodeURIComponent('label = hushed')}`, id: child },
    ];
    for (const { path, id } of lists) {
      const seen = [];
      for (const who of ['grace', 'admin', 'ada', 'alan'] as const)
        seen.push((await ids(ask, who, path)).includes(id));
      expect([path, ...seen]).toEqual([path, true, true, false, false]);
    }
  });

  it('refuse what a closed page is written with: as if it were not there', async () => {
    const { ask, child } = await closedPage();
    const body = { representation: 'storage', value: '<p>x</p>' };
    const version = { number: 2 };
    const writes: [string, string, unknown][] = [
      ['PUT', `${v2}/pages/${child}`, { id: child, status: 'current', title: 'x', body, version }],
      ['DELETE', `${v2}/pages/${child}`, undefined],
      ['POST', `${v2}/footer-comments`, { pageId: child, body }],
      ['POST', `${v2}/pages/${child}/properties`, { key: 'k', value: 1 }],
      ['POST', `${v1}/content/${child}/label`, [{ prefix: 'global', name: 'x' }]],
      ['PUT', `${v1}/content/${child}/restriction`, []],
    ];
    for (const [method, path, asked] of writes) {
      const { status } = await ask('alan', method, path, asked);
      expect([method, path, status]).toEqual([method, path, 404]);
    }
  });

  it('let others read but not change what is closed for editing', async () => {
    const { ask, child, parent } = await closedPage();
    await ask('grace', 'DELETE', `${v1}/content/${parent}/restriction`);
    const closed = [
      { operation: 'update', restrictions: { user: [{ type: 'known', accountId: accountId('grace') }] } },
    ];
    expect((await ask('grace', 'PUT', `${v1}/content/${child}/restriction`, closed)).status).toBe(200);
    const edit = { id: child, status: 'current', title: 'Changed', version: { number: 2 } };
    expect((await ask('alan', 'GET', `${v2}/pages/${child}`)).status).toBe(200);
    expect((await ask('alan', 'PUT', `${v2}/pages/${child}`, edit)).status).toBe(404);
    expect(
      (await ask('alan', 'PUT', `${v2}/pages/${child}/title`, { status: 'current', title: 'x' })).status,
    ).toBe(404);
    expect((await ask('alan', 'PUT', `${v1}/content/${child}/restriction`, [])).status).toBe(403);
    expect((await ask('grace', 'PUT', `${v2}/pages/${child}`, edit)).status).toBe(200);
  });

  it('keep a private space to its creator and administrators', async () => {
    const { ask } = freshSite();
    const space = await ask('ada', 'POST', `${v1}/space/_private`, { key: 'QUIET', name: 'Quiet' });
    const id = String(space.json.id);
    const page = await ask('ada', 'POST', `${v2}/pages`, { spaceId: id, title: 'Diplodocus' });
    for (const path of [
      `${v2}/spaces/${id}`,
      `${v2}/spaces/${id}/pages`,
      `${v2}/pages/${String(page.json.id)}`,
    ]) {
      const statuses = [];
      for (const who of ['ada', 'admin', 'grace'] as const)
        statuses.push((await ask(who, 'GET', path)).status);
      expect([path, ...statuses]).toEqual([path, 200, 200, 404]);
    }
    expect(await ids(ask, 'grace', `${v2}/spaces?keys=QUIET`)).toEqual([]);
    expect(await ids(ask, 'grace', `${v1}/search?cql=title=Diplodocus`)).toEqual([]);
    expect((await ask('grace', 'POST', `${v2}/pages`, { spaceId: id, title: 'In' })).status).toBe(404);
    expect((await ask('grace', 'DELETE', `${v1}/space/QUIET`)).status).toBe(404);
  });

  it('show a draft to its author and to administrators alone', async () => {
    const { ask, spaceId } = await closedPage();
    const draft = await ask('grace', 'POST', `${v2}/pages`, { spaceId, title: 'Half', status: 'draft' });
    const path = `${v2}/pages/${String(draft.json.id)}?get-draft=true`;
    expect((await ask('grace', 'GET', path)).status).toBe(200);
    expect((await ask('admin', 'GET', path)).status).toBe(200);
    expect((await ask('alan', 'GET', path)).status).toBe(404);
  });
});
