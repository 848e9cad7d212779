import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { findPeople } from './people.ts';
import { listAnswer, paging, readList } from './read-list.ts';
import type { Query, Rest } from './rest.ts';
import { versionSchema } from './shapes.ts';

const container = {
  pageId: z.string().optional(),
  blogPostId: z.string().optional(),
  parentCommentId: z.string().optional(),
  attachmentId: z.string().optional(),
  customContentId: z.string().optional(),
};

const ofPage = {
  id: z.string(),
  body_format: z.string().default('storage'),
  status: z.array(z.string()).optional(),
  sort: z.string().optional(),
  limit: z.number().default(25),
  cursor: z.string().optional(),
};

const inlineSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  resolutionStatus: z.string().nullish(),
  createdAt: z.string().nullish(),
  properties: z
    .looseObject({ inlineMarkerRef: z.string().nullish(), inlineOriginalSelection: z.string().nullish() })
    .nullish(),
  version: versionSchema.optional(),
  body: z.looseObject({}).optional(),
});

/** The comments of a page, as REST sends them. */
async function pageComments(
  rest: Rest,
  kind: 'footer-comments' | 'inline-comments',
  args: z.infer<z.ZodObject<typeof ofPage>>,
  filters: Query = {},
) {
  const path = `/wiki/api/v2/pages/${encodeURIComponent(args.id)}/${kind}`;
  const query = { 'body-format': args.body_format, status: args.status, sort: args.sort, ...filters };
  const { rows, next, base } = await readList(rest, path, query, args);
  return { results: rows, _links: { ...(next === undefined ? {} : { next }), base } };
}

/** An inline comment as people see it, and when it was first written: lists tell neither. */
async function readInline(rest: Rest, id: string) {
  const path = `/wiki/api/v2/inline-comments/${id}`;
  const comment = inlineSchema.parse(await rest.get(path, { 'body-format': 'view' }));
  const first =
    comment.version?.number === 1
      ? comment.version
      : versionSchema.parse(await rest.get(`${path}/versions/1`));
  return { ...comment, createdAt: first.createdAt ?? null };
}

/** The tools that read and write comments. */
export const commentTools: Record<string, ToolExecutor> = {
  CONFLUENCE_CREATE_FOOTER_COMMENT: defineTool(
    z.object({
      ...container,
      body: z.object({ representation: z.string().default('storage'), value: z.string() }),
    }),
    (args, rest) => rest.post('/wiki/api/v2/footer-comments', args),
  ),

  CONFLUENCE_GET_PAGE_FOOTER_COMMENTS: defineTool(z.object(ofPage), (args, rest) =>
    pageComments(rest, 'footer-comments', args),
  ),

  CONFLUENCE_GET_PAGE_INLINE_COMMENTS: defineTool(
    z.object({ ...ofPage, resolution_status: z.array(z.string()).optional() }),
    (args, rest) =>
      pageComments(rest, 'inline-comments', args, { 'resolution-status': args.resolution_status }),
  ),

  CONFLUENCE_GET_INLINE_COMMENTS_FOR_BLOG_POST: defineTool(
    z.object({ id: z.string(), location: z.string().optional(), ...paging }),
    async (args, rest) => {
      const path = `/wiki/api/v2/blogposts/${encodeURIComponent(args.id)}/inline-comments`;
      // Of the old places only this one is a filter that REST still has.
      const query = { 'resolution-status': args.location === 'resolved' ? 'resolved' : undefined };
      const read = await readList(rest, path, query, args);
      const comments = await Promise.all(read.rows.map((row) => readInline(rest, String(row.id))));
      const people = await findPeople(
        rest,
        comments.map((comment) => comment.version?.authorId),
      );
      return listAnswer({ ...read, rows: comments }, (row) => {
        const { version, ...comment } = inlineSchema.parse(row);
        const person = people.get(version?.authorId ?? '') ?? {};
        return {
          id: comment.id,
          type: 'comment',
          status: comment.status,
          author: person,
          body: comment.body ?? null,
          location: {
            type: 'inline',
            resolutionStatus: comment.resolutionStatus ?? null,
            inlineMarkerRef: comment.properties?.inlineMarkerRef ?? null,
            inlineOriginalSelection: comment.properties?.inlineOriginalSelection ?? null,
          },
          macroRenderedOutput: null,
          createdAt: comment.createdAt ?? null,
          updatedAt: version?.createdAt ?? null,
          version: { number: version?.number ?? null, when: version?.createdAt ?? null, by: person },
        };
      });
    },
  ),
};
