import { z } from 'zod';
import {
  ancestorsOf,
  type Label,
  labelWords,
  readEither,
  requireNotTrashed,
  targetOf,
} from '../content/read-content.ts';
import type { Planner } from '../defining/planner.ts';
import { together } from '../reading/open-reader.ts';
import { idArgument, readArguments } from '../reading/read-arguments.ts';
import { listed, quoted } from '../reading/words.ts';
import { inSpace, readSpace } from '../spaces/read-space.ts';
import { labelsArgument, labelsAsked, sameLabel } from './label-names.ts';

const addSchema = z.object({ id: idArgument, labels: labelsArgument });

const keptLabel = z.object({ prefix: z.string(), name: z.string() });

/** `added` are only those that were not there before; `present` all that were. */
export const labelsAdded = z.object({
  type: z.literal('labels-added'),
  content: z.enum(['page', 'blogpost']),
  id: z.string(),
  added: z.array(keptLabel),
  present: z.array(keptLabel),
});

/** CONFLUENCE_ADD_CONTENT_LABEL, of a page or blog post. A label that is there already stays as it is. */
export const planAddLabels: Planner<z.infer<typeof labelsAdded>> = async (reader, args) => {
  const asked = readArguments(addSchema, args);
  const labels = labelsAsked(asked.labels);
  const content = await readEither(reader, asked.id);
  requireNotTrashed(content);
  const [space, ancestors] = await together([
    readSpace(reader, content.spaceId),
    ancestorsOf(reader, content.type, content.id),
  ]);

  const added = labels.filter((label) => !content.labels.some((present) => sameLabel(present, label)));
  const where = `${quoted(content.title)}${inSpace(space)}`;
  return {
    sentence:
      added.length === 0
        ? `Changes nothing: ${where} has the ${labelsInWords(labels)} already`
        : `Adds the ${labelsInWords(added)} to ${where}`,
    target: targetOf(content, space, ancestors),
    preview: {
      type: 'values',
      rows: [
        { name: 'Labels', before: inARow(content.labels), after: inARow([...content.labels, ...added]) },
      ],
    },
    undo: {
      possible: true,
      words: 'Can be taken back: the labels that were not there before are removed.',
    },
    before: {
      type: 'labels-added',
      content: content.type,
      id: content.id,
      added,
      present: content.labels,
    },
    basis: [
      content.id,
      content.title,
      content.status,
      content.labels.map(labelWords).sort(),
      space.id,
      ancestors,
    ],
  };
};

function labelsInWords(labels: Label[]): string {
  return `label${labels.length === 1 ? '' : 's'} ${listed(labels.map((label) => quoted(labelWords(label))))}`;
}

function inARow(labels: Label[]): string | null {
  return labels.length === 0 ? null : labels.map(labelWords).join(', ');
}
