import { clean, naming } from '../../tool-words.ts';
import type { Tool } from '../../toolkit.ts';
import { readingTool } from '../defining/reading-tool.ts';
import { textsOfContent } from '../defining/texts.ts';
import { writingTool } from '../defining/writing-tool.ts';
import { commentCreated, createCommentBook, planCreateComment } from './create-comment.ts';
import { lookUpComment, lookUpCommentBook } from './look-up-comment.ts';
import { undoComment, undoCommentBook } from './undo-comment.ts';

export const commentBooks = [createCommentBook, undoCommentBook, lookUpCommentBook];

export const commentTools: Tool[] = [
  writingTool({
    slug: 'CONFLUENCE_CREATE_FOOTER_COMMENT',
    kind: 'write',
    words: {
      name: 'Add comment',
      sentence: (args) => {
        const target = clean(args.pageId) ?? clean(args.blogPostId);
        if (clean(args.parentCommentId) !== null) return `Reply to comment ${clean(args.parentCommentId)}`;
        return target === null ? null : `Add comment to ${target}`;
      },
    },
    plan: planCreateComment,
    kept: commentCreated,
    undo: undoComment,
    effect: { of: 'created', part: true },
    lookUp: lookUpComment,
  }),
  readingTool(
    'CONFLUENCE_GET_PAGE_FOOTER_COMMENTS',
    textsOfContent('id'),
    'Read comments',
    naming('Read comments on page', 'id'),
  ),
  readingTool(
    'CONFLUENCE_GET_PAGE_INLINE_COMMENTS',
    textsOfContent('id'),
    'Read inline comments',
    naming('Read inline comments on page', 'id'),
  ),
  readingTool(
    'CONFLUENCE_GET_INLINE_COMMENTS_FOR_BLOG_POST',
    textsOfContent('id'),
    'Get inline comments for blog post',
  ),
];
