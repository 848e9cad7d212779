import { z } from 'zod';
import { definePhrases, type Phrase } from '../../../domain/phrase.ts';
import { type Planned, UNKNOWN_TARGET } from '../../to-plan.ts';
import { documentOf, linksOf } from '../content/look-at-body.ts';
import {
  ancestorsOf,
  type ContentType,
  readContent,
  requireNotTrashed,
  targetOf,
} from '../content/read-content.ts';
import type { Planner } from '../defining/planner.ts';
import { personName } from '../reading/name-mentions.ts';
import { type Reader, together } from '../reading/open-reader.ts';
import { commentBody, optionalId, readArguments } from '../reading/read-arguments.ts';
import { Impossible } from '../reading/refusals.ts';
import { quoted } from '../reading/words.ts';
import { inSpace, readSpace } from '../spaces/read-space.ts';

type Place = { title: string; space: string };

const { book, phrase } = definePhrases('confluence.comments.create', {
  exactlyOne: ({ names }: { names: string[] }) => `Exactly one of ${names.join(', ')} must be given.`,
  noAttachment: ({ id }: { id: string }) => `There is no attachment with the id ${id}.`,
  noComment: ({ id }: { id: string }) => `There is no footer comment with the id ${id} to answer.`,
  comments: (place: Place) => `Comments on ${placeWords(place)}`,
  commentsOnFile: ({ file, ...place }: Place & { file: string }) =>
    `Comments on the file ${quoted(file)} of ${placeWords(place)}`,
  answers: ({ author, ...place }: Place & { author: string | null }) =>
    `Answers a comment${author === null ? '' : ` by ${author}`} on ${placeWords(place)}`,
  commentsElsewhere: () => 'Comments on content of another app',
  undo: () =>
    'Can be taken back: the comment is deleted for good. Who follows the page may have been told of it.',
  undoElsewhere: () => 'Can be taken back: the comment is deleted for good.',
});

export { book as createCommentBook };

const commentSchema = z.object({
  pageId: optionalId,
  blogPostId: optionalId,
  parentCommentId: optionalId,
  attachmentId: optionalId,
  customContentId: optionalId,
  body: commentBody,
});

/** `on` is the page or blog post that the comment is under; a reply has the comment it answers too. */
export const commentCreated = z.object({
  type: z.literal('comment-created'),
  on: z.object({ type: z.enum(['page', 'blogpost']), id: z.string() }).nullable(),
  parentCommentId: z.string().nullable(),
});
type Kept = z.infer<typeof commentCreated>;

const containers = ['pageId', 'blogPostId', 'parentCommentId', 'attachmentId', 'customContentId'] as const;

/** CONFLUENCE_CREATE_FOOTER_COMMENT: on a page, a blog post or a file, or as the answer to another comment. */
export const planCreateComment: Planner<Kept> = async (reader, args) => {
  const asked = readArguments(commentSchema, args);
  const named = containers.filter((name) => asked[name] !== undefined);
  const [container] = named;
  if (container === undefined || named.length > 1)
    throw new Impossible(phrase.exactlyOne({ names: containers }));
  const preview = documentOf(null, asked.body);
  const place = await readContainer(reader, container, asked[container] ?? '');
  if (place === null) return onUnknown(asked.body, preview);

  const { type, id, doing } = place;
  const [content, ancestors, says] = await together([
    readContent(reader, type, id),
    ancestorsOf(reader, type, id),
    doing,
  ]);
  requireNotTrashed(content);
  const space = await readSpace(reader, content.spaceId);
  return {
    sentence: says({ title: content.title, space: space.name }),
    // A comment is as hidden, as labelled and as deep in the tree as what it stands on.
    target: {
      ...targetOf(content, space, [...ancestors, content.id]),
      type: 'comment',
      id: null,
    },
    preview,
    newLinks: linksOf(null, asked.body, content.base),
    undo: {
      possible: true,
      words: phrase.undo(),
    },
    before: {
      type: 'comment-created',
      on: { type, id: content.id },
      parentCommentId: asked.parentCommentId ?? null,
    },
    basis: [place.basis, content.id, content.title, content.status, space.id, ancestors],
  };
};

type Says = (place: Place) => Phrase;

/** Where a comment goes, and what its sentence is there. */
type Container = { type: ContentType; id: string; basis: unknown; doing: Says | Promise<Says> };

async function readContainer(
  reader: Reader,
  container: (typeof containers)[number],
  id: string,
): Promise<Container | null> {
  switch (container) {
    case 'pageId':
      return { type: 'page', id, basis: null, doing: phrase.comments };
    case 'blogPostId':
      return { type: 'blogpost', id, basis: null, doing: phrase.comments };
    case 'attachmentId':
      return readAttachment(reader, id);
    case 'parentCommentId':
      return readParentComment(reader, id);
    case 'customContentId':
      return null;
  }
}

const onContent = { pageId: z.string().nullish(), blogPostId: z.string().nullish() };
const attachmentSchema = z.object({ title: z.string(), status: z.string(), ...onContent });
const parentSchema = z.object({
  status: z.string(),
  version: z.object({ number: z.number(), authorId: z.string().nullish() }),
  attachmentId: z.string().nullish(),
  ...onContent,
});

function contentOf(row: { pageId?: string | null; blogPostId?: string | null }) {
  if (row.pageId) return { type: 'page' as const, id: row.pageId };
  return row.blogPostId ? { type: 'blogpost' as const, id: row.blogPostId } : null;
}

async function readAttachment(reader: Reader, id: string): Promise<Container | null> {
  const missing = phrase.noAttachment({ id });
  const path = `/wiki/api/v2/attachments/${encodeURIComponent(id)}`;
  const attachment = await reader.read(attachmentSchema, path, {}, missing);
  const on = contentOf(attachment);
  if (on === null) return null;
  return {
    ...on,
    basis: [id, attachment.title, attachment.status],
    doing: (place) => phrase.commentsOnFile({ ...place, file: attachment.title }),
  };
}

async function readParentComment(reader: Reader, id: string): Promise<Container | null> {
  const missing = phrase.noComment({ id });
  const path = `/wiki/api/v2/footer-comments/${encodeURIComponent(id)}`;
  const parent = await reader.read(parentSchema, path, {}, missing);
  if (parent.attachmentId) return readAttachment(reader, parent.attachmentId);
  const on = contentOf(parent);
  if (on === null) return null;
  const { number, authorId } = parent.version;
  return { ...on, basis: [id, parent.status, number], doing: answering(reader, authorId) };
}

async function answering(reader: Reader, authorId: string | null | undefined): Promise<Says> {
  const author = authorId ? await personName(reader, authorId) : null;
  return (place) => phrase.answers({ ...place, author });
}

/** Custom content belongs to other apps: nothing is known of where it stands. */
function onUnknown(body: Parameters<typeof linksOf>[1], preview: Planned['preview']): Planned<Kept> {
  return {
    sentence: phrase.commentsElsewhere(),
    target: { ...UNKNOWN_TARGET, type: 'comment' },
    preview,
    newLinks: linksOf(null, body, null),
    undo: { possible: true, words: phrase.undoElsewhere() },
    before: { type: 'comment-created', on: null, parentCommentId: null },
    basis: ['custom content'],
  };
}

function placeWords({ title, space }: Place): string {
  return `${quoted(title)}${inSpace(space)}`;
}
