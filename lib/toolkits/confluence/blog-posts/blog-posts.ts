import { naming, quoting } from '../../tool-words.ts';
import type { Tool } from '../../toolkit.ts';
import { contentCreated, contentUpdated } from '../content/kept-content.ts';
import { lookUpVersion } from '../content/look-up-version.ts';
import { refreshUpdate } from '../content/refresh-update.ts';
import { signVersion } from '../content/sign-version.ts';
import { undoCreation } from '../content/undo-creation.ts';
import { undoUpdate } from '../content/undo-update.ts';
import { KEEPS, planUpdate } from '../content/update-content.ts';
import { readingTool } from '../defining/reading-tool.ts';
import { noTexts, textsInRows, textsOfContent } from '../defining/texts.ts';
import { writingTool } from '../defining/writing-tool.ts';
import { createBlogPostBook, planCreateBlogPost } from './create-blog-post.ts';
import { lookUpNewPost, lookUpPostBook } from './look-up-post.ts';

export const blogPostBooks = [createBlogPostBook, lookUpPostBook];

export const blogPostTools: Tool[] = [
  writingTool({
    slug: 'CONFLUENCE_CREATE_BLOGPOST',
    kind: 'write',
    words: { name: 'Publish blog post', sentence: quoting('Publish blog post', 'title') },
    plan: planCreateBlogPost,
    kept: contentCreated,
    undo: undoCreation('blogpost'),
    effect: { of: 'created' },
    lookUp: lookUpNewPost,
  }),
  writingTool({
    slug: 'CONFLUENCE_UPDATE_BLOGPOST',
    kind: 'write',
    words: { name: 'Update blog post', sentence: quoting('Update blog post', 'title') },
    plan: planUpdate('blogpost'),
    kept: contentUpdated,
    undo: undoUpdate,
    effect: { of: 'changed' },
    lookUp: lookUpVersion('CONFLUENCE_GET_BLOGPOST_VERSIONS', 'blogpostId'),
    refresh: refreshUpdate('blogpost'),
    sign: signVersion,
    replacesText: true,
    keeps: KEEPS,
  }),
  readingTool('CONFLUENCE_GET_BLOG_POSTS', textsInRows, 'List blog posts'),
  readingTool('CONFLUENCE_GET_BLOG_POSTS_FOR_LABEL', textsInRows, 'Get blog posts for label'),
  readingTool('CONFLUENCE_GET_BLOGPOST_BY_ID', textsInRows, 'Read blog post', naming('Read blog post', 'id')),
  readingTool(
    'CONFLUENCE_GET_BLOGPOST_VERSIONS',
    textsOfContent('blogpostId'),
    'List blog post versions',
    naming('List versions of blog post', 'blogpostId'),
  ),
  readingTool(
    'CONFLUENCE_GET_BLOGPOST_VERSION_DETAILS',
    textsOfContent('blogpostId'),
    'Get blogpost version details',
  ),
  readingTool('CONFLUENCE_GET_BLOGPOST_LIKE_COUNT', noTexts, 'Get blogpost like count'),
  readingTool('CONFLUENCE_GET_BLOGPOST_OPERATIONS', noTexts, 'Get blogpost operations'),
];
