import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
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

type Labelling = { labels: string[]; title: string; space: string };

const { book, phrase } = definePhrases('confluence.labels.add', {
  adds: ({ labels, title, space }: Labelling) =>
    `Adds the ${labelsInWords(labels)} to ${quoted(title)}${inSpace(space)}`,
  changesNothing: ({ labels, title, space }: Labelling) =>
    `Changes nothing: ${quoted(title)}${inSpace(space)} has the ${labelsInWords(labels)} already`,
  labels: () => 'Labels',
  undo: () => 'Can be taken back: the labels that were not there before are removed.',
});

export { book as addLabelsBook, phrase as addLabelsPhrase };

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
  const of = { title: content.title, space: space.name };
  return {
    sentence:
      added.length === 0
        ? phrase.changesNothing({ ...of, labels: labels.map(labelWords) })
        : phrase.adds({ ...of, labels: added.map(labelWords) }),
    target: targetOf(content, space, ancestors),
    preview: {
      type: 'values',
      rows: [
        {
          name: phrase.labels(),
          before: inARow(content.labels),
          after: inARow([...content.labels, ...added]),
        },
      ],
    },
    undo: { possible: true, words: phrase.undo() },
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

function labelsInWords(labels: string[]): string {
  return `label${labels.length === 1 ? '' : 's'} ${listed(labels.map(quoted))}`;
}

function inARow(labels: Label[]): string | null {
  return labels.length === 0 ? null : labels.map(labelWords).join(', ');
}
