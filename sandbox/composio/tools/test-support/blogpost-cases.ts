import { expect } from 'vitest';
import { expectList } from './expect-list.ts';
import { ids, label, newPost, spaceOf, storage, type TestSite, type ToolCase, unique } from './tool-case.ts';

/** A blog post in its second version. */
async function changedPost(site: TestSite) {
  const post = await newPost(site);
  const changed = {
    id: post.id,
    status: 'current',
    title: unique('News, corrected'),
    body: storage('<p>two</p>'),
  };
  await site.rest('PUT', `/api/v2/blogposts/${post.id}`, {
    ...changed,
    version: { number: 2, message: 'why' },
  });
  return post;
}

/** The tools about blog posts. */
export const blogPostCases: Record<string, ToolCase> = {
  CREATE_BLOGPOST: {
    does: 'publishes a blog post, labels it and keeps its metadata as properties',
    input: async (site) => ({
      spaceId: (await spaceOf(site, 'MKT')).id,
      title: unique('Hello'),
      status: 'current',
      body: storage('<p>Hi</p>'),
      labels: [{ name: 'fresh' }],
      metadata: { mood: { is: 'good' } },
    }),
    async check({ data, input, site }) {
      const path = `/api/v2/blogposts/${data.id}`;
      expect(await site.rest('GET', path)).toMatchObject({ title: input.title, spaceId: input.spaceId });
      expect((await site.rest('GET', `${path}/labels`)).results[0].name).toBe('fresh');
      const properties = await site.rest('GET', `${path}/properties?key=mood`);
      expect(properties.results[0].value).toEqual({ is: 'good' });
      expect(data).toMatchObject({ status: 'current', body: storage('<p>Hi</p>'), metadata: input.metadata });
      expect(data.labels[0].name).toBe('fresh');
      expect(data.version.number).toBe(1);
      expect((await fetch(data.webUrl)).status).toBe(200);
    },
  },

  UPDATE_BLOGPOST: {
    does: 'replaces title and body with the version that follows',
    input: async (site) => {
      const { id, spaceId } = await newPost(site);
      return { id, spaceId, title: unique('Newer'), body: storage('<p>two</p>'), version: { number: 2 } };
    },
    async check({ data, input, site }) {
      const post = await site.rest('GET', `/api/v2/blogposts/${input.id}?body-format=storage`);
      expect(post).toMatchObject({ title: input.title, version: { number: 2 } });
      expect(post.body.storage.value).toBe('<p>two</p>');
      expect(data).toMatchObject({ id: input.id, type: 'blogpost', status: 'current' });
      expect(data.version).toMatchObject({ number: 2, by: { displayName: 'Ada Lovelace' } });
    },
  },

  GET_BLOGPOST_BY_ID: {
    does: 'reads a blog post with its storage and its people',
    input: async (site) => ({ id: (await newPost(site)).id }),
    check({ data, input }) {
      expect(data).toMatchObject({ id: input.id, type: 'blogpost', status: 'current' });
      expect(data.body.storage.value).toBe('<p>one</p>');
      expect(data.createdBy.displayName).toBe('Site Administrator');
      expect(data.updatedBy.displayName).toBe('Site Administrator');
    },
  },

  GET_BLOG_POSTS: {
    does: 'lists blog posts, the newest first',
    input: async (site) => ({ limit: 1, newest: (await newPost(site)).id }),
    check({ data, input }) {
      expect(data).toMatchObject({ size: 1, next: expect.stringContaining('cursor='), prev: null });
      expect(data.results[0]).toMatchObject({ id: input.newest, type: 'blogpost', status: 'current' });
      expect(data.results[0].history.createdAt).toMatch(/Z$/);
    },
  },

  GET_BLOG_POSTS_FOR_LABEL: {
    does: 'lists the blog posts that carry a label, named by its id',
    input: async (site) => {
      const post = await newPost(site);
      await label(site, post.id, unique('posts').replace(' ', '-'));
      const { results } = await site.rest('GET', `/api/v2/blogposts/${post.id}/labels`);
      return { id: results[0].id, post: post.id };
    },
    check({ data, input }) {
      expect(ids(data.results)).toEqual([input.post]);
      expect(data).toMatchObject({ size: 1, next: null, prev: null });
    },
  },

  GET_BLOGPOST_VERSIONS: {
    does: 'lists the versions of a blog post, the newest first',
    input: async (site) => ({ blogpostId: (await changedPost(site)).id }),
    check({ data, input }) {
      expect(data.results[0]).toMatchObject({
        id: input.blogpostId,
        status: 'current',
        type: 'blogpost',
        version: { number: 2, message: 'why', createdBy: { displayName: 'Site Administrator' } },
      });
      expect(data.results).toHaveLength(2);
      expect(data.next).toBeNull();
    },
  },

  GET_BLOGPOST_VERSION_DETAILS: {
    does: 'reads one version of a blog post with the body it had',
    input: async (site) => ({ blogpostId: (await changedPost(site)).id, versionNumber: 1 }),
    check({ data, input }) {
      expect(data).toMatchObject({ id: input.blogpostId, blogPostId: input.blogpostId, versionNumber: 1 });
      expect(data.body.storage.value).toBe('<p>one</p>');
      expect(data.createdBy.displayName).toBe('Site Administrator');
    },
  },

  GET_BLOGPOST_LABELS: {
    does: 'lists the labels of a blog post',
    input: async (site) => {
      const { id } = await newPost(site);
      await label(site, id, 'alpha', 'beta');
      return { id };
    },
    check({ data }) {
      expectList(data, { size: 2 });
      expect(data.results.map(({ name }: { name: string }) => name).sort()).toEqual(['alpha', 'beta']);
    },
  },

  GET_BLOGPOST_LIKE_COUNT: {
    does: 'counts the likes of a blog post under the name count',
    input: async (site) => ({ id: (await newPost(site)).id }),
    check: ({ data }) => expect(data).toEqual({ count: 0 }),
  },

  GET_BLOGPOST_OPERATIONS: {
    does: 'says what the person may do with a blog post',
    input: async (site) => ({ id: (await newPost(site)).id }),
    check({ data }) {
      expect(data.results).toContainEqual({ operation: 'update', targetType: 'blogpost', targetKey: null });
      expect(data).toMatchObject({ size: data.results.length, start: 0 });
    },
  },

  GET_INLINE_COMMENTS_FOR_BLOG_POST: {
    does: 'lists the inline comments of a blog post as people see them',
    input: async (site) => {
      const { id } = await newPost(site, { body: storage('<p>a remarkable word</p>') });
      const inlineCommentProperties = {
        textSelection: 'remarkable',
        textSelectionMatchCount: 1,
        textSelectionMatchIndex: 0,
      };
      const body = storage('<p>Why?</p>');
      await site.rest('POST', '/api/v2/inline-comments', { blogPostId: id, body, inlineCommentProperties });
      return { id };
    },
    check({ data }) {
      expectList(data, { size: 1 });
      expect(data.results[0]).toMatchObject({
        type: 'comment',
        status: 'current',
        author: { displayName: 'Site Administrator' },
        body: { view: { value: '<p>Why?</p>' } },
        location: { inlineOriginalSelection: 'remarkable', resolutionStatus: 'open' },
        version: { number: 1 },
      });
      expect(data.results[0].createdAt).toBe(data.results[0].updatedAt);
    },
  },
};
