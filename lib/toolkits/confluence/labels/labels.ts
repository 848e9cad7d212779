import { clean, inWords, listOf, naming, quote } from '../../tool-words.ts';
import type { Tool } from '../../toolkit.ts';
import { readingTool } from '../defining/reading-tool.ts';
import { textsInRows, textsOfContent, textsOfSpace } from '../defining/texts.ts';
import { writingTool } from '../defining/writing-tool.ts';
import { addLabelsBook, labelsAdded, planAddLabels } from './add-labels.ts';
import { labelNameBook } from './label-names.ts';
import { lookUpLabels, lookUpLabelsBook } from './look-up-labels.ts';
import { undoLabels, undoLabelsBook } from './undo-labels.ts';

export const labelBooks = [labelNameBook, addLabelsBook, undoLabelsBook, lookUpLabelsBook];

export const labelTools: Tool[] = [
  writingTool({
    slug: 'CONFLUENCE_ADD_CONTENT_LABEL',
    kind: 'write',
    words: {
      name: 'Add label',
      sentence: (args) => {
        const names = labelNames(args);
        if (names === null) return null;
        const target = clean(args.id);
        const lead = listOf(args.labels).length > 1 ? 'Add labels' : 'Add label';
        return target === null ? `${lead} ${names}` : `${lead} ${names} to ${target}`;
      },
    },
    plan: planAddLabels,
    kept: labelsAdded,
    undo: undoLabels,
    effect: { of: 'labels' },
    lookUp: lookUpLabels,
    texts: textsOfContent('id'),
  }),
  readingTool('CONFLUENCE_GET_LABELS', textsInRows, 'List labels'),
  readingTool(
    'CONFLUENCE_GET_LABELS_FOR_PAGE',
    textsOfContent('id'),
    'Read page labels',
    naming('Read labels of page', 'id'),
  ),
  readingTool(
    'CONFLUENCE_GET_BLOGPOST_LABELS',
    textsOfContent('id'),
    'Read blog post labels',
    naming('Read labels of blog post', 'id'),
  ),
  readingTool('CONFLUENCE_GET_ATTACHMENT_LABELS', textsInRows, 'Get attachment labels'),
  readingTool('CONFLUENCE_GET_LABELS_FOR_SPACE', textsOfSpace('id'), 'Get labels for space'),
  readingTool('CONFLUENCE_GET_LABELS_FOR_SPACE_CONTENT', textsOfSpace('id'), 'Get labels for space content'),
];

function labelNames(args: Record<string, unknown>): string | null {
  return inWords(
    listOf(args.labels).map((label) =>
      quote(typeof label === 'object' && label !== null && 'name' in label ? label.name : label),
    ),
  );
}
