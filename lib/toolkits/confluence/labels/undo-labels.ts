import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import {
  ancestorsOf,
  contentNames,
  contentPath,
  type Label,
  labelWords,
  readContent,
  targetOf,
} from '../content/read-content.ts';
import { orNull, refused, type UndoFound, type UndoJob } from '../defining/undo-job.ts';
import { listed, quoted } from '../reading/words.ts';
import { inSpace, readSpace } from '../spaces/read-space.ts';
import { addLabelsPhrase, type labelsAdded } from './add-labels.ts';
import { sameLabel } from './label-names.ts';

const { book, phrase } = definePhrases('confluence.labels.undo', {
  takesOff: ({ labels, title, space }: { labels: string[]; title: string; space: string }) => {
    const [noun, verb] = labels.length === 1 ? ['label', 'is'] : ['labels', 'are'];
    return `Takes back: the ${noun} ${listed(labels.map(quoted))} ${verb} taken off ${quoted(title)}${inSpace(space)}`;
  },
  afterwards: () => 'The labels can be added again.',
});

export { book as undoLabelsBook };

const labelSchema = z.object({ prefix: z.string().default('global'), name: z.string() });

/** Takes off the labels that were not there before and are there now. */
export async function undoLabels(job: UndoJob<z.infer<typeof labelsAdded>>): Promise<UndoFound> {
  const { reader, before } = job;
  const { content: type, id, added } = before;
  const what = contentNames[type];
  if (added.length === 0)
    return refused('It had all of these labels before, so there is nothing to take back.');
  const now = await orNull(readContent(reader, type, id));
  if (now === null) return refused(`The ${what} is gone.`);
  if (now.status === 'trashed')
    return refused(`The ${what} ${quoted(now.title)} is in the trash now.`, now.url);

  // The labels that come with a page leave out one's personal ones.
  const path = `${contentPath(type, id)}/labels`;
  const { rows: present } = await reader.list(labelSchema, path, {}, `The ${what} is gone.`);
  const worn = added.filter((label) => present.some((other) => sameLabel(label, other)));
  if (worn.length === 0)
    return refused(`${words(added)} ${added.length === 1 ? 'was' : 'were'} taken off already.`, now.url);
  // Confluence takes labels off by name alone, and would take off the wrong one of two.
  const clear = worn.filter((label) => present.filter(({ name }) => name === label.name).length === 1);
  if (clear.length < worn.length)
    return refused(
      `It has two labels of the same name, and Confluence takes labels off by name alone: ${words(worn)}.`,
      now.url,
    );

  const [space, ancestors] = await Promise.all([
    readSpace(reader, now.spaceId),
    ancestorsOf(reader, type, id),
  ]);
  const kept = present.filter((label) => !worn.some((other) => sameLabel(label, other)));
  return {
    possible: true,
    sentence: phrase.takesOff({
      labels: worn.map(labelWords),
      title: now.title,
      space: space.name,
    }),
    target: targetOf(now, space, ancestors),
    preview: {
      type: 'values',
      rows: [{ name: addLabelsPhrase.labels(), before: names(present), after: names(kept) }],
    },
    afterwards: phrase.afterwards(),
    basis: [present, now.title, ancestors],
    steps: worn.map(({ name }) => ({
      via: 'rest',
      method: 'DELETE',
      path: `/wiki/rest/api/content/${encodeURIComponent(id)}/label`,
      query: { name },
    })),
  };
}

function words(labels: Label[]): string {
  return listed(labels.map((label) => quoted(labelWords(label))));
}

function names(labels: Label[]): string | null {
  return labels.length === 0 ? null : labels.map(labelWords).join(', ');
}
