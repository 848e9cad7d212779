import { z } from 'zod';
import type { contentCreated } from '../content/kept-content.ts';
import { documentOf, linksOf } from '../content/look-at-body.ts';
import { type Label, labelWords } from '../content/read-content.ts';
import { newTarget, placeBasis, readPlace } from '../content/read-place.ts';
import type { Planner } from '../defining/planner.ts';
import { labelsArgument, labelsAsked } from '../labels/label-names.ts';
import type { Reader } from '../reading/open-reader.ts';
import {
  idArgument,
  newBlogPostBody,
  readArguments,
  titleArgument,
  unquoted,
} from '../reading/read-arguments.ts';
import { Impossible } from '../reading/refusals.ts';
import { listed, quoted } from '../reading/words.ts';
import { inSpace, type Space } from '../spaces/read-space.ts';

const createSchema = z.object({
  spaceId: idArgument,
  title: titleArgument,
  status: z.string().default('current'),
  body: newBlogPostBody,
  labels: labelsArgument.optional(),
  metadata: z.preprocess(unquoted, z.record(z.string(), z.unknown()).default({})),
});

const postSchema = z.object({ id: z.string(), createdAt: z.string().nullish() });

/** CONFLUENCE_CREATE_BLOGPOST, with labels and with metadata, each entry of which becomes a property. */
export const planCreateBlogPost: Planner<z.infer<typeof contentCreated>> = async (reader, args) => {
  const asked = readArguments(createSchema, args);
  const isDraft = asked.status === 'draft';
  if (!isDraft && asked.status !== 'current')
    throw new Impossible(`A new blog post can be “current” or “draft”, not “${asked.status}”.`);
  const preview = documentOf(asked.title, asked.body);
  const labels = asked.labels === undefined || isEmpty(asked.labels) ? [] : labelsAsked(asked.labels);
  // The tool makes them global, whatever prefix is given.
  if (labels.some(({ prefix }) => prefix !== 'global'))
    throw new Impossible('A label of a new blog post can only be global.');
  const place = await readPlace(reader, asked.spaceId, undefined);
  if (!isDraft && (await isTakenToday(reader, place.space, asked.title)))
    throw new Impossible(
      `A blog post ${quoted(asked.title)} was published${inSpace(place.space.name)} today. Choose another title, or update that one.`,
    );

  const doing = isDraft ? 'Saves a draft of the blog post' : 'Publishes the blog post';
  const extras = extrasInWords(labels, Object.keys(asked.metadata));
  return {
    sentence: `${doing} ${quoted(asked.title)}${inSpace(place.space.name)}${extras}`,
    target: { ...newTarget('blogpost', asked.title, place), labels: labels.map(labelWords) },
    preview,
    newLinks: linksOf(null, asked.body, place.space.base),
    undo: {
      possible: true,
      words: isDraft
        ? 'Can be taken back: the draft is deleted.'
        : 'Can be taken back: the blog post goes to the trash. Who follows the space may have been told of it.',
    },
    before: {
      type: 'content-created',
      content: 'blogpost',
      spaceId: place.space.id,
      title: asked.title,
      parentId: null,
    },
    basis: [placeBasis(place), 'title is free'],
  };
};

function isEmpty(labels: unknown): boolean {
  return Array.isArray(labels) && labels.length === 0;
}

/** Blog posts are unique among those of one day. */
async function isTakenToday(reader: Reader, space: Space, title: string): Promise<boolean> {
  const today = new Date().toISOString().slice(0, 10);
  const { rows } = await reader.list(
    postSchema,
    '/wiki/api/v2/blogposts',
    { 'space-id': space.id, title, sort: '-created-date' },
    `There is no space with the id ${space.id}.`,
    10,
  );
  return rows.some((row) => row.createdAt?.startsWith(today));
}

function extrasInWords(labels: Label[], properties: string[]): string {
  const named = (noun: string, names: string[]) =>
    names.length === 0 ? [] : [`the ${noun}${names.length === 1 ? '' : 's'} ${listed(names.map(quoted))}`];
  // “property” has a plural of its own.
  const kept = named('property', properties).map((words) => words.replace('propertys', 'properties'));
  const extras = [...named('label', labels.map(labelWords)), ...kept];
  return extras.length === 0 ? '' : ` with ${listed(extras)}`;
}
