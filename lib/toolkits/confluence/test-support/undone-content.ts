import { type Json, storage, unique } from '@tributary/sandbox/testing';
import { edit, lookAt, newContent, spaceId, trash, type UndoCase } from './undo-case.ts';
import type { UndoSite } from './undo-site.ts';

const TASK =
  '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Ship it</ac:task-body></ac:task></ac:task-list>';

async function newComment(site: UndoSite, body: Json, person = 'grace'): Promise<Json> {
  return site.rest('POST', '/wiki/api/v2/footer-comments', { ...body, body: storage('<p>Hm.</p>') }, person);
}

async function titles(site: UndoSite, collection: string, title: string): Promise<string[]> {
  const path = `/wiki/api/v2/${collection}?space-id=${await spaceId(site)}&title=${encodeURIComponent(title)}`;
  return (await site.rest('GET', path)).results.map((row: Json) => row.title);
}

async function labelsOf(site: UndoSite, id: string): Promise<string[]> {
  return (await site.rest('GET', `/wiki/api/v2/pages/${id}/labels`)).results.map((row: Json) => row.name);
}

const addLabels = (site: UndoSite, id: string, ...names: string[]) =>
  site.rest(
    'POST',
    `/wiki/rest/api/content/${id}/label`,
    names.map((name) => ({ prefix: 'global', name })),
  );

async function setTask(site: UndoSite, id: string, status: string): Promise<void> {
  await site.rest('PUT', `/wiki/api/v2/tasks/${id}`, { status }, 'grace');
}

function update(type: 'pages' | 'blogposts'): UndoCase {
  return {
    async input(site) {
      const { id, spaceId: space } = await newContent(site, type);
      const title = unique('Changed');
      const version = { number: 2, message: 'why' };
      return { id, title, spaceId: space, body: { storage: { value: '<p>two</p>' } }, version };
    },
    look: (site, input) => lookAt(site, type, input.id),
    sentence:
      /^Takes back: the update of “Changed \d+” in Engineering; what version 1 said becomes version 3$/,
    meanwhile: [
      {
        what: 'Grace edited it',
        act: (site, done) => edit(site, type, done.arguments.id),
        reason: /^Grace Hopper made version 3 since\.$/,
      },
      {
        what: 'it was edited twice',
        async act(site, done) {
          await edit(site, type, done.arguments.id);
          await edit(site, type, done.arguments.id);
        },
        reason: /^Grace Hopper made version 4 since, the last of 2 newer ones\.$/,
      },
      {
        what: 'it was deleted',
        act: (site, done) => trash(site, type, done.arguments.id),
        reason: /“Changed \d+” is in the trash now\.$/,
      },
    ],
  };
}

/** Where a page stands, and beside what. */
async function placeOf(site: UndoSite, { id }: Json): Promise<unknown> {
  const {
    parentId,
    spaceId: space,
    title,
    body,
  } = await site.rest('GET', `/wiki/api/v2/pages/${id}?body-format=storage`);
  const { results } = await site.rest('GET', `/wiki/api/v2/pages/${parentId}/children`);
  return { parentId, space, title, body: body.storage.value, order: results.map((row: Json) => row.id) };
}

/** The tools that write pages, blog posts and what is in or on them. */
export const contentCases: Record<string, UndoCase> = {
  MOVE_PAGE: {
    async input(site) {
      const [former, parent] = [await newContent(site, 'pages'), await newContent(site, 'pages')];
      const page = await newContent(site, 'pages', { parentId: former.id });
      await newContent(site, 'pages', { parentId: former.id });
      return { id: page.id, parentId: parent.id, version: { number: 2 } };
    },
    look: placeOf,
    sentence: /^Takes back: the page “Trial \d+” returns to its place under “Trial \d+” in Engineering$/,
    meanwhile: [
      {
        what: 'it was moved again',
        async act(site, done) {
          const other = await newContent(site, 'pages');
          await site.rest('PUT', `/wiki/rest/api/content/${done.arguments.id}/move/append/${other.id}`);
        },
        reason: /^The page “Trial \d+” was moved again since\.$/,
      },
      {
        what: 'the page that it stood below was deleted',
        act: (site, done) => trash(site, 'pages', done.before.from.parentId),
        reason: /“Trial \d+” is in the trash/,
      },
      {
        what: 'it was deleted',
        act: (site, done) => trash(site, 'pages', done.arguments.id),
        reason: /“Trial \d+” is trashed now\.$/,
      },
    ],
  },
  UPDATE_PAGE: update('pages'),
  UPDATE_BLOGPOST: update('blogposts'),

  CREATE_PAGE: {
    input: async (site) => ({
      spaceId: 'ENG',
      title: unique('Made'),
      body: { storage: { value: '<p>one</p>' } },
      parentId: (await newContent(site, 'pages')).id,
    }),
    look: (site, input) => titles(site, 'pages', input.title),
    sentence: /^Takes back: the new page “Made \d+” in Engineering goes to the trash$/,
    meanwhile: [
      {
        what: 'Grace edited it',
        act: (site, done) => edit(site, 'pages', done.result.id),
        reason: /^Grace Hopper made version 2 since\.$/,
      },
      {
        what: 'a page was put below it',
        act: (site, done) => newContent(site, 'pages', { parentId: done.result.id }),
        reason: /^1 page stands below it now and would lose its parent: “Trial \d+”\.$/,
      },
      {
        what: 'it was deleted',
        act: (site, done) => trash(site, 'pages', done.result.id),
        reason: /is in the trash already\.$/,
      },
    ],
  },

  CREATE_BLOGPOST: {
    input: async () => ({
      spaceId: 'ENG',
      title: unique('News'),
      status: 'current',
      body: { value: '<p>one</p>', representation: 'storage' },
      labels: [{ name: 'news' }],
    }),
    look: (site, input) => titles(site, 'blogposts', input.title),
    sentence: /^Takes back: the new blog post “News \d+” in Engineering goes to the trash$/,
    meanwhile: [
      {
        what: 'Grace edited it',
        act: (site, done) => edit(site, 'blogposts', done.result.id),
        reason: /^Grace Hopper made version 2 since\.$/,
      },
    ],
  },

  CREATE_WHITEBOARD: {
    input: async () => ({ spaceId: 'ENG', title: unique('Board') }),
    look: async (site, _input, done) =>
      done !== null &&
      (await site.rest('GET', `/wiki/api/v2/whiteboards/${done.result.id}`)).status === 'current',
    sentence: /^Takes back: the whiteboard “Board \d+” in Engineering goes to the trash$/,
    meanwhile: [
      {
        what: 'a page was put below it',
        act: (site, done) => newContent(site, 'pages', { parentId: done.result.id }),
        reason: /^Something stands below it now/,
      },
      {
        what: 'it was deleted',
        act: (site, done) => trash(site, 'whiteboards', done.result.id),
        reason: /^The whiteboard is in the trash\.$/,
      },
    ],
  },

  DELETE_PAGE: {
    input: async (site) => {
      const { id: parentId } = await newContent(site, 'pages');
      return { id: (await newContent(site, 'pages', { parentId })).id };
    },
    look: (site, input) => lookAt(site, 'pages', input.id),
    sentence: /^Takes back: “Trial \d+” returns from the trash in Engineering$/,
    meanwhile: [
      {
        what: 'it was restored',
        async act(site, done) {
          const { id, title } = done.result;
          const asked = { id, status: 'current', title, version: { number: 2 } };
          await site.rest('PUT', `/wiki/api/v2/pages/${id}`, asked);
        },
        reason: /is not in the trash any more: it is current\.$/,
      },
      {
        what: 'it was deleted for good',
        act: (site, done) => site.rest('DELETE', `/wiki/api/v2/pages/${done.result.id}?purge=true`),
        reason: /is gone for good: it is no longer in the trash\.$/,
      },
      {
        what: 'another page took its title',
        act: (site, done) => newContent(site, 'pages', { title: done.result.title }),
        reason: /^Another page has the title “Trial \d+” now\.$/,
      },
    ],
  },

  CREATE_FOOTER_COMMENT: {
    input: async (site) => ({
      pageId: (await newContent(site, 'pages')).id,
      body: { representation: 'storage', value: '<p>Looks good</p>' },
    }),
    look: async (site, input) =>
      (await site.rest('GET', `/wiki/api/v2/pages/${input.pageId}/footer-comments`)).results.length,
    sentence: /^Takes back: the comment on “Trial \d+” in Engineering is deleted for good$/,
    meanwhile: [
      {
        what: 'Grace replied',
        act: (site, done) => newComment(site, { parentCommentId: done.result.id }),
        reason: /^Grace Hopper replied to it\. Deleting it would delete the replies too\.$/,
      },
      {
        what: 'it was edited',
        act: (site, done) =>
          site.rest('PUT', `/wiki/api/v2/footer-comments/${done.result.id}`, {
            version: { number: 2 },
            body: storage('<p>Looks bad</p>'),
          }),
        reason: /^Site Administrator made version 2 since\.$/,
      },
      {
        what: 'it was deleted',
        act: (site, done) => trash(site, 'footer-comments', done.result.id),
        reason: /^The comment is gone already\.$/,
      },
    ],
  },

  ADD_CONTENT_LABEL: {
    async input(site) {
      const { id } = await newContent(site, 'pages');
      await addLabels(site, id, 'kept');
      return { id, labels: ['kept', 'urgent', 'Two Words'].map((name) => ({ name, prefix: 'global' })) };
    },
    look: (site, input) => labelsOf(site, input.id),
    sentence: /^Takes back: the labels “urgent”, “two” and “words” are taken off “Trial \d+” in Engineering$/,
    meanwhile: [
      {
        what: 'they were taken off',
        async act(site, done) {
          for (const name of ['urgent', 'two', 'words'])
            await site.rest('DELETE', `/wiki/rest/api/content/${done.arguments.id}/label?name=${name}`);
        },
        reason: /^“urgent”, “two” and “words” were taken off already\.$/,
      },
      {
        what: 'it was deleted',
        act: (site, done) => trash(site, 'pages', done.arguments.id),
        reason: /is in the trash now\.$/,
      },
    ],
  },

  UPDATE_TASK: {
    async input(site) {
      const page = await newContent(site, 'pages', { body: storage(TASK) });
      const [task] = (await site.rest('GET', `/wiki/api/v2/tasks?page-id=${page.id}`)).results;
      return { id: task.id, status: 'complete' };
    },
    async look(site, input) {
      const { status, pageId } = await site.rest('GET', `/wiki/api/v2/tasks/${input.id}`);
      return { status, page: await lookAt(site, 'pages', pageId) };
    },
    sentence: /^Takes back: the task “Ship it” on “Trial \d+” in Engineering is open again$/,
    meanwhile: [
      {
        what: 'it was opened again',
        act: (site, done) => setTask(site, done.arguments.id, 'incomplete'),
        reason: /^The task is open again already\.$/,
      },
      {
        what: 'Grace opened it and ticked it off herself',
        async act(site, done) {
          await setTask(site, done.arguments.id, 'incomplete');
          await setTask(site, done.arguments.id, 'complete');
        },
        reason: /^Grace Hopper ticked the task off since\.$/,
      },
    ],
  },
};
