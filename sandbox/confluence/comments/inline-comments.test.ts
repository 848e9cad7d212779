import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshSite, resultsOf } from '../test-support/fresh-site.ts';

const comments = '/wiki/api/v2/inline-comments';
const page = '/wiki/api/v2/pages/2100002';
const body = { representation: 'storage', value: '<p>Why?</p>' };
const words = 'We will look at the gift pass in Q4.';
type Ask = ReturnType<typeof freshSite>['ask'];

const pageSchema = z.object({
  version: z.object({ number: z.number() }),
  body: z.object({ storage: z.object({ value: z.string() }) }),
});

async function readPage(ask: Ask) {
  const { json } = await ask('ada', 'GET', `${page}?body-format=storage`);
  const read = pageSchema.parse(json);
  return { version: read.version.number, value: read.body.storage.value };
}

async function writePage(ask: Ask, value: string) {
  const { version } = await readPage(ask);
  const { status } = await ask('ada', 'PUT', page, {
    id: '2100002',
    status: 'current',
    title: 'Q3 Planning',
    body: { representation: 'storage', value },
    version: { number: version + 1 },
  });
  expect(status).toBe(200);
}

function comment(ask: Ask, textSelection: string, textSelectionMatchCount = 1, textSelectionMatchIndex = 0) {
  return ask('grace', 'POST', comments, {
    pageId: '2100002',
    body,
    inlineCommentProperties: { textSelection, textSelectionMatchCount, textSelectionMatchIndex },
  });
}

describe('inline comments', () => {
  it('lists what they stand on', async () => {
    const { ask } = freshSite();
    const inline = await ask('ada', 'GET', `${page}/inline-comments`);
    expect(resultsOf(inline.json)).toMatchObject([
      { resolutionStatus: 'open', properties: { inlineOriginalSelection: words } },
    ]);
  });

  it('puts a marker into the body, without a version, and keeps replies in the thread', async () => {
    const { ask } = freshSite();
    const before = await readPage(ask);
    const created = await comment(ask, 'no new social channel');
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`${comments}/${created.json.id}`);
    expect(created.json).toMatchObject({ resolutionStatus: 'open' });
    expect(created.json).not.toHaveProperty('resolutionLastModifierId');
    const { inlineMarkerRef } = z.object({ inlineMarkerRef: z.string() }).parse(created.json.properties);
    const after = await readPage(ask);
    expect(after.version).toBe(before.version);
    expect(after.value).toBe(
      before.value.replace(
        'no new social channel',
        `<ac:inline-comment-marker ac:ref="${inlineMarkerRef}">no new social channel</ac:inline-comment-marker>`,
      ),
    );
    const reply = await ask('ada', 'POST', comments, { parentCommentId: created.json.id, body });
    expect(reply.json).toMatchObject({
      parentCommentId: created.json.id,
      properties: { inlineMarkerRef },
    });
    const roots = await ask('ada', 'GET', `${page}/inline-comments`);
    expect(resultsOf(roots.json).map((row) => row.id)).not.toContain(reply.json.id);
  });

  it('needs words that stand there as often as it says', async () => {
    const { ask } = freshSite();
    expect((await comment(ask, 'no such words')).status).toBe(400);
    expect((await comment(ask, 'no new social channel', 2, 1)).status).toBe(400);
    expect((await ask('ada', 'POST', comments, { pageId: '2100002', body })).status).toBe(400);
  });

  it('resolves and reopens the thread, and says who did', async () => {
    const { ask, events } = freshSite();
    const set = (number: number, resolved: boolean) =>
      ask('ada', 'PUT', `${comments}/2900004`, { version: { number }, resolved });
    expect((await set(3, true)).status).toBe(409);
    const resolved = await set(2, true);
    expect(resolved.json).toMatchObject({ resolutionStatus: 'resolved', version: { number: 2 } });
    expect(resolved.json.resolutionLastModifiedAt).toBe('2026-09-16T12:00:00.000Z');
    const open = await ask('ada', 'GET', `${page}/inline-comments?resolution-status=open,reopened`);
    expect(resultsOf(open.json)).toEqual([]);
    expect((await set(3, false)).json.resolutionStatus).toBe('reopened');
    expect(events.map(({ kind }) => kind)).toEqual(['comment.updated', 'comment.updated']);
  });

  it('dangles when its marker is gone from the page, and stands again when it is back', async () => {
    const { ask } = freshSite();
    const { value } = await readPage(ask);
    const status = async () => (await ask('ada', 'GET', `${comments}/2900004`)).json.resolutionStatus;
    await writePage(ask, '<p>Rewritten.</p>');
    expect(await status()).toBe('dangling');
    const listed = await ask('ada', 'GET', `${page}/inline-comments?resolution-status=dangling`);
    expect(resultsOf(listed.json)).toHaveLength(1);
    const update = { version: { number: 2 }, resolved: true };
    expect((await ask('ada', 'PUT', `${comments}/2900004`, update)).status).toBe(400);
    await writePage(ask, value);
    expect(await status()).toBe('open');
  });

  it('stays resolved when its marker goes', async () => {
    const { ask } = freshSite();
    await ask('ada', 'PUT', `${comments}/2900004`, { version: { number: 2 }, resolved: true });
    await writePage(ask, '<p>Rewritten.</p>');
    expect((await ask('ada', 'GET', `${comments}/2900004`)).json.resolutionStatus).toBe('resolved');
  });

  it('is deleted for good, and is no footer comment', async () => {
    const { ask } = freshSite();
    expect((await ask('ada', 'GET', '/wiki/api/v2/footer-comments/2900004')).status).toBe(404);
    expect((await ask('grace', 'DELETE', `${comments}/2900004`)).status).toBe(204);
    expect((await ask('ada', 'GET', `${comments}/2900004`)).status).toBe(404);
  });
});
