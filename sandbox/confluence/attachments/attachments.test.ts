import { describe, expect, it } from 'vitest';
import { basic, freshSite, resultsOf, titleOf } from '../test-support/fresh-site.ts';
import type { Nick } from '../users/people.ts';

const page = '2300002';
const upload = `/wiki/rest/api/content/${page}/child/attachment`;
type App = ReturnType<typeof freshSite>['app'];

type Sent = { name: string; text: string; type?: string; comment?: string };

async function send(
  app: App,
  who: Nick,
  method: string,
  path: string,
  files: Sent[],
  headers: Record<string, string> = { 'X-Atlassian-Token': 'no-check' },
) {
  const form = new FormData();
  for (const file of files) {
    form.append('file', new File([file.text], file.name, { type: file.type ?? '' }));
    if (file.comment !== undefined) form.append('comment', file.comment);
  }
  form.append('minorEdit', 'true');
  const response = await app.request(`http://localhost:4500${path}`, {
    method,
    body: form,
    headers: { authorization: basic(who), ...headers },
  });
  const text = await response.text();
  const json: Record<string, unknown> = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: response.status, text, json };
}

async function uploadedId(app: App, name = 'plan.txt', text = 'first'): Promise<unknown> {
  const { json } = await send(app, 'ada', 'POST', upload, [{ name, text }]);
  return resultsOf(json)[0]?.id;
}

/** Follows a download to its bytes, without credentials once it has been redirected. */
async function fetchFile(app: App, path: string) {
  const first = await app.request(`http://localhost:4500${path}`, {
    headers: { authorization: basic('ada') },
  });
  const location = first.headers.get('location') ?? '';
  return { first, location, file: await app.request(location) };
}

describe('attachments', () => {
  it('takes several files at once, each with its comment, and shows them over v1 and v2', async () => {
    const { app, ask, events } = freshSite();
    const sent = await send(app, 'ada', 'POST', upload, [
      { name: 'a.png', text: 'PNG', type: 'image/png', comment: 'one' },
      { name: 'b.csv', text: '1,2', comment: 'two' },
    ]);
    expect(sent.status).toBe(200);
    const [first] = resultsOf(sent.json);
    expect(first).toMatchObject({
      type: 'attachment',
      status: 'current',
      title: 'a.png',
      version: { number: 1, minorEdit: true },
      extensions: { mediaType: 'image/png', fileSize: 3, comment: 'one' },
    });
    expect(first?.id).toMatch(/^att\d+$/);
    const listed = await ask('alan', 'GET', `/wiki/api/v2/pages/${page}/attachments`);
    expect(resultsOf(listed.json).map((row) => [row.title, row.mediaType, row.comment])).toEqual([
      ['a.png', 'image/png', 'one'],
      ['b.csv', 'text/csv', 'two'],
    ]);
    const one = await ask('alan', 'GET', `/wiki/api/v2/attachments/${first?.id}`);
    expect(one.json).toMatchObject({
      pageId: page,
      fileSize: 3,
      downloadLink: `/rest/api/content/${page}/child/attachment/${first?.id}/download`,
      version: { number: 1, message: 'one' },
      _links: { base: 'http://localhost:4500/wiki' },
    });
    const filtered = await ask('ada', 'GET', `/wiki/api/v2/pages/${page}/attachments?filename=b.csv`);
    expect(resultsOf(filtered.json).map((row) => row.title)).toEqual(['b.csv']);
    expect(events.map(({ kind }) => kind)).toEqual(['attachment.created', 'attachment.created']);
  });

  it('needs the header against forged forms, and the right to change the page', async () => {
    const { app } = freshSite();
    const files = [{ name: 'a.txt', text: 'x' }];
    const forged = await send(app, 'ada', 'POST', upload, files, {});
    expect([forged.status, forged.text]).toEqual([403, 'XSRF check failed']);
    expect((await send(app, 'ada', 'PUT', upload, files, { 'X-Atlassian-Token': 'nocheck' })).status).toBe(
      200,
    );
    expect((await send(app, 'alan', 'POST', upload, files)).status).toBe(403);
    expect(
      (await send(app, 'ada', 'POST', '/wiki/rest/api/content/999/child/attachment', files)).status,
    ).toBe(404);
  });

  it('refuses a name that the page has, and adds nothing then; PUT makes a version of it', async () => {
    const { app, ask } = freshSite();
    const id = await uploadedId(app);
    const again = await send(app, 'ada', 'POST', upload, [
      { name: 'new.txt', text: 'x' },
      { name: 'plan.txt', text: 'y' },
    ]);
    expect(again.status).toBe(400);
    expect(again.json.message).toBe(
      'com.atlassian.confluence.api.service.exceptions.BadRequestException: Cannot add a new attachment with same file name as an existing attachment: plan.txt',
    );
    expect((await ask('ada', 'GET', `/wiki/api/v2/pages/${page}/attachments`)).text).not.toContain('new.txt');
    const put = await send(app, 'ada', 'PUT', upload, [{ name: 'plan.txt', text: 'second' }]);
    expect(resultsOf(put.json)).toMatchObject([{ id, version: { number: 2 }, extensions: { fileSize: 6 } }]);
    const versions = await ask('ada', 'GET', `/wiki/api/v2/attachments/${id}?include-versions=true`);
    expect(versions.json.versions).toMatchObject({ results: [{ number: 2 }, { number: 1 }] });
    const first = await ask('ada', 'GET', `/wiki/api/v2/attachments/${id}?version=1`);
    expect(first.json).toMatchObject({ fileSize: 5, version: { number: 1 } });
    expect((await send(app, 'ada', 'POST', upload, [{ name: 'a/b.txt', text: 'x' }])).status).toBe(400);
  });

  it('leads to the bytes by a link that needs no credentials, for ten minutes', async () => {
    let now = Date.parse('2026-09-16T12:00:00.000Z');
    const { app, ask } = freshSite(() => new Date(now));
    const id = await uploadedId(app, 'Größe.html', '<p>hi</p>');
    const { first, location, file } = await fetchFile(app, `${upload}/${id}/download`);
    expect(first.status).toBe(302);
    expect(file.status).toBe(200);
    expect(await file.text()).toBe('<p>hi</p>');
    expect(file.headers.get('content-type')).toBe('text/html');
    expect(file.headers.get('content-disposition')).toBe(
      'attachment; filename="Gr__e.html"; filename*=UTF-8\'\'Gr%C3%B6%C3%9Fe.html',
    );
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    expect((await app.request(location.replace(/token=\d+\./, 'token=99999999999999.'))).status).toBe(401);
    now += 10 * 60 * 1000;
    expect((await app.request(location)).status).toBe(401);
    const byName = await fetchFile(
      app,
      `/wiki/download/attachments/${page}/${encodeURIComponent('Größe.html')}`,
    );
    expect(await byName.file.text()).toBe('<p>hi</p>');
    expect((await app.request(`http://localhost:4500/wiki/download/attachments/${page}/x`)).status).toBe(401);
    expect((await ask('ada', 'GET', `${upload}/att1/download`)).status).toBe(404);
  });

  it('downloads any version, and refuses one that is too high', async () => {
    const { app, ask } = freshSite();
    const id = await uploadedId(app);
    const data = await send(app, 'ada', 'POST', `${upload}/${id}/data`, [
      { name: 'other.txt', text: 'second' },
    ]);
    expect(data.json).toMatchObject({ id, title: 'plan.txt', version: { number: 2 } });
    const old = await fetchFile(app, `${upload}/${id}/download?version=1`);
    expect(await old.file.text()).toBe('first');
    const latest = await fetchFile(app, `${upload}/${id}/download`);
    expect(await latest.file.text()).toBe('second');
    for (const version of ['3', '0', 'x'])
      expect((await ask('ada', 'GET', `${upload}/${id}/download?version=${version}`)).status).toBe(400);
  });

  it('goes to the trash, frees its name there, and is purged only from there', async () => {
    const { app, ask } = freshSite();
    const id = await uploadedId(app);
    const path = `/wiki/api/v2/attachments/${id}`;
    expect((await ask('alan', 'DELETE', path)).status).toBe(404);
    expect((await ask('ada', 'DELETE', `${path}?purge=true`)).status).toBe(400);
    expect((await ask('ada', 'DELETE', path)).status).toBe(204);
    expect((await ask('ada', 'GET', path)).json.status).toBe('trashed');
    const list = `/wiki/api/v2/pages/${page}/attachments`;
    expect(resultsOf((await ask('ada', 'GET', list)).json)).toEqual([]);
    expect(resultsOf((await ask('ada', 'GET', `${list}?status=trashed`)).json)).toHaveLength(1);
    expect((await ask('ada', 'GET', `${upload}/${id}/download`)).status).toBe(404);
    expect(await uploadedId(app)).not.toBe(id);
    expect((await ask('ada', 'DELETE', `${path}?purge=true`)).status).toBe(204);
    expect((await ask('ada', 'GET', path)).status).toBe(404);
  });

  it('takes comments, says what may be done, and refuses an id that is none', async () => {
    const { app, ask } = freshSite();
    const id = await uploadedId(app);
    const body = { representation: 'storage', value: '<p>Fine</p>' };
    const created = await ask('alan', 'POST', '/wiki/api/v2/footer-comments', { attachmentId: id, body });
    expect(created.json).toMatchObject({ attachmentId: id, title: 'Re: plan.txt' });
    const onPage = await ask('ada', 'GET', `/wiki/api/v2/pages/${page}/footer-comments`);
    expect(resultsOf(onPage.json).map((row) => row.id)).not.toContain(created.json.id);
    const may = await ask('alan', 'GET', `/wiki/api/v2/attachments/${id}?include-operations=true`);
    expect(may.json.operations).toMatchObject({ results: [{ operation: 'read', targetType: 'attachment' }] });
    const refused = await ask('ada', 'GET', '/wiki/api/v2/attachments/plan');
    expect([refused.status, titleOf(refused.json)]).toEqual([
      400,
      "Provided value {plan} for 'id' is not the correct type. Expected type is ContentId",
    ]);
  });

  it('may be larger than any other request', async () => {
    const { app, ask } = freshSite();
    const text = 'x'.repeat(6 * 1024 * 1024);
    const sent = await send(app, 'ada', 'POST', upload, [{ name: 'big.txt', text }]);
    expect(resultsOf(sent.json)[0]?.extensions).toMatchObject({ fileSize: text.length });
    expect((await ask('ada', 'POST', '/wiki/api/v2/pages', { text })).status).toBe(413);
  });

  it('lists fifty at a time when nothing else is asked for', async () => {
    const { app, ask } = freshSite();
    const files = Array.from({ length: 51 }, (_, index) => ({ name: `${index}.txt`, text: 'x' }));
    await send(app, 'ada', 'POST', upload, files);
    const first = await ask(
      'ada',
      'GET',
      '/wiki/api/v2/attachments?sort=-created-date&filename=&mediaType=text/plain',
    );
    expect(resultsOf(first.json)).toHaveLength(50);
    expect(first.headers.get('link')).toContain('rel="next"');
  });
});
