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
import { createPageBook, planCreatePage } from './create-page.ts';
import { deletePageBook, pageDeleted, planDeletePage } from './delete-page.ts';
import { editPage, editPageBook } from './edit-page.ts';
import { childrenBook } from './list-children.ts';
import { lookUpDeletion, lookUpNewPage, lookUpPageBook } from './look-up-page.ts';
import { movePage, movePageBook } from './move-page.ts';
import { readPage, readPageBook } from './read-page.ts';
import { undoDeletion, undoDeletionBook } from './undo-deletion.ts';
import { undoMoveBook } from './undo-move.ts';

export const pageBooks = [
  childrenBook,
  createPageBook,
  deletePageBook,
  editPageBook,
  movePageBook,
  readPageBook,
  lookUpPageBook,
  undoMoveBook,
  undoDeletionBook,
];

export const pageTools: Tool[] = [
  writingTool({
    slug: 'CONFLUENCE_CREATE_PAGE',
    kind: 'write',
    words: { name: 'Create page', sentence: quoting('Create page', 'title') },
    plan: planCreatePage,
    kept: contentCreated,
    undo: undoCreation('page'),
    effect: { of: 'created' },
    lookUp: lookUpNewPage,
  }),
  writingTool({
    slug: 'CONFLUENCE_UPDATE_PAGE',
    kind: 'write',
    words: { name: 'Update page', sentence: quoting('Update page', 'title') },
    plan: planUpdate('page'),
    kept: contentUpdated,
    undo: undoUpdate,
    effect: { of: 'changed' },
    lookUp: lookUpVersion('CONFLUENCE_GET_PAGE_VERSIONS', 'id'),
    refresh: refreshUpdate('page'),
    sign: signVersion,
    replacesText: true,
    keeps: KEEPS,
  }),
  writingTool({
    slug: 'CONFLUENCE_DELETE_PAGE',
    kind: 'destructive',
    words: { name: 'Delete page', sentence: naming('Delete page', 'id') },
    plan: planDeletePage,
    kept: pageDeleted,
    undo: undoDeletion,
    effect: { of: 'changed' },
    lookUp: lookUpDeletion,
    texts: textsInRows,
  }),
  editPage,
  movePage,
  readPage,
  readingTool(
    'CONFLUENCE_GET_PAGES',
    textsInRows,
    'List pages',
    (args) =>
      naming('List pages in space', 'spaceId')(args, {}) ?? quoting('List pages with label', 'label')(args),
  ),
  readingTool('CONFLUENCE_GET_PAGE_BY_ID', textsInRows, 'Read page', naming('Read page', 'id')),
  readingTool(
    'CONFLUENCE_GET_CHILD_PAGES',
    textsInRows,
    'List child pages',
    naming('List child pages of', 'id'),
  ),
  readingTool(
    'CONFLUENCE_GET_PAGE_ANCESTORS',
    textsInRows,
    'Find where a page sits',
    naming('Find where page sits:', 'id'),
  ),
  readingTool(
    'CONFLUENCE_GET_PAGE_VERSIONS',
    textsOfContent('id'),
    'List page versions',
    naming('List versions of page', 'id'),
  ),
  readingTool('CONFLUENCE_GET_PAGE_LIKE_COUNT', noTexts, 'Get page like count'),
];
