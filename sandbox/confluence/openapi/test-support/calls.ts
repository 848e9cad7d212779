import { people } from '../../users/people.ts';
import { fileForm, type Things } from './things.ts';

/** What an operation is called with, beside the ids in its path. */
type Input = {
  query?: Record<string, string>;
  path?: Record<string, string>;
  body?: unknown;
  form?: FormData;
  /** Calls that must have been made before: method, path, body. */
  before?: [method: string, path: string, body?: unknown][];
  /** Finds the `{id}` of the path in the answer to the last of them. */
  idFrom?: (json: Record<string, unknown>) => unknown;
};

const account = people.find((person) => person.nick === 'grace')?.accountId ?? '';
const storage = { representation: 'storage', value: '<p>New</p>' };
const restriction = [
  { operation: 'read', restrictions: { user: [{ type: 'known', accountId: account }], group: [] } },
];
const content = (things: Things, title: string) => ({
  spaceId: things.space.id,
  status: 'current',
  title: `${title} ${things.number}`,
  body: storage,
});
const property = { key: 'fresh', value: { deep: [true, null] } };
const changed = { key: 'made', value: 'changed', version: { number: 2, message: 'again' } };
const update = (things: Things, kind: 'pages' | 'blogposts') => ({
  ...content(things, `Updated ${kind}`),
  id: things.ids[kind],
  version: { number: 2, message: 'again' },
});

const ownersWithProperties = [
  'pages/{page-id}',
  'blogposts/{blogpost-id}',
  'attachments/{attachment-id}',
  'comments/{comment-id}',
  'whiteboards/{id}',
  'whiteboards/{whiteboard-id}',
  'folders/{id}',
  'folders/{folder-id}',
  'spaces/{space-id}',
];

/** The query and the body of each operation that needs any, by `METHOD path` of Atlassian's documents. */
export const inputs: Record<string, (things: Things) => Input> = {
  ...Object.fromEntries(
    ownersWithProperties.flatMap((owner) => [
      [`POST /wiki/api/v2/${owner}/properties`, () => ({ body: property })],
      [`PUT /wiki/api/v2/${owner}/properties/{property-id}`, () => ({ body: changed })],
    ]),
  ),
  'GET /wiki/api/v2/pages': ({ space }) => ({
    query: { 'space-id': space.id, 'body-format': 'storage', limit: '2', sort: '-modified-date' },
  }),
  'GET /wiki/api/v2/pages/{id}': () => ({
    query: {
      'body-format': 'view',
      'include-labels': 'true',
      'include-properties': 'true',
      'include-operations': 'true',
      'include-likes': 'true',
      'include-versions': 'true',
    },
  }),
  'GET /wiki/api/v2/blogposts/{id}': () => ({
    query: { 'body-format': 'storage', 'include-labels': 'true', 'include-versions': 'true' },
  }),
  'GET /wiki/api/v2/spaces': () => ({ query: { limit: '2', 'description-format': 'plain' } }),
  'GET /wiki/api/v2/spaces/{id}': () => ({
    query: { 'description-format': 'view', 'include-labels': 'true' },
  }),
  'GET /wiki/api/v2/pages/{id}/versions': () => ({ query: { 'body-format': 'storage' } }),
  'POST /wiki/api/v2/pages': (things) => ({ body: content(things, 'Another page') }),
  'PUT /wiki/api/v2/pages/{id}': (things) => ({ body: update(things, 'pages') }),
  'PUT /wiki/api/v2/pages/{id}/title': (things) => ({
    body: { status: 'current', title: `Renamed ${things.number}` },
  }),
  'POST /wiki/api/v2/blogposts': (things) => ({ body: content(things, 'Another post') }),
  'PUT /wiki/api/v2/blogposts/{id}': (things) => ({ body: update(things, 'blogposts') }),
  'POST /wiki/api/v2/whiteboards': ({ space }) => ({ body: { spaceId: space.id, title: 'Another board' } }),
  'POST /wiki/api/v2/folders': ({ space }) => ({ body: { spaceId: space.id, title: 'Another folder' } }),
  'POST /wiki/api/v2/footer-comments': ({ ids }) => ({ body: { pageId: ids.pages, body: storage } }),
  'PUT /wiki/api/v2/footer-comments/{comment-id}': () => ({
    body: { version: { number: 2 }, body: storage },
  }),
  'POST /wiki/api/v2/inline-comments': ({ ids }) => ({
    body: {
      blogPostId: ids.blogposts,
      body: storage,
      inlineCommentProperties: {
        textSelection: 'words',
        textSelectionMatchCount: 1,
        textSelectionMatchIndex: 0,
      },
    },
  }),
  'PUT /wiki/api/v2/inline-comments/{comment-id}': () => ({
    body: { version: { number: 2 }, body: storage, resolved: true },
  }),
  'PUT /wiki/api/v2/tasks/{id}': () => ({ body: { status: 'complete' } }),
  'GET /wiki/rest/api/search': () => ({
    query: { cql: 'type in (page, comment, attachment)', limit: '25', expand: 'content.space' },
  }),
  'GET /wiki/rest/api/search/user': () => ({ query: { cql: 'type = user' } }),
  'GET /wiki/rest/api/user': () => ({ query: { accountId: account } }),
  'PUT /wiki/rest/api/content/{pageId}/move/{position}/{targetId}': ({ ids }) => ({
    path: { position: 'append', targetId: ids.folders },
  }),
  'POST /wiki/rest/api/content/{id}/child/attachment': () => ({ form: fileForm('posted.txt') }),
  'PUT /wiki/rest/api/content/{id}/child/attachment': () => ({ form: fileForm('put.txt') }),
  'POST /wiki/rest/api/content/{id}/child/attachment/{attachmentId}/data': ({ number }) => ({
    form: fileForm(`file-${number}.txt`),
  }),
  'POST /wiki/rest/api/content/{id}/label': () => ({ body: [{ prefix: 'global', name: 'added' }] }),
  'DELETE /wiki/rest/api/content/{id}/label': ({ number }) => ({ query: { name: `label-${number}` } }),
  'POST /wiki/rest/api/content/{id}/restriction': () => ({ body: restriction }),
  'PUT /wiki/rest/api/content/{id}/restriction': () => ({ body: restriction }),
  'POST /wiki/rest/api/space': ({ number }) => ({ body: { key: `OLD${number}`, name: 'Old way' } }),
  'POST /wiki/rest/api/space/_private': ({ number }) => ({ body: { key: `PRIV${number}`, name: 'Private' } }),
  'PUT /wiki/rest/api/space/{spaceKey}': () => ({ body: { name: 'Renamed space' } }),
  'POST /wiki/rest/api/space/{spaceKey}/label': () => ({ body: [{ prefix: 'team', name: 'crew' }] }),
  'GET /wiki/rest/api/longtask/{id}': (things) => ({
    before: [
      ['POST', '/wiki/rest/api/space', { key: `GONE${things.number}`, name: 'Soon gone' }],
      ['DELETE', `/wiki/rest/api/space/GONE${things.number}`],
    ],
    idFrom: (json) => json.id,
  }),
};

/** The ids in an operation's path, from the things it may be about. */
export function pathValues(path: string, things: Things): Record<string, string> {
  const collection = path.split('/')[4] ?? '';
  const isV2 = path.startsWith('/wiki/api/v2/');
  const own = isV2 ? things.ids[collection as keyof Things['ids']] : things.ids.pages;
  const names = Array.from(path.matchAll(/\{([^}]+)\}/g), ([, name = '']) => name);
  return Object.fromEntries(
    names.map((name) => {
      if (name === 'property-id') return [name, things.properties[collection as keyof Things['properties']]];
      if (name === 'version-number' || name === 'versionNumber') return [name, '1'];
      if (name === 'attachmentId') return [name, things.ids.attachments];
      if (name === 'spaceKey') return [name, things.space.key];
      return [name, own];
    }),
  );
}
