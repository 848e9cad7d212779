import { z } from 'zod';
import type { SiteEvent } from '../../confluence/site-events.ts';
import type { Answer, SiteReader } from './site-reader.ts';

/** What an instance listens for, and what it remembers. Ids are text. */
type Listening = { config: Record<string, unknown>; state: Record<string, unknown> };

/** A payload to send, with what to remember from now on; no payload when the event is not for this instance. */
type Reading = { payload?: Answer; state?: Record<string, unknown> } | undefined;

type ReadPayload = (site: SiteReader, event: SiteEvent, listening: Listening) => Promise<Reading>;

const V2 = '/wiki/api/v2';
const STORAGE = { 'body-format': 'storage' };

/** Whether the config leaves something open or names just this. */
const accepts = (wanted: unknown, value: unknown): boolean =>
  wanted === undefined || wanted === null || wanted === '' || String(wanted) === String(value);

async function withSpace(site: SiteReader, content: Answer): Promise<Answer> {
  const space = await site.read(`${V2}/spaces/${content.spaceId}`);
  return space === undefined
    ? content
    : { ...content, space: { id: space.id, key: space.key, name: space.name } };
}

async function readContent(
  site: SiteReader,
  kind: 'pages' | 'blogposts',
  event: SiteEvent,
  status = 'current',
): Promise<Answer | undefined> {
  if (event.contentId === null) return undefined;
  const draft: Record<string, string> = status === 'draft' ? { 'get-draft': 'true' } : {};
  const content = await site.read(`${V2}/${kind}/${event.contentId}`, { ...STORAGE, ...draft });
  return content?.status === status ? withSpace(site, content) : undefined;
}

const content =
  (kind: 'pages' | 'blogposts', idField: string): ReadPayload =>
  async (site, event, { config }) => {
    if (!accepts(config[idField], event.contentId) || !accepts(config.space_id, event.spaceId))
      return undefined;
    const payload = await readContent(site, kind, event, String(config.status ?? 'current'));
    return payload && { payload };
  };

const comment =
  (
    path: 'footer-comments' | 'inline-comments',
    parent: 'pageId' | 'blogPostId',
    idField: string,
  ): ReadPayload =>
  async (site, event, { config }) => {
    if (!accepts(config[idField], event.contentId)) return undefined;
    const payload = await site.read(`${V2}/${path}/${event.subjectId}`, STORAGE);
    return payload?.[parent] === undefined || payload[parent] === null ? undefined : { payload };
  };

const likes =
  (kind: 'pages' | 'blogposts', idField: string): ReadPayload =>
  async (site, event, { config }) => {
    // Likes of comments name the comment.
    if (event.subjectId !== null || !accepts(config[idField], event.contentId)) return undefined;
    const answer = await site.read(`${V2}/${kind}/${event.contentId}/likes/count`);
    if (answer === undefined) return undefined;
    const previousCount = event.before?.count ?? null;
    return { payload: { id: String(event.contentId), count: answer.count, previousCount } };
  };

const properties =
  (kind: 'pages' | 'spaces', idField: string): ReadPayload =>
  async (site, event, { config }) => {
    const id = kind === 'pages' ? event.contentId : event.spaceId;
    if (!accepts(config[idField], id)) return undefined;
    const found = await site.list(`${V2}/${kind}/${id}/properties`);
    return found && { payload: { id: String(id), key: event.subjectId, properties: found } };
  };

const space: ReadPayload = async (site, event, { config }) => {
  if (!accepts(config.space_id, event.spaceId)) return undefined;
  const payload = await site.read(`${V2}/spaces/${event.spaceId}`, { 'description-format': 'plain' });
  return payload && { payload };
};

const attachment: ReadPayload = async (site, event, { config }) => {
  if (!accepts(config.page_id, event.contentId)) return undefined;
  const id = String(event.subjectId);
  const payload = await site.read(`${V2}/attachments/${id.startsWith('att') ? id : `att${id}`}`);
  return payload && accepts(config.media_type, payload.mediaType) ? { payload } : undefined;
};

const labelledBlogPost: ReadPayload = async (site, event, { config }) => {
  const labels = await site.list(`${V2}/blogposts/${event.contentId}/labels`);
  const added = labels?.some(
    ({ id, name }) => String(id) === String(config.label_id) && name === event.subjectId,
  );
  const payload = added ? await readContent(site, 'blogposts', event) : undefined;
  return payload && { payload };
};

const restrictions: ReadPayload = async (site, event, { config }) => {
  if (!accepts(config.content_id, event.contentId)) return undefined;
  const answer = await site.read(`/wiki/rest/api/content/${event.contentId}/restriction`);
  return answer && { payload: { contentId: String(event.contentId), restrictions: answer } };
};

const auditRecord: ReadPayload = async (site, event, { config }) => {
  const query: Record<string, string> = config.search_string
    ? { searchString: String(config.search_string) }
    : {};
  const newest = (await site.list('/wiki/rest/api/audit', { limit: '25', ...query })) ?? [];
  const payload = newest.find(({ creationDate }) => Number(creationDate) === Date.parse(event.at));
  return payload && { payload };
};

const childPage: ReadPayload = async (site, event, { config }) => {
  const payload = await readContent(site, 'pages', event);
  const cameHere =
    event.kind !== 'content.moved' || String(event.before?.parentId) !== String(config.parent_page_id);
  return payload && cameHere && accepts(config.parent_page_id, payload.parentId) ? { payload } : undefined;
};

const movedPage: ReadPayload = async (site, event, { config }) => {
  if (!accepts(config.page_id, event.contentId)) return undefined;
  const page = await readContent(site, 'pages', event);
  if (page === undefined) return undefined;
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value));
  const oldSpaceId = text(event.before?.spaceId ?? page.spaceId);
  if (!accepts(config.space_id, page.spaceId) && !accepts(config.space_id, oldSpaceId)) return undefined;
  const oldParentId = text(
    event.before === undefined || !('parentId' in event.before) ? page.parentId : event.before.parentId,
  );
  return {
    payload: {
      ...page,
      oldParentId,
      newParentId: text(page.parentId),
      oldSpaceId,
      newSpaceId: text(page.spaceId),
    },
  };
};

const pageVersion: ReadPayload = async (site, event, { config }) => {
  if (!accepts(config.page_id, event.contentId)) return undefined;
  const [newest] = (await site.list(`${V2}/pages/${event.contentId}/versions`, { limit: '1' })) ?? [];
  return newest && { payload: { ...newest, pageId: String(event.contentId) } };
};

const spaceContent: ReadPayload = async (site, event, { config }) => {
  if (!accepts(config.space_id, event.spaceId)) return undefined;
  for (const [kind, type] of [
    ['pages', 'page'],
    ['blogposts', 'blogpost'],
  ] as const) {
    const found = await readContent(site, kind, event);
    if (found === undefined) continue;
    const key = z.object({ key: z.string() }).safeParse(found.space).data?.key;
    return accepts(config.space_key, key) ? { payload: { type, ...found } } : undefined;
  }
  return undefined;
};

const task: ReadPayload = async (site, event, { config }) => {
  if (!accepts(config.page_id, event.contentId) || !accepts(config.space_id, event.spaceId)) return undefined;
  const payload = await site.read(`${V2}/tasks/${event.subjectId}`, STORAGE);
  return payload && { payload };
};

const withoutOrder = (cql: unknown) => String(cql).replace(/\border\s+by\b[^"']*$/i, '');

/** The ids of all content that matches a query now: what matched before the trigger was made is no news. */
export async function matchingIds(site: SiteReader, cql: unknown): Promise<string[]> {
  const ids: string[] = [];
  const size = 100;
  for (let start = 0; start < 10_000; start += size) {
    const hits =
      (await site.list('/wiki/rest/api/search', {
        cql: withoutOrder(cql),
        limit: String(size),
        start: String(start),
      })) ?? [];
    for (const hit of hits)
      ids.push(z.object({ id: z.coerce.string() }).catch({ id: '' }).parse(hit.content).id);
    if (hits.length < size) break;
  }
  return ids;
}

const cqlMatch: ReadPayload = async (site, event, { config, state }) => {
  const id = String(event.contentId);
  const known = z.array(z.string()).catch([]).parse(state.matched);
  const cql = `(${withoutOrder(config.cql)}) and id = ${id}`;
  const [hit] = (await site.list('/wiki/rest/api/search', { cql, limit: '1' })) ?? [];
  if (hit === undefined)
    return known.includes(id) ? { state: { matched: known.filter((one) => one !== id) } } : undefined;
  return known.includes(id) ? undefined : { payload: hit, state: { matched: [...known, id] } };
};

/** How each trigger reads what it tells, by its slug without prefix and ending. */
export const READ_PAYLOAD: Record<string, ReadPayload> = {
  ATTACHMENT_ADDED: attachment,
  BLOG_POST_ADDED_TO_LABEL: labelledBlogPost,
  BLOGPOST_INLINE_COMMENT_ADDED: comment('inline-comments', 'blogPostId', 'blogpost_id'),
  BLOGPOST_LIKE_COUNT_CHANGED: likes('blogposts', 'blogpost_id'),
  BLOGPOST_UPDATED: content('blogposts', 'blogpost_id'),
  CONTENT_RESTRICTIONS_CHANGED: restrictions,
  FOOTER_COMMENT_ADDED: comment('footer-comments', 'pageId', 'page_id'),
  NEW_AUDIT_LOG: auditRecord,
  NEW_BLOG_POST_CREATED: content('blogposts', 'blogpost_id'),
  NEW_CHILD_PAGE: childPage,
  NEW_CQL_CONTENT_MATCH: cqlMatch,
  NEW_TASK_CREATED: task,
  PAGE_CONTENT_PROPERTIES_CHANGED: properties('pages', 'page_id'),
  PAGE_CREATED: content('pages', 'page_id'),
  PAGE_INLINE_COMMENT_ADDED: comment('inline-comments', 'pageId', 'page_id'),
  PAGE_LIKE_COUNT_CHANGED: likes('pages', 'page_id'),
  PAGE_MOVED: movedPage,
  PAGE_UPDATED: content('pages', 'page_id'),
  PAGE_VERSION_CREATED: pageVersion,
  SPACE_CONTENT_ADDED: spaceContent,
  SPACE_CREATED: space,
  SPACE_DETAILS_CHANGED: space,
  SPACE_PROPERTIES_CHANGED: properties('spaces', 'space_id'),
};
