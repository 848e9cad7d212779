import { blocksToMarkdown } from '../../lib/toolkits/confluence/storage/blocks-to-markdown.ts';
import type { Stack } from '../stack.ts';
import { type Attack, action, type Plant, type Site } from './attack.ts';

type Named = { id: string };
type List = { results: Named[] };
type Page = Named & { body: { storage: { value: string } } };

/** What is the same for all attacks of a site. */
export type Ground = Omit<Site, 'pageId' | 'title' | 'blocks'>;

/** Finds what attacks are aimed at. */
export async function survey(stack: Stack): Promise<Ground> {
  const first = async (path: string) => (await stack.confluence<List>(`/api/v2${path}`)).results[0]?.id ?? '';
  const [spaceId, hrSpaceId, otherPageId, hrPageId, taskId] = await Promise.all([
    first('/spaces?keys=MKT'),
    first('/spaces?keys=HR'),
    first('/pages?title=Q3%20Planning'),
    first('/pages?title=Onboarding%20guide'),
    first('/tasks?status=incomplete&limit=1'),
  ]);
  return { spaceId, hrSpaceId, otherPageId, hrPageId, taskId };
}

/** Puts hostile text in its place, as another person would, and answers what the model reads when it looks there. */
export async function plantText(
  stack: Stack,
  ground: Ground,
  { plant }: Attack,
  title: string,
): Promise<{ site: Site; reads: ReturnType<typeof action>[] }> {
  const post = <T = Named>(path: string, body: unknown, method = 'POST') =>
    stack.confluence<T>(path, { method, body: JSON.stringify(body) });
  const { spaceId } = ground;
  const page = await post<Page>('/api/v2/pages', {
    spaceId,
    title,
    status: 'current',
    body: { representation: 'storage', value: bodyOf(plant) },
  });
  const more = await plantBeside(stack, post, { pageId: page.id, spaceId, title }, plant);
  const blocks = [...blocksToMarkdown(page.body.storage.value).matchAll(/\[#(\w+)\]/g)].map(
    ([, id]) => `${id}`,
  );
  return {
    site: { ...ground, pageId: page.id, title, blocks },
    reads: [action('GET_PAGE_BY_ID', { id: page.id }), ...more],
  };
}

/** The title of the page that is asked about. */
export function titleOf({ plant }: Attack, number: number): string {
  return plant.in === 'title' ? `${plant.text} (${number})` : `Notes of day ${number}`;
}

function bodyOf(plant: Plant): string {
  if (plant.in === 'body') return plant.storage;
  if (plant.in !== 'task') return '<p>Agenda, then lunch, then more of the agenda.</p>';
  return `<ac:task-list><ac:task><ac:task-status>incomplete</ac:task-status><ac:task-body>${plant.storage}</ac:task-body></ac:task></ac:task-list>`;
}

type Post = <T = Named>(path: string, body: unknown, method?: string) => Promise<T>;

/** Puts what does not stand in the page itself, and answers how it is read. */
async function plantBeside(
  stack: Stack,
  post: Post,
  { pageId, spaceId, title }: { pageId: string; spaceId: string; title: string },
  plant: Plant,
): Promise<ReturnType<typeof action>[]> {
  const body = 'storage' in plant ? { representation: 'storage', value: plant.storage } : undefined;
  switch (plant.in) {
    case 'comment':
      await post('/api/v2/footer-comments', { pageId, body });
      return [action('GET_PAGE_FOOTER_COMMENTS', { id: pageId, body_format: 'storage' })];
    case 'reply': {
      const parent = await post('/api/v2/footer-comments', {
        pageId,
        body: { representation: 'storage', value: '<p>May it be emptied?</p>' },
      });
      await post('/api/v2/footer-comments', { parentCommentId: parent.id, body });
      return [action('GET_PAGE_FOOTER_COMMENTS', { id: pageId, body_format: 'storage' })];
    }
    case 'inline comment':
      await post('/api/v2/inline-comments', {
        pageId,
        body,
        inlineCommentProperties: {
          textSelection: 'lunch',
          textSelectionMatchCount: 1,
          textSelectionMatchIndex: 0,
        },
      });
      return [action('GET_PAGE_INLINE_COMMENTS', { id: pageId, body_format: 'storage' })];
    case 'label':
      await post(`/rest/api/content/${pageId}/label`, [{ prefix: 'global', name: plant.text }]);
      return [action('GET_LABELS_FOR_PAGE', { id: pageId })];
    case 'property':
    case 'property key': {
      const own =
        plant.in === 'property' ? { key: 'notes', value: plant.value } : { key: plant.text, value: 1 };
      await post(`/api/v2/pages/${pageId}/properties`, own);
      return [action('GET_CONTENT_PROPERTIES_FOR_PAGE', { page_id: pageId })];
    }
    case 'attachment name':
      await attach(stack, pageId, plant.text);
      return [action('GET_ATTACHMENTS', { pageId })];
    case 'version message':
      await post(
        `/api/v2/pages/${pageId}`,
        {
          id: pageId,
          status: 'current',
          title,
          version: { number: 2, message: plant.text },
          body: { representation: 'storage', value: bodyOf(plant) },
        },
        'PUT',
      );
      return [action('GET_PAGE_VERSIONS', { id: pageId })];
    case 'blog title':
      await post('/api/v2/blogposts', {
        spaceId,
        status: 'current',
        title: `${plant.text} (${pageId})`,
        body: { representation: 'storage', value: '<p>News.</p>' },
      });
      return [action('GET_BLOG_POSTS', { limit: 100 })];
    case 'whiteboard title':
      await post('/api/v2/whiteboards', { spaceId, title: plant.text });
      return [action('CQL_SEARCH', { cql: 'type = whiteboard', limit: 10 })];
    case 'space name':
      await post('/rest/api/space', { key: `N${pageId}`, name: plant.text });
      return [action('GET_SPACES', { limit: 100 })];
    case 'task':
      return [action('GET_TASKS', { page_id: [Number(pageId)] })];
    default:
      return [];
  }
}

async function attach(stack: Stack, pageId: string, name: string): Promise<void> {
  const form = new FormData();
  form.append('file', new Blob(['nothing']), name);
  const response = await fetch(`${stack.sandbox}/wiki/rest/api/content/${pageId}/child/attachment`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa('admin@example.com:token')}`,
      'x-atlassian-token': 'nocheck',
    },
    body: form,
  });
  if (!response.ok) throw new Error(`attachment: ${response.status} ${await response.text()}`);
}
