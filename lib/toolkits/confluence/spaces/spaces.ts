import { definePhrases } from '../../../domain/phrase.ts';
import { naming, quoting } from '../../tool-words.ts';
import type { Tool } from '../../toolkit.ts';
import { readingTool } from '../defining/reading-tool.ts';
import { textsOfSpace, textsOfSpaces } from '../defining/texts.ts';
import { writingTool } from '../defining/writing-tool.ts';
import { idArgument } from '../reading/read-arguments.ts';
import { createSpaceBook, planCreateSpace, spaceCreated } from './create-space.ts';
import { deleteSpaceBook, planDeleteSpace, refuseUndo, spaceDeleted } from './delete-space.ts';
import { readSpaceBook } from './read-space.ts';
import { undoSpace, undoSpaceBook } from './undo-space.ts';

const { book, phrase } = definePhrases('confluence.spaces', {
  alwaysAsks: () => 'Deleting a space always asks.',
});

export const spaceBooks = [book, readSpaceBook, createSpaceBook, deleteSpaceBook, undoSpaceBook];

export const spaceTools: Tool[] = [
  writingTool({
    slug: 'CONFLUENCE_CREATE_SPACE',
    kind: 'write',
    words: { name: 'Create space', sentence: quoting('Create space', 'name', 'key') },
    plan: planCreateSpace(false),
    kept: spaceCreated,
    undo: undoSpace,
    effect: { of: 'created' },
  }),
  writingTool({
    slug: 'CONFLUENCE_CREATE_PRIVATE_SPACE',
    kind: 'write',
    words: { name: 'Create private space', sentence: quoting('Create private space', 'name', 'key') },
    plan: planCreateSpace(true),
    kept: spaceCreated,
    undo: undoSpace,
    effect: { of: 'created' },
  }),
  writingTool({
    slug: 'CONFLUENCE_DELETE_SPACE',
    kind: 'destructive',
    words: { name: 'Delete space', sentence: naming('Delete space', 'space_key') },
    plan: planDeleteSpace,
    kept: spaceDeleted,
    undo: refuseUndo,
    effect: { of: 'changed' },
    alwaysAsks: phrase.alwaysAsks(),
    typeUnseen: (args) => idArgument.safeParse(args.space_key).data ?? null,
  }),
  readingTool('CONFLUENCE_GET_SPACES', textsOfSpaces, 'List spaces', naming('Read space', 'spaceKey')),
  readingTool('CONFLUENCE_GET_SPACE_BY_ID', textsOfSpaces, 'Read space', naming('Read space', 'id')),
  readingTool(
    'CONFLUENCE_GET_SPACE_CONTENTS',
    textsOfSpace('spaceKey'),
    'List what a space holds',
    naming('List what space holds:', 'spaceKey'),
  ),
];
