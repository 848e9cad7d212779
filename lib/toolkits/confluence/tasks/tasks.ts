import { clean, naming } from '../../tool-words.ts';
import type { Tool } from '../../toolkit.ts';
import { readingTool } from '../defining/reading-tool.ts';
import { textsInRows } from '../defining/texts.ts';
import { writingTool } from '../defining/writing-tool.ts';
import { undoTask, undoTaskBook } from './undo-task.ts';
import { planUpdateTask, taskUpdated, updateTaskBook } from './update-task.ts';

export const taskBooks = [updateTaskBook, undoTaskBook];

export const taskTools: Tool[] = [
  writingTool({
    slug: 'CONFLUENCE_UPDATE_TASK',
    kind: 'write',
    words: {
      name: 'Update task',
      sentence: (args) => {
        const id = clean(args.id);
        if (id === null) return null;
        if (args.status === 'complete') return `Complete task ${id}`;
        return args.status === 'incomplete' ? `Reopen task ${id}` : `Update task ${id}`;
      },
    },
    plan: planUpdateTask,
    kept: taskUpdated,
    undo: undoTask,
    effect: { of: 'changed' },
    texts: textsInRows,
  }),
  readingTool('CONFLUENCE_GET_TASKS', textsInRows, 'List tasks', naming('List tasks on page', 'page_id')),
];
