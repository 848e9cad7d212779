import { z } from 'zod';
import { defineTool, type ToolExecutor } from './define-tool.ts';
import { readList } from './read-list.ts';

const container = {
  pageId: z.string().optional(),
  blogPostId: z.string().optional(),
  parentCommentId: z.string().optional(),
  attachmentId: z.string().optional(),
  customContentId: z.string().optional(),
};

/** The tools that read and write footer comments. */
export const commentTools: Record<string, ToolExecutor> = {
  CONFLUENCE_CREATE_FOOTER_COMMENT: defineTool(
    z.object({
      ...container,
      body: z.object({ representation: z.string().default('storage'), value: z.string() }),
    }),
    (args, rest) => rest.post('/wiki/api/v2/footer-comments', args),
  ),

  CONFLUENCE_GET_PAGE_FOOTER_COMMENTS: defineTool(
    z.object({
      id: z.string(),
      body_format: z.string().default('storage'),
      status: z.array(z.string()).optional(),
      sort: z.string().optional(),
      limit: z.number().default(25),
      cursor: z.string().optional(),
    }),
    async (args, rest) => {
      const path = `/wiki/api/v2/pages/${encodeURIComponent(args.id)}/footer-comments`;
      const query = { 'body-format': args.body_format, status: args.status, sort: args.sort };
      const read = await readList(rest, path, query, args);
      return { results: read.rows, _links: read.next === undefined ? {} : { next: read.next } };
    },
  ),
};
