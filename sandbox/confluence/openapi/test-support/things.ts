import { z } from 'zod';
import { basic, type freshSite } from '../../test-support/fresh-site.ts';

/** One of everything that an operation may be about, by the name of its collection in the addresses of v2. */
export type Things = {
  space: { id: string; key: string };
  ids: Record<Owner | 'labels' | 'tasks' | 'spaces', string>;
  properties: Record<Owner | 'spaces', string>;
  /** A page that nothing else is about. */
  otherPage: string;
  /** Numbers that titles, keys and names are made different by. */
  number: number;
};
type Owner =
  | 'pages'
  | 'blogposts'
  | 'whiteboards'
  | 'folders'
  | 'attachments'
  | 'footer-comments'
  | 'inline-comments'
  | 'comments';

type Site = ReturnType<typeof freshSite>;

const idSchema = z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) });
const body = {
  representation: 'storage',
  value:
    '<p>Some words to point at.</p><ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Do it</ac:task-body></ac:task></ac:task-list>',
};

/** Makes one of everything in a new space, as the administrator, over REST. */
export async function makeThings(site: Site, number: number): Promise<Things> {
  const make = async (path: string, content: unknown): Promise<string> => {
    const { status, json, text } = await site.ask('admin', 'POST', path, content);
    if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
    return idSchema.parse(json).id;
  };
  const key = `OPEN${number}`;
  const spaceId = await make('/wiki/rest/api/space', { key, name: `Open ${number}` });
  const titled = (title: string) => ({ spaceId, title: `${title} ${number}` });
  const pages = await make('/wiki/api/v2/pages', { ...titled('Page'), body });
  await make('/wiki/api/v2/pages', { ...titled('Child'), parentId: pages, body });
  const blogposts = await make('/wiki/api/v2/blogposts', { ...titled('Post'), body });
  const comment = { pageId: pages, body: { representation: 'storage', value: '<p>Yes</p>' } };
  const footer = await make('/wiki/api/v2/footer-comments', comment);
  await make('/wiki/api/v2/footer-comments', { parentCommentId: footer, body: comment.body });
  const ids = {
    spaces: spaceId,
    pages,
    blogposts,
    whiteboards: await make('/wiki/api/v2/whiteboards', titled('Board')),
    folders: await make('/wiki/api/v2/folders', titled('Folder')),
    attachments: await upload(site, pages, `file-${number}.txt`),
    'footer-comments': footer,
    comments: footer,
    'inline-comments': await make('/wiki/api/v2/inline-comments', {
      ...comment,
      inlineCommentProperties: {
        textSelection: 'words to point at',
        textSelectionMatchCount: 1,
        textSelectionMatchIndex: 0,
      },
    }),
  };
  for (const id of [pages, blogposts, ids.attachments])
    await site.ask('admin', 'POST', `/wiki/rest/api/content/${id}/label`, [
      { prefix: 'global', name: `label-${number}` },
    ]);
  const first = async (path: string): Promise<string> => {
    const { json } = await site.ask('admin', 'GET', path);
    return z.object({ results: z.array(idSchema).min(1) }).parse(json).results[0]?.id ?? '';
  };
  const owners = Object.entries(ids).filter(([name]) => !name.endsWith('-comments'));
  const properties: Record<string, string> = {};
  for (const [name, id] of owners)
    properties[name] = await make(`/wiki/api/v2/${name}/${id}/properties`, {
      key: 'made',
      value: { a: [1] },
    });
  return {
    space: { id: spaceId, key },
    ids: {
      ...ids,
      labels: await first(`/wiki/api/v2/pages/${pages}/labels`),
      tasks: await first(`/wiki/api/v2/tasks?page-id=${pages}`),
    },
    otherPage: await make('/wiki/api/v2/pages', { ...titled('Other'), body }),
    properties: properties as Things['properties'],
    number,
  };
}

/** Uploads a text file to a page and gives its id. */
async function upload(site: Site, pageId: string, name: string): Promise<string> {
  const response = await site.app.request(
    `http://localhost:4500/wiki/rest/api/content/${pageId}/child/attachment`,
    {
      method: 'POST',
      headers: { authorization: basic('admin'), 'x-atlassian-token': 'no-check' },
      body: fileForm(name),
    },
  );
  const answer = z.object({ results: z.array(idSchema).min(1) }).parse(await response.json());
  return answer.results[0]?.id ?? '';
}

export function fileForm(name: string): FormData {
  const form = new FormData();
  form.set('file', new File(['one, two'], name, { type: 'text/plain' }));
  form.set('minorEdit', 'true');
  return form;
}
