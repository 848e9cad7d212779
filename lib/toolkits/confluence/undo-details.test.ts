import { type Json, storage, unique } from '@tributary/sandbox/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RestRefusal } from '../../domain/rest.ts';
import { planUndo } from '../toolkits.ts';
import { type SaidUndo, said } from './test-support/said.ts';
import { edit, lookAt, newContent, spaceId, trash } from './test-support/undo-case.ts';
import { type Done, openUndoSite, type UndoSite } from './test-support/undo-site.ts';

let site: UndoSite;
beforeAll(async () => {
  site = await openUndoSite();
});
afterAll(() => site?.close());

function possible(plan: SaidUndo): Extract<SaidUndo, { possible: true }> {
  if (!plan.possible) throw new Error(plan.reason);
  return plan;
}

const task = (id: number, status: string) =>
  `<ac:task><ac:task-id>${id}</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>T${id}</ac:task-body></ac:task>`;
const list = (...tasks: string[]) => `<ac:task-list>${tasks.join('')}</ac:task-list>`;

async function updated(body: string, former: Json = {}): Promise<Done> {
  const page = await newContent(site, 'pages', former);
  const { id, title, spaceId: space } = page;
  const asked = { id, title, spaceId: space, body: { storage: { value: body } }, version: { number: 2 } };
  return site.write('CONFLUENCE_UPDATE_PAGE', asked);
}

describe('an update', () => {
  it('comes back byte for byte, as a version that says what it takes back', async () => {
    const body =
      '<p>Ünïcode &amp; “quotes” 🙂</p><ac:structured-macro ac:name="code" ac:macro-id="1"><ac:plain-text-body><![CDATA[a < b]]></ac:plain-text-body></ac:structured-macro>';
    const page = await newContent(site, 'pages', { body: storage(body) });
    const former = await lookAt(site, 'pages', page.id);
    const { id, title, spaceId: space } = page;
    const asked = { id, title, spaceId: space, body: { storage: { value: '<p>gone</p>' } } };
    const done = await site.write('CONFLUENCE_UPDATE_PAGE', { ...asked, version: { number: 2 } });
    await site.carryOut(possible(await site.planUndo(done)).steps);
    expect(await lookAt(site, 'pages', id)).toEqual(former);
    const { version } = await site.rest('GET', `/wiki/api/v2/pages/${id}`);
    expect(version).toMatchObject({ number: 3, message: 'Takes back version 2' });
  });

  it('shows the way from now back to the former text', async () => {
    const { change } = possible(await site.planUndo(await updated('<p>two</p>')));
    expect(change.preview).toMatchObject({
      type: 'diff',
      source: { before: '<p>two</p>', after: '<p>one</p>' },
      rows: [
        { change: 'removed', block: { children: [{ text: 'two' }] } },
        { change: 'added', block: { children: [{ text: 'one' }] } },
      ],
    });
  });

  it('gives an empty page its emptiness again', async () => {
    const done = await updated('<p>two</p>', { body: storage('') });
    await site.carryOut(possible(await site.planUndo(done)).steps);
    expect(await lookAt(site, 'pages', done.arguments.id)).toMatchObject({ body: '' });
  });

  it('names the comments and ticks that people made since on the text that goes', async () => {
    const done = await updated(`${list(task(1, 'incomplete'), task(2, 'incomplete'))}<p>hello world</p>`, {
      body: storage(list(task(1, 'incomplete'))),
    });
    const { id } = done.arguments;
    const [first] = (await site.rest('GET', `/wiki/api/v2/tasks?page-id=${id}`)).results;
    await site.rest('PUT', `/wiki/api/v2/tasks/${first.id}`, { status: 'complete' });
    const words = { textSelection: 'world', textSelectionMatchCount: 1, textSelectionMatchIndex: 0 };
    const comment = { pageId: id, body: storage('<p>Which?</p>'), inlineCommentProperties: words };
    await site.rest('POST', '/wiki/api/v2/inline-comments', comment);
    expect(possible(await site.planUndo(done)).change.losses).toEqual([
      {
        what: 'comment',
        count: 1,
        examples: ['world'],
        words: '1 inline comment made since loses its place',
      },
      { what: 'task', count: 1, words: '1 task changed since goes back to the former state', examples: [] },
    ]);
  });

  it('counts no tick that it made itself as lost', async () => {
    const done = await updated(list(task(1, 'complete')), { body: storage(list(task(1, 'incomplete'))) });
    expect(possible(await site.planUndo(done)).change.losses).toEqual([]);
  });

  it('is refused when another page has the former title by now', async () => {
    const page = await newContent(site, 'pages');
    const asked = { id: page.id, title: unique('Renamed'), spaceId: page.spaceId, version: { number: 2 } };
    const done = await site.write('CONFLUENCE_UPDATE_PAGE', {
      ...asked,
      body: { storage: { value: '<p>one</p>' } },
    });
    await newContent(site, 'pages', { title: page.title });
    expect(await site.planUndo(done)).toMatchObject({
      possible: false,
      reason: `Another page has the former title “${page.title}” now.`,
    });
  });

  it('is another undo, with another fingerprint, once a box was ticked; and the same as long as nothing happens', async () => {
    const done = await updated(list(task(1, 'incomplete')));
    const first = possible(await site.planUndo(done));
    expect(possible(await site.planUndo(done)).fingerprint).toBe(first.fingerprint);
    const [box] = (await site.rest('GET', `/wiki/api/v2/tasks?page-id=${done.arguments.id}`)).results;
    await site.rest('PUT', `/wiki/api/v2/tasks/${box.id}`, { status: 'complete' });
    expect(possible(await site.planUndo(done)).fingerprint).not.toBe(first.fingerprint);
  });
});

describe('a creation', () => {
  const asked = () => ({
    spaceId: 'ENG',
    title: unique('Made'),
    body: { storage: { value: '<p>one</p>' } },
  });

  it('shows the comments that go into the trash with it', async () => {
    const done = await site.write('CONFLUENCE_CREATE_PAGE', asked());
    const comment = { pageId: done.result.id, body: storage('<p>Nice</p>') };
    await site.rest('POST', '/wiki/api/v2/footer-comments', comment, 'grace');
    const { preview } = possible(await site.planUndo(done)).change;
    expect(preview).toMatchObject({
      type: 'removal',
      gone: [{ what: 'comments, with their answers', count: 1 }],
      blocks: [{ type: 'paragraph' }],
    });
  });

  it('is found by its title when its answer got lost', async () => {
    const done = await site.write('CONFLUENCE_CREATE_PAGE', asked());
    const plan = possible(await site.planUndo({ ...done, result: null }));
    expect(plan.steps).toEqual([
      { via: 'tool', tool: 'CONFLUENCE_DELETE_PAGE', arguments: { id: done.result.id } },
    ]);
  });

  it('is not mistaken for what somebody else made under the same title', async () => {
    const done = await site.write('CONFLUENCE_CREATE_PAGE', asked());
    const { id, title } = done.result;
    await trash(site, 'pages', id);
    await newContent(site, 'pages', { title });
    expect(await site.planUndo({ ...done, result: null })).toMatchObject({
      possible: false,
      reason: 'Its answer does not say which page was made.',
    });
  });

  it('of a draft is deleted for good, and says so', async () => {
    const body = { value: '<p>one</p>', representation: 'storage' };
    const draft = { spaceId: 'ENG', title: unique('Draft'), status: 'draft', body };
    const done = await site.write('CONFLUENCE_CREATE_BLOGPOST', draft);
    const plan = possible(await site.planUndo(done));
    expect(plan.change.sentence).toMatch(/^Takes back: the new draft “Draft \d+” .* is deleted for good/);
    await site.carryOut(plan.steps);
    expect(await site.planUndo(done)).toMatchObject({
      possible: false,
      reason: expect.stringMatching(/gone already/),
    });
  });

  it('of a space is deleted only after its name is typed', async () => {
    const done = await site.write('CONFLUENCE_CREATE_SPACE', { key: 'TYPED', name: 'Typed name' });
    expect(possible(await site.planUndo(done)).change).toMatchObject({
      typeToAllow: 'Typed name',
      undo: { possible: false, words: 'Confluence has no trash for spaces: it is gone for good.' },
    });
  });
});

describe('a deletion', () => {
  async function deleted(): Promise<{ done: Done; parentId: string; child: Json }> {
    const { id: parentId } = await newContent(site, 'pages');
    const { id } = await newContent(site, 'pages', { parentId });
    const child = await newContent(site, 'pages', { parentId: id });
    return { done: await site.write('CONFLUENCE_DELETE_PAGE', { id }), parentId, child };
  }
  const rowsOf = (plan: SaidUndo) => {
    const { preview } = possible(plan).change;
    return preview.type === 'values' ? preview.rows : [];
  };

  it('tells that the pages below it stay archived, as they then do', async () => {
    const { done, child } = await deleted();
    const plan = possible(await site.planUndo(done));
    expect(rowsOf(plan)).toContainEqual({
      name: '1 page that stood below it',
      before: 'archived with the deletion',
      after: `stay archived, to be restored one by one: “${child.title}”`,
    });
    await site.carryOut(plan.steps);
    expect(await lookAt(site, 'pages', child.id)).toMatchObject({ status: 'archived', parentId: null });
  });

  it('tells where the page comes back to when its parent is gone', async () => {
    const { done, parentId } = await deleted();
    await trash(site, 'pages', parentId);
    const plan = possible(await site.planUndo(done));
    expect(plan.change.sentence).toMatch(/, to the top of the space$/);
    expect(rowsOf(plan)).toContainEqual({
      name: 'Place',
      before: null,
      after: 'top of Engineering: the page above it is no longer there',
    });
    await site.carryOut(plan.steps);
    const { homepageId } = await site.rest('GET', `/wiki/api/v2/spaces/${await spaceId(site)}`);
    expect(await lookAt(site, 'pages', done.result.id)).toMatchObject({
      status: 'current',
      parentId: homepageId,
    });
  });

  it('is refused when the page was restored, changed and deleted again', async () => {
    const { done } = await deleted();
    const { id, title } = done.result;
    const asked = { id, status: 'current', title, version: { number: 2 } };
    await site.rest('PUT', `/wiki/api/v2/pages/${id}`, asked);
    await edit(site, 'pages', id);
    await trash(site, 'pages', id);
    expect(await site.planUndo(done)).toMatchObject({
      possible: false,
      reason: expect.stringMatching(/deleted again/),
    });
  });
});

describe('labels', () => {
  it('that are there still are taken off, also when another is not', async () => {
    const { id } = await newContent(site, 'pages');
    const labels = ['one', 'two'].map((name) => ({ name, prefix: 'global' }));
    const done = await site.write('CONFLUENCE_ADD_CONTENT_LABEL', { id, labels });
    await site.rest('DELETE', `/wiki/rest/api/content/${id}/label?name=one`);
    const plan = possible(await site.planUndo(done));
    expect(plan.change.preview).toEqual({
      type: 'values',
      rows: [{ name: 'Labels', before: 'two', after: null }],
    });
    await site.carryOut(plan.steps);
    expect((await site.rest('GET', `/wiki/api/v2/pages/${id}/labels`)).results).toEqual([]);
  });

  it('of one’s own are taken off too', async () => {
    const { id } = await newContent(site, 'pages');
    const labels = [{ name: 'later', prefix: 'my' }];
    const done = await site.write('CONFLUENCE_ADD_CONTENT_LABEL', { id, labels });
    await site.carryOut(possible(await site.planUndo(done)).steps);
    expect(await site.planUndo(done)).toMatchObject({
      possible: false,
      reason: '“my:later” was taken off already.',
    });
  });

  it('that have a namesake are left alone: the wrong one might go', async () => {
    const { id } = await newContent(site, 'pages');
    const labels = [{ name: 'todo', prefix: 'my' }];
    const done = await site.write('CONFLUENCE_ADD_CONTENT_LABEL', { id, labels });
    const path = `/wiki/rest/api/content/${id}/label`;
    await site.rest('POST', path, [{ name: 'todo', prefix: 'global' }]);
    expect(await site.planUndo(done)).toMatchObject({
      possible: false,
      reason: expect.stringMatching(/two labels of the same name/),
    });
  });
});

describe('what cannot be known', () => {
  const done = { tool: 'CONFLUENCE_UPDATE_PAGE', arguments: { id: '1' }, result: null };

  it.each([
    ['nothing was kept', null],
    ['it could not be looked at', { type: 'unknown' }],
    ['something else was kept', { type: 'content-updated', id: 1 }],
  ])('is refused when %s', async (_, before) => {
    expect(await site.planUndo({ ...done, before })).toEqual({
      possible: false,
      reason: 'What was there before is not known, so it cannot be taken back here.',
      url: null,
    });
  });

  it('is refused with the reason when Confluence does not let it be read', async () => {
    const before = {
      type: 'labels-added',
      content: 'page',
      id: '1',
      added: [{ prefix: 'global', name: 'a' }],
    };
    const refusing = {
      get: async () => {
        throw new RestRefusal(403, 'Not for you');
      },
    };
    const labelled = { ...done, tool: 'CONFLUENCE_ADD_CONTENT_LABEL' };
    const plan = said(await planUndo(refusing, { ...labelled, before: { ...before, present: [] } }));
    expect(plan).toMatchObject({ possible: false, reason: expect.stringMatching(/403: Not for you/) });
  });
});
