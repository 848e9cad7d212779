import type { AsAda } from './as-ada.ts';

/** One writing tool in use: what is asked of it, what its card must say, and what is true in Confluence at each stage. */
export type WritingCase = {
  /** A tool of ours that is called by itself; else it is one of Composio's, in a batch. */
  call?: string;
  arguments: object;
  /** What the card says: the sentence, and something of the preview. */
  sentence: RegExp;
  preview: (string | RegExp)[];
  /** What the write changes, as it is now. */
  state: () => Promise<unknown>;
  after: unknown;
  /** How undo ends: by default as it was before. */
  undo?: { refused: RegExp };
  /** What is to be typed before it is allowed, and before it is undone. */
  typed?: { allow?: string; undo?: string };
};

const storage = (value: string) => ({ storage: { value, representation: 'storage' } });
const flat = (value: string) => ({ value, representation: 'storage' });
const TASK =
  '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Call the supplier</ac:task-body></ac:task></ac:task-list>';

/** All tools that write, 24 of Composio's and ours, each prepared on content of its own. `name` makes titles and keys unique. */
export const WRITING_TOOLS: Record<string, (ada: AsAda, name: string) => Promise<WritingCase>> = {
  async ADD_CONTENT_LABEL(ada, name) {
    const id = await ada.page(name, '<p>Text</p>');
    await ada.send('POST', `/rest/api/content/${id}/label`, [{ prefix: 'global', name: 'kept' }]);
    return {
      arguments: {
        id,
        labels: [
          { name: 'urgent', prefix: 'global' },
          { name: 'kept', prefix: 'global' },
        ],
      },
      sentence: new RegExp(`urgent.*${name}`),
      preview: ['urgent', 'kept'],
      state: () => ada.labels(id),
      after: ['kept', 'urgent'],
    };
  },
  async CREATE_PAGE(ada, name) {
    const spaceId = await ada.spaceId('ENG');
    return {
      arguments: { spaceId, title: name, body: storage('<h2>Goals</h2><p>Ship it</p>') },
      sentence: new RegExp(`${name}.*Engineering`),
      preview: ['Goals', 'Ship it'],
      state: async () => (await ada.get(`/api/v2/pages?title=${name}&status=current`)).results.length,
      after: 1,
    };
  },
  async CREATE_BLOGPOST(ada, name) {
    const spaceId = await ada.spaceId('ENG');
    return {
      arguments: { spaceId, title: name, status: 'current', body: flat('<p>We met on Monday</p>') },
      sentence: new RegExp(`${name}.*Engineering`),
      preview: ['We met on Monday'],
      state: async () => (await ada.get(`/api/v2/blogposts?title=${name}`)).results.length,
      after: 1,
    };
  },
  async CREATE_FOOTER_COMMENT(ada, name) {
    const pageId = await ada.page(name, '<p>Text</p>');
    return {
      arguments: { pageId, body: flat('<p>Well <strong>done</strong></p>') },
      sentence: new RegExp(`omment.*${name}`),
      preview: ['Well', 'done'],
      state: async () => (await ada.get(`/api/v2/pages/${pageId}/footer-comments`)).results.length,
      after: 1,
    };
  },
  async CREATE_WHITEBOARD(ada, name) {
    const spaceId = await ada.spaceId('ENG');
    return {
      arguments: { spaceId, title: name },
      sentence: new RegExp(`hiteboard.*${name}.*Engineering`),
      preview: [name],
      state: async () =>
        (
          await ada.get(
            `/rest/api/search?cql=${encodeURIComponent(`type = whiteboard AND title = "${name}"`)}`,
          )
        ).results.length,
      after: 1,
    };
  },
  async CREATE_SPACE(ada, name) {
    return spaceCase(ada, name, 'Creates the space');
  },
  async CREATE_PRIVATE_SPACE(ada, name) {
    return spaceCase(ada, name, 'private');
  },
  CREATE_PAGE_PROPERTY: (ada, name) => propertyCase(ada, name, 'pages', 'create', 'page_id'),
  UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: (ada, name) => propertyCase(ada, name, 'pages', 'update', 'pageId'),
  DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: (ada, name) => propertyCase(ada, name, 'pages', 'delete', 'pageId'),
  CREATE_BLOGPOST_PROPERTY: (ada, name) => propertyCase(ada, name, 'blogposts', 'create', 'id'),
  UPDATE_BLOGPOST_PROPERTY: (ada, name) => propertyCase(ada, name, 'blogposts', 'update', 'id'),
  DELETE_BLOGPOST_PROPERTY: (ada, name) => propertyCase(ada, name, 'blogposts', 'delete', 'id'),
  CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD: (ada, name) =>
    propertyCase(ada, name, 'whiteboards', 'create', 'whiteboard_id'),
  UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: (ada, name) =>
    propertyCase(ada, name, 'whiteboards', 'update', 'whiteboardId'),
  DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: (ada, name) =>
    propertyCase(ada, name, 'whiteboards', 'delete', 'whiteboardId'),
  CREATE_SPACE_PROPERTY: (ada, name) => propertyCase(ada, name, 'spaces', 'create', 'spaceId'),
  UPDATE_SPACE_PROPERTY: (ada, name) => propertyCase(ada, name, 'spaces', 'update', 'spaceKey'),
  DELETE_SPACE_PROPERTY: (ada, name) => propertyCase(ada, name, 'spaces', 'delete', 'spaceIdOrKey'),
  UPDATE_PAGE: (ada, name) => updateCase(ada, name, 'pages'),
  UPDATE_BLOGPOST: (ada, name) => updateCase(ada, name, 'blogposts'),
  MOVE_PAGE: (ada, name) => moveCase(ada, name, 'ENG'),
  'MOVE_PAGE to another space': (ada, name) => moveCase(ada, name, 'MKT'),
  async DELETE_PAGE(ada, name) {
    const id = await ada.page(name, '<p>Old text</p>');
    await ada.page(`${name} child`, '<p>Child</p>', { parentId: id });
    return {
      arguments: { id },
      sentence: new RegExp(`${name}.*trash`),
      preview: [`${name} child`, 'What it says now'],
      state: () => ada.content('pages', id),
      after: null,
    };
  },
  async DELETE_SPACE(ada, name) {
    const key = keyOf(name);
    await ada.space(key, name);
    await ada.page(`${name} page`, '<p>In it</p>', { key });
    return {
      arguments: { space_key: key },
      sentence: new RegExp(`space.*${name}.*for good`),
      preview: [/page/],
      state: async () => (await ada.get(`/api/v2/spaces?keys=${key}`)).results.length,
      after: 0,
      undo: { refused: /for good|permanent|cannot be/i },
      typed: { allow: name },
    };
  },
  async UPDATE_TASK(ada, name) {
    const id = await ada.page(name, TASK);
    const task = async () => (await ada.get(`/api/v2/tasks?page-id=${id}`)).results[0];
    return {
      arguments: { id: (await task()).id, status: 'complete' },
      sentence: new RegExp(`Call the supplier.*${name}|${name}.*Call the supplier`),
      preview: [/done|complete/i],
      state: async () => (await task()).status,
      after: 'complete',
    };
  },
};

async function spaceCase(ada: AsAda, name: string, sentence: string): Promise<WritingCase> {
  const key = keyOf(name);
  return {
    arguments: { key, name },
    sentence: new RegExp(`${sentence}.*${name}`),
    preview: [key],
    state: async () => (await ada.get(`/api/v2/spaces?keys=${key}`)).results.length,
    after: 1,
    typed: { undo: name },
  };
}

async function propertyCase(
  ada: AsAda,
  name: string,
  kind: 'pages' | 'blogposts' | 'whiteboards' | 'spaces',
  does: 'create' | 'update' | 'delete',
  idName: string,
): Promise<WritingCase> {
  const spaceKey = keyOf(name);
  const id =
    kind === 'pages'
      ? await ada.page(name, '<p>Text</p>')
      : kind === 'blogposts'
        ? await ada.blogpost(name, '<p>Text</p>')
        : kind === 'whiteboards'
          ? await ada.whiteboard(name)
          : (await ada.space(spaceKey, name)).id;
  const owner = `${kind}/${id}`;
  const former = { phase: 'draft' };
  const propertyId = does === 'create' ? '' : await ada.addProperty(owner, 'review', former);
  const byKey = kind === 'blogposts' || kind === 'spaces';
  const which = does === 'create' ? { key: 'review' } : byKey ? { propertyKey: 'review' } : { propertyId };
  const value = { phase: 'final' };
  const owned = kind === 'spaces' && does !== 'create' ? spaceKey : id;
  return {
    arguments: { [idName]: owned, ...which, ...(does === 'delete' ? {} : { value }) },
    sentence: new RegExp(`review.*${name}|${name}.*review`),
    preview: does === 'create' ? ['final'] : does === 'update' ? ['draft', 'final'] : ['draft'],
    state: () => ada.property(owner, 'review'),
    after: does === 'delete' ? null : value,
  };
}

async function updateCase(ada: AsAda, name: string, kind: 'pages' | 'blogposts'): Promise<WritingCase> {
  const body = '<h2>Plan</h2><p>We start in May</p><p>Nothing else</p>';
  const id = kind === 'pages' ? await ada.page(name, body) : await ada.blogpost(name, body);
  const now = body.replace('May', 'June');
  return {
    arguments: {
      id,
      title: name,
      spaceId: await ada.spaceId('ENG'),
      version: { number: 2 },
      status: 'current',
      body: storage(now),
    },
    sentence: new RegExp(`Updates.*${name}`),
    preview: ['May', 'June'],
    state: () => ada.content(kind, id),
    after: { title: name, body: now },
  };
}

async function moveCase(ada: AsAda, name: string, key: string): Promise<WritingCase> {
  const former = await ada.page(`${name} former`, '<p>Former</p>');
  const id = await ada.page(name, '<p>Text</p>', { parentId: former });
  await ada.page(`${name} child`, '<p>Child</p>', { parentId: id });
  await ada.page(`${name} next`, '<p>Next</p>', { parentId: former });
  const parentId = await ada.page(`${name} target`, '<p>Target</p>', { key });
  const titles = async (parent: string): Promise<string[]> =>
    (await ada.get(`/api/v2/pages/${parent}/children`)).results.map(({ title }: { title: string }) => title);
  return {
    call: 'move_page',
    arguments: { id, parentId },
    sentence: new RegExp(`Moves the page.*${name}.*${name} target`),
    preview: [`${name} former`, `1 child page: “${name} child”`],
    state: async () => [await titles(former), await titles(parentId), await titles(id)],
    after: [[`${name} next`], [name], [`${name} child`]],
  };
}

/** Keys of spaces are letters and digits. */
function keyOf(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
}
