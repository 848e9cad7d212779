import { quoting } from '../../tool-words.ts';
import type { Tool } from '../../toolkit.ts';
import { contentCreated } from '../content/kept-content.ts';
import { writingTool } from '../defining/writing-tool.ts';
import { createWhiteboardBook, planCreateWhiteboard } from './create-whiteboard.ts';
import { undoWhiteboard, undoWhiteboardBook } from './undo-whiteboard.ts';

export const whiteboardBooks = [createWhiteboardBook, undoWhiteboardBook];

export const whiteboardTools: Tool[] = [
  writingTool({
    slug: 'CONFLUENCE_CREATE_WHITEBOARD',
    kind: 'write',
    words: { name: 'Create whiteboard', sentence: quoting('Create whiteboard', 'title') },
    plan: planCreateWhiteboard,
    kept: contentCreated,
    undo: undoWhiteboard,
    effect: { of: 'created' },
  }),
];
