import { z } from 'zod';
import { blogPostRow } from './blogpost-row.ts';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { findSpaceId } from './find-space.ts';
import { findPeople } from './people.ts';
import { propertiesOf } from './property-rest.ts';
import { nextAnswer, paging, readList } from './read-list.ts';
import { AtlassianError, type Rest, ToolError } from './rest.ts';
import { type Content, contentSchema, versionSchema, versionShape, webUrl } from './shapes.ts';

const POSTS = '/wiki/api/v2/blogposts';
const labelsSchema = z.object({
  results: z.array(z.looseObject({ id: z.string(), name: z.string(), prefix: z.string() })),
});

/** The body of an update, flat or nested under `storage`: the tool's schema leaves it open. */
const anyStorageBody = z.union([
  z.object({ storage: z.object({ value: z.string() }) }).transform(({ storage }) => storage.value),
  z.object({ value: z.string() }).transform(({ value }) => value),
]);

async function addLabels(rest: Rest, post: Content, labels: { name: string }[]) {
  if (labels.length === 0) return [];
  const body = labels.map(({ name }) => ({ prefix: 'global', name }));
  const answer = await rest.post(`/wiki/rest/api/content/${post.id}/label`, body);
  return labelsSchema.parse(answer).results;
}

/** REST has no metadata of its own: each entry becomes a content property. */
async function keepMetadata(rest: Rest, post: Content, metadata: Record<string, unknown>) {
  const properties = propertiesOf(rest, 'blogposts', post.id);
  for (const [key, value] of Object.entries(metadata)) await properties.create(key, value);
}

/** Does what must follow the creation; when it fails, says that the blog post is there all the same. */
async function afterwards<T>(post: Content, what: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AtlassianError)) throw error;
    const said = `The blog post was created with the id ${post.id}, but without its ${what}: ${error.message}`;
    throw new ToolError(said, { id: post.id, title: post.title });
  }
}

/** The tools that read and write blog posts. */
export const blogPostTools: Record<string, ToolExecutor> = {
  CONFLUENCE_CREATE_BLOGPOST: defineTool(
    z.object({
      spaceId: z.string(),
      title: z.string(),
      status: z.string(),
      body: z.object({ value: z.string() }),
      labels: z.array(z.object({ name: z.string() })).default([]),
      metadata: z.record(z.string(), z.unknown()).default({}),
    }),
    async (args, rest) => {
      const post = contentSchema.parse(
        await rest.post(POSTS, {
          spaceId: await findSpaceId(rest, args.spaceId),
          status: args.status,
          title: args.title,
          body: { representation: 'storage', value: args.body.value },
        }),
      );
      const labels = await afterwards(post, 'labels', () => addLabels(rest, post, args.labels));
      await afterwards(post, 'metadata', () => keepMetadata(rest, post, args.metadata));
      return {
        id: post.id,
        title: post.title,
        spaceId: post.spaceId,
        status: post.status,
        body: { representation: 'storage', value: args.body.value },
        labels,
        metadata: args.metadata,
        version: versionShape(post.version),
        webUrl: webUrl(post),
        createdAt: post.createdAt,
        updatedAt: post.version?.createdAt ?? null,
      };
    },
  ),

  CONFLUENCE_GET_BLOGPOST_BY_ID: defineTool(z.object({ id: z.string() }), async (args, rest) => {
    const post = contentSchema.parse(
      await rest.get(`${POSTS}/${encodeURIComponent(args.id)}`, { 'body-format': 'storage' }),
    );
    const people = await findPeople(rest, [post.authorId, post.version?.authorId]);
    return {
      id: post.id,
      title: post.title,
      spaceId: post.spaceId,
      status: post.status,
      type: 'blogpost',
      body: post.body ?? {},
      version: versionShape(post.version),
      createdAt: post.createdAt,
      createdBy: people.get(post.authorId ?? '') ?? {},
      updatedAt: post.version?.createdAt ?? null,
      updatedBy: people.get(post.version?.authorId ?? '') ?? {},
      _links: post._links,
    };
  }),

  CONFLUENCE_GET_BLOG_POSTS: defineTool(z.object(paging), async (args, rest) => {
    return nextAnswer(await readList(rest, POSTS, { sort: '-created-date' }, args), blogPostRow);
  }),

  CONFLUENCE_UPDATE_BLOGPOST: defineTool(
    z.object({
      id: z.string(),
      title: z.string(),
      spaceId: z.string(),
      body: anyStorageBody,
      version: z.object({
        number: z.number(),
        message: z.string().optional(),
        minorEdit: z.boolean().optional(),
      }),
      status: z.string().default('current'),
    }),
    async (args, rest) => {
      const post = contentSchema.parse(
        await rest.put(`${POSTS}/${encodeURIComponent(args.id)}`, {
          id: args.id,
          status: args.status,
          title: args.title,
          spaceId: await findSpaceId(rest, args.spaceId),
          body: { representation: 'storage', value: args.body },
          version: args.version,
        }),
      );
      const people = await findPeople(rest, [post.version?.authorId]);
      return {
        id: post.id,
        title: post.title,
        spaceId: post.spaceId,
        status: post.status,
        type: 'blogpost',
        body: post.body ?? {},
        createdAt: post.createdAt ?? null,
        updatedAt: post.version?.createdAt ?? null,
        version: {
          ...versionShape(post.version),
          by: people.get(post.version?.authorId ?? '') ?? {},
        },
        _links: post._links,
      };
    },
  ),

  CONFLUENCE_GET_BLOGPOST_VERSIONS: defineTool(
    z.object({ blogpostId: z.string(), ...paging }),
    async (args, rest) => {
      const path = `${POSTS}/${encodeURIComponent(args.blogpostId)}/versions`;
      const read = await readList(rest, path, {}, args);
      const people = await findPeople(
        rest,
        read.rows.map((row) => String(row.authorId)),
      );
      return {
        results: read.rows.map((row) => ({
          id: args.blogpostId,
          status: 'current',
          type: 'blogpost',
          version: {
            number: row.number,
            message: row.message || null,
            createdAt: row.createdAt,
            createdBy: {
              id: row.authorId,
              displayName: people.get(String(row.authorId))?.displayName ?? null,
            },
          },
        })),
        next: read.next ?? null,
        _links: { self: path, ...(read.next ? { next: read.next } : {}) },
      };
    },
  ),

  CONFLUENCE_GET_BLOGPOST_VERSION_DETAILS: defineTool(
    z.object({ blogpostId: z.string(), versionNumber: z.number() }),
    async (args, rest) => {
      const path = `${POSTS}/${encodeURIComponent(args.blogpostId)}`;
      // REST's details hold neither title nor body; the blog post read at that version does.
      const details = versionSchema.parse(await rest.get(`${path}/versions/${args.versionNumber}`));
      const post = contentSchema.parse(
        await rest.get(path, { 'body-format': 'storage', version: args.versionNumber }),
      );
      const people = await findPeople(rest, [details.authorId]);
      return {
        id: post.id,
        blogPostId: post.id,
        title: post.title,
        status: post.status,
        versionNumber: details.number,
        body: post.body ?? {},
        createdAt: details.createdAt,
        createdBy: people.get(details.authorId ?? '') ?? {},
      };
    },
  ),
};
