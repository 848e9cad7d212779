import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { contentCreated } from '../content/kept-content.ts';
import { documentOf, linksOf } from '../content/look-at-body.ts';
import { labelWords } from '../content/read-content.ts';
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
import { inSpace, readSpacePhrase, type Space } from '../spaces/read-space.ts';

type Post = { isDraft: boolean; title: string; space: string; labels: string[]; properties: string[] };

const { book, phrase } = definePhrases('confluence.blog-posts.create', {
  status: ({ status }: { status: string }) => `A new blog post can be “current” or “draft”, not “${status}”.`,
  labelPrefix: () => 'A label of a new blog post can only be global.',
  titleTaken: ({ title, space }: { title: string; space: string }) =>
    `A blog post ${quoted(title)} was published${inSpace(space)} today. Choose another title, or update that one.`,
  creates: ({ isDraft, title, space, labels, properties }: Post) => {
    const doing = isDraft ? 'Saves a draft of the blog post' : 'Publishes the blog post';
    return `${doing} ${quoted(title)}${inSpace(space)}${extrasInWords(labels, properties)}`;
  },
  undo: ({ isDraft }: { isDraft: boolean }) =>
    isDraft
      ? 'Can be taken back: the draft is deleted.'
      : 'Can be taken back: the blog post goes to the trash. Who follows the space may have been told of it.',
});

export { book as createBlogPostBook };

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
  if (!isDraft && asked.status !== 'current') throw new Impossible(phrase.status({ status: asked.status }));
  const preview = documentOf(asked.title, asked.body);
  const labels = asked.labels === undefined || isEmpty(asked.labels) ? [] : labelsAsked(asked.labels);
  // The tool makes them global, whatever prefix is given.
  if (labels.some(({ prefix }) => prefix !== 'global')) throw new Impossible(phrase.labelPrefix());
  const place = await readPlace(reader, asked.spaceId, undefined);
  if (!isDraft && (await isTakenToday(reader, place.space, asked.title)))
    throw new Impossible(phrase.titleTaken({ title: asked.title, space: place.space.name }));

  const labelNames = labels.map(labelWords);
  return {
    sentence: phrase.creates({
      isDraft,
      title: asked.title,
      space: place.space.name,
      labels: labelNames,
      properties: Object.keys(asked.metadata),
    }),
    target: { ...newTarget('blogpost', asked.title, place), labels: labelNames },
    preview,
    newLinks: linksOf(null, asked.body, place.space.base),
    undo: { possible: true, words: phrase.undo({ isDraft }) },
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
    readSpacePhrase.noId({ id: space.id }),
    10,
  );
  return rows.some((row) => row.createdAt?.startsWith(today));
}

function extrasInWords(labels: string[], properties: string[]): string {
  const named = (one: string, many: string, names: string[]) =>
    names.length === 0 ? [] : [`the ${names.length === 1 ? one : many} ${listed(names.map(quoted))}`];
  const extras = [...named('label', 'labels', labels), ...named('property', 'properties', properties)];
  return extras.length === 0 ? '' : ` with ${listed(extras)}`;
}
