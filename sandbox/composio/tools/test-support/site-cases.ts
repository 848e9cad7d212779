import { expect } from 'vitest';
import { expectList } from './expect-list.ts';
import {
  ids,
  type Json,
  label,
  newPage,
  newPost,
  newSpace,
  spaceOf,
  storage,
  type TestSite,
  type ToolCase,
  unique,
} from './tool-case.ts';

const names = (rows: Json): string[] => rows.map((row: Json) => row.name).sort();

async function newTask(site: TestSite): Promise<Json> {
  const task =
    '<ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Ship it</ac:task-body></ac:task>';
  const page = await newPage(site, { body: storage(`<ac:task-list>${task}</ac:task-list>`) });
  return (await site.rest('GET', `/api/v2/tasks?page-id=${page.id}`)).results[0];
}

/** The tools about spaces, labels, comments, attachments, tasks, people and the audit log. */
export const siteCases: Record<string, ToolCase> = {
  CREATE_SPACE: {
    does: 'creates a space with a homepage',
    input: () => {
      const key = unique('NEW').replace(' ', '');
      return { key, name: 'New space', description: { plain: { value: 'For trials' } } };
    },
    async check({ data, input, site }) {
      const space = await spaceOf(site, input.key);
      expect(space).toMatchObject({ name: 'New space', homepageId: data.homepageId });
      expect(data).toMatchObject({ id: space.id, key: input.key, type: 'global', status: 'current' });
      expect(data.description.plain.value).toBe('For trials');
    },
  },

  CREATE_PRIVATE_SPACE: {
    does: 'creates a space that only its maker sees',
    input: () => ({ key: unique('MINE').replace(' ', ''), name: 'Private' }),
    async check({ data, input, site }) {
      expect((await spaceOf(site, input.key)).name).toBe('Private');
      const seen = await site.rest('GET', `/api/v2/spaces?keys=${input.key}`, undefined, 'grace');
      expect(seen.results).toEqual([]);
      expect(data).toMatchObject({ key: input.key, name: 'Private', status: 'current' });
    },
  },

  DELETE_SPACE: {
    does: 'deletes a space for good and waits until it is done',
    input: async (site) => ({ space_key: (await newSpace(site)).key }),
    async check({ data, input, site }) {
      expect(await spaceOf(site, input.space_key)).toBeUndefined();
      expect(data).toEqual({ success: true });
    },
  },

  GET_SPACES: {
    does: 'lists spaces by their keys, in any case',
    input: () => ({ spaceKey: ['eng', 'MKT'], type: 'global', expand: ['description.plain'] }),
    check({ data }) {
      expectList(data, { size: 2 });
      expect(data.results.map(({ key }: Json) => key).sort()).toEqual(['ENG', 'MKT']);
      expect(data.results[0].description.plain.value).toEqual(expect.any(String));
    },
  },

  GET_SPACE_BY_ID: {
    does: 'reads a space',
    input: async (site) => ({ id: (await spaceOf(site, 'ENG')).id }),
    async check({ data, input, site }) {
      const { id, key, name, homepageId } = await spaceOf(site, 'ENG');
      expect(data).toMatchObject({ id, key, name, homepageId, type: 'global', status: 'current' });
      expect(data.id).toBe(input.id);
    },
  },

  GET_SPACE_CONTENTS: {
    does: 'lists the blog posts of one day in a space named by its key',
    input: async (site) => {
      const { id, key } = await newSpace(site);
      const post = await newPost(site, { spaceId: String(id) });
      return { spaceKey: key, type: 'blogpost', postingDay: post.createdAt.slice(0, 10), post: post.id };
    },
    check({ data, input }) {
      expectList(data, { size: 1 });
      expect(data.results[0]).toMatchObject({ id: input.post, type: 'blogpost', status: 'current' });
    },
  },

  ADD_CONTENT_LABEL: {
    does: 'adds labels and answers with all that the page then carries',
    input: async (site) => {
      const { id } = await newPage(site);
      await label(site, id, 'before');
      return { id, labels: [{ name: 'urgent', prefix: 'global' }] };
    },
    async check({ data, input, site }) {
      const { results } = await site.rest('GET', `/api/v2/pages/${input.id}/labels`);
      expect(names(results)).toEqual(['before', 'urgent']);
      // Over HTTP an answer is always an object, so the list lies within one there.
      const labels = Array.isArray(data) ? data : data.results;
      expect(names(labels)).toEqual(['before', 'urgent']);
      expect(labels[0]).toMatchObject({ id: expect.any(String), prefix: 'global' });
    },
  },

  GET_LABELS: {
    does: 'lists the labels of the site, with links that have no underscore',
    input: () => ({ limit: 2 }),
    async check({ data, site }) {
      const { results } = await site.rest('GET', '/api/v2/labels?limit=2');
      expect(ids(data.results)).toEqual(ids(results));
      expect(data).toMatchObject({ size: 2, limit: 2, start: 0, _expandable: {} });
      expect(data.links.next).toContain('cursor=');
    },
  },

  GET_LABELS_FOR_PAGE: {
    does: 'lists the labels of a page',
    input: async (site) => {
      const { id } = await newPage(site);
      await label(site, id, 'one', 'two');
      return { id };
    },
    check({ data }) {
      expectList(data, { size: 2 });
      expect(names(data.results)).toEqual(['one', 'two']);
    },
  },

  GET_LABELS_FOR_SPACE: {
    does: 'lists the labels of a space itself under the name label',
    input: async (site) => {
      const { id, key } = await newSpace(site);
      await site.rest('POST', `/rest/api/space/${key}/label`, [{ prefix: 'team', name: 'crew' }]);
      return { id: String(id) };
    },
    check({ data }) {
      expectList(data, { size: 1 });
      expect(data.results[0]).toMatchObject({
        label: 'crew',
        prefix: 'team',
        owner: { displayName: 'Ada Lovelace' },
        _links: { context: null },
      });
    },
  },

  GET_LABELS_FOR_SPACE_CONTENT: {
    does: 'lists the labels that the content of a space carries',
    input: async (site) => {
      const id = String((await newSpace(site)).id);
      await label(site, (await newPage(site, { spaceId: id })).id, 'within');
      return { id };
    },
    check({ data }) {
      expectList(data, { size: 1 });
      expect(data.results[0]).toMatchObject({ name: 'within', prefix: 'global', owner: {} });
    },
  },

  GET_ATTACHMENT_LABELS: {
    does: 'lists the labels of an attachment',
    input: async (site) => {
      const id = await site.attach((await newPage(site)).id, 'plan.txt', 'Plan');
      await label(site, id, 'file');
      return { id };
    },
    check({ data }) {
      expectList(data, { size: 1 });
      expect(names(data.results)).toEqual(['file']);
    },
  },

  GET_ATTACHMENTS: {
    does: 'lists the attachments of a page with their sizes and links',
    input: async (site) => {
      const { id } = await newPage(site);
      await site.attach(id, 'plan.txt', 'Plan');
      return { pageId: id, mediaType: 'text/plain' };
    },
    check({ data, input }) {
      expectList(data, { size: 1 });
      const download = expect.stringContaining(`/rest/api/content/${input.pageId}/child/attachment/att`);
      expect(data.results[0]).toMatchObject({
        title: 'plan.txt',
        type: 'attachment',
        status: 'current',
        mediaType: 'text/plain',
        extensions: { fileSize: 4, mediaType: 'text/plain' },
        links: { context: '/wiki', download },
        version: { number: 1, by: { displayName: 'Site Administrator' } },
        _links: { download },
      });
    },
  },

  DOWNLOAD_ATTACHMENT: {
    does: 'gives an address of the file that opens without credentials',
    input: async (site) => {
      const { id } = await newPage(site);
      return { pageId: id, attachmentId: await site.attach(id, 'plan.txt', 'The plan') };
    },
    async check({ data }) {
      expect(data).toMatchObject({ name: 'plan.txt', mimetype: 'text/plain' });
      expect(await (await fetch(data.s3url)).text()).toBe('The plan');
    },
  },

  CREATE_FOOTER_COMMENT: {
    does: 'comments on a page',
    input: async (site) => ({ pageId: (await newPage(site)).id, body: { value: '<p>Nice</p>' } }),
    async check({ data, input, site }) {
      const { results } = await site.rest('GET', `/api/v2/pages/${input.pageId}/footer-comments`);
      expect(ids(results)).toEqual([data.id]);
      expect(data).toMatchObject({ status: 'current', pageId: input.pageId, version: { number: 1 } });
      expect(data.body.storage).toEqual(storage('<p>Nice</p>'));
    },
  },

  GET_PAGE_FOOTER_COMMENTS: {
    does: 'lists the comments of a page with their storage',
    input: async (site) => {
      const { id } = await newPage(site);
      await site.rest('POST', '/api/v2/footer-comments', { pageId: id, body: storage('<p>Nice</p>') });
      return { id };
    },
    check({ data, input }) {
      expect(data.results).toHaveLength(1);
      expect(data.results[0]).toMatchObject({
        pageId: input.id,
        body: { storage: { value: '<p>Nice</p>' } },
      });
    },
  },

  GET_PAGE_INLINE_COMMENTS: {
    does: 'lists the open inline comments of a page with what they are about',
    input: async (site) => {
      const { id } = await newPage(site, { body: storage('<p>a remarkable word</p>') });
      const inlineCommentProperties = {
        textSelection: 'remarkable',
        textSelectionMatchCount: 1,
        textSelectionMatchIndex: 0,
      };
      const body = storage('<p>Why?</p>');
      await site.rest('POST', '/api/v2/inline-comments', { pageId: id, body, inlineCommentProperties });
      return { id, resolution_status: ['open'] };
    },
    check({ data, input }) {
      expect(data.results).toHaveLength(1);
      expect(data.results[0]).toMatchObject({
        pageId: input.id,
        resolutionStatus: 'open',
        body: { storage: { value: '<p>Why?</p>' } },
        properties: { inlineOriginalSelection: 'remarkable' },
      });
    },
  },

  GET_TASKS: {
    does: 'lists the open tasks of a page',
    input: async (site) => ({
      page_id: [(await newTask(site)).pageId],
      status: 'incomplete',
      body_format: 'storage',
    }),
    check({ data, input }) {
      expect(data.results).toHaveLength(1);
      expect(data.results[0]).toMatchObject({ pageId: input.page_id[0], status: 'incomplete' });
      expect(data.results[0].body.storage.value).toContain('Ship it');
    },
  },

  UPDATE_TASK: {
    does: 'ticks a task off, in the page as well',
    input: async (site) => ({ id: (await newTask(site)).id, status: 'complete' }),
    async check({ data, input, site }) {
      const task = await site.rest('GET', `/api/v2/tasks/${input.id}`);
      expect(task.status).toBe('complete');
      const page = await site.rest('GET', `/api/v2/pages/${task.pageId}?body-format=storage`);
      expect(page.body.storage.value).toContain('<ac:task-status>complete</ac:task-status>');
      expect(data).toMatchObject({ id: input.id, status: 'complete', completedBy: expect.any(String) });
    },
  },

  GET_AUDIT_LOGS: {
    does: 'lists what administrators did between two dates',
    as: 'admin',
    async input(site) {
      const { key } = await newSpace(site);
      const today = new Date().toISOString().slice(0, 10);
      return { from_: `${today}T00:00:00Z`, to: today, searchString: key };
    },
    check({ data }) {
      expect(data).toMatchObject({ start: 0, size: data.results.length, limit: expect.any(Number) });
      expect(data.results[0]).toMatchObject({
        id: expect.any(String),
        author: { displayName: 'Ada Lovelace' },
        category: expect.any(String),
        summary: expect.stringMatching(/space/i),
        creationDate: expect.any(Number),
      });
    },
  },

  GET_CURRENT_USER: {
    does: 'says who the connection belongs to',
    input: () => ({}),
    check({ data }) {
      expect(data).toMatchObject({ accountType: 'atlassian', displayName: 'Ada Lovelace' });
      expect(data.email).toBe('ada@example.com');
    },
  },

  GET_USER_ANONYMOUS: {
    does: 'describes nobody',
    input: () => ({}),
    check({ data }) {
      expect(data).toMatchObject({ type: 'anonymous', displayName: 'Anonymous' });
      expect(data.profilePicture).toHaveProperty('isDefault');
    },
  },

  SEARCH_USERS: {
    does: 'finds a person by account id',
    input: async (site) => ({
      accountId: (await site.rest('GET', '/rest/api/user/current', undefined, 'grace')).accountId,
    }),
    check({ data, input }) {
      const { results, size } = data.response_data;
      expect(size).toBe(1);
      expect(results[0].user).toMatchObject({ accountId: input.accountId, displayName: 'Grace Hopper' });
    },
  },
};
