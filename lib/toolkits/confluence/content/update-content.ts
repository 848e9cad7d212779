import { z } from 'zod';
import { definePhrases, type Phrase } from '../../../domain/phrase.ts';
import type { KeptPreview } from '../../../domain/preview.ts';
import { NOTHING_KEPT, type NothingKept, type Planned } from '../../to-plan.ts';
import type { Planner } from '../defining/planner.ts';
import { findLosses } from '../preview/losses/find-losses.ts';
import { type Reader, together } from '../reading/open-reader.ts';
import {
  blogPostBody,
  idArgument,
  optionalId,
  pageBody,
  readArguments,
  titleArgument,
  versionArgument,
} from '../reading/read-arguments.ts';
import { Impossible } from '../reading/refusals.ts';
import { quoted } from '../reading/words.ts';
import { inSpace, readSpace, type Space } from '../spaces/read-space.ts';
import type { contentUpdated } from './kept-content.ts';
import { linksOf, whyUnseen } from './look-at-body.ts';
import {
  ancestorsOf,
  type Content,
  type ContentType,
  contentNames,
  findSameTitle,
  readContent,
  requireNotTrashed,
  targetOf,
} from './read-content.ts';
import { comparisonOf, isWellFormed } from './show-body.ts';

type Named = { title: string; space: string };
type Renamed = Named & { renamed: string };

const { book, phrase } = definePhrases('confluence.content.update', {
  titleTaken: ({ title, space, id }: Named & { id: string }) =>
    `There is another page ${quoted(title)}${inSpace(space)} (id ${id}). Choose another title.`,
  status: ({ status }: { status: string }) =>
    `An update leaves a blog post “current” or makes a “draft”, not “${status}”.`,
  otherSpace: ({ type, space, spaceId }: { type: ContentType; space: string; spaceId: string }) =>
    `The ${contentNames[type]} is not${inSpace(space)}; its space has the id ${spaceId}, and an update cannot move it.`,
  stale: ({ type, version, former }: { type: ContentType; version: number; former: number }) =>
    `The ${contentNames[type]} is at version ${version}; this was written for version ${former}. Read it again.`,
  incomparable: () => 'The present text is not well-formed, so nothing can be compared.',
  savesDraft: ({ title, space }: Named) =>
    `Saves a draft of ${quoted(title)}${inSpace(space)} without publishing it`,
  saysTheSame: ({ title, space }: Named) =>
    `Makes a new version of ${quoted(title)}${inSpace(space)} that says the same`,
  updates: ({ title, space }: Named) => `Updates ${quoted(title)}${inSpace(space)}`,
  renames: ({ title, space, renamed }: Renamed) =>
    `Renames ${quoted(title)}${inSpace(space)} to ${quoted(renamed)}`,
  updatesAndRenames: ({ title, space, renamed }: Renamed) =>
    `Updates ${quoted(title)}${inSpace(space)} and renames it to ${quoted(renamed)}`,
  undo: ({ version }: { version: number }) =>
    `Can be taken back while nobody has changed it since: version ${version} comes back as a new version.`,
  undoDraft: () => 'Nothing is published. A draft is discarded in Confluence.',
});

export { book as updateBook };

/** What keeps all but what is meant. */
export const KEEPS = 'read_page, then edit_page on the blocks that change';

const fields = {
  id: idArgument,
  title: titleArgument,
  spaceId: optionalId,
  version: versionArgument,
  status: z.string().default('current'),
};
const schemas = {
  page: z.object({ ...fields, body: pageBody }),
  blogpost: z.object({ ...fields, body: blogPostBody }),
};

type Kept = z.infer<typeof contentUpdated> | NothingKept;
type AskedUpdate = z.infer<typeof schemas.page> & { isDraft: boolean };

/** Planner of CONFLUENCE_UPDATE_PAGE or CONFLUENCE_UPDATE_BLOGPOST: the whole body is replaced. */
export function planUpdate(type: ContentType): Planner<Kept> {
  return async (reader, args) => {
    const asked = readUpdate(type, args);
    const unseen = whyUnseen(asked.body);
    const [content, ancestors, named] = await together([
      readContent(reader, type, asked.id, true),
      ancestorsOf(reader, type, asked.id),
      asked.spaceId === undefined ? null : readSpace(reader, asked.spaceId),
    ]);
    checkUpdate(asked, content, named);
    const [space, same] = await together([
      named ?? readSpace(reader, content.spaceId),
      isRenamed(asked, content) ? sameTitled(reader, content, asked.title) : null,
    ]);
    if (same !== null)
      throw new Impossible(phrase.titleTaken({ title: asked.title, space: space.name, id: same.id }));

    const readable = isWellFormed(content.body);
    const why = unseen ?? (readable ? null : phrase.incomparable());
    return {
      sentence: sentenceOf(asked, content, space),
      target: targetOf(content, space, ancestors),
      preview: previewOf(asked, content, why),
      losses: why === null ? findLosses(content.body, asked.body.value) : [],
      newLinks: linksOf(readable ? content.body : null, asked.body, content.base),
      basis: [content.id, content.version, content.title, content.status, content.spaceId, ancestors],
      ...afterwards(asked, content),
    };
  };
}

/** Only blog posts can be saved as a draft: the tool for pages publishes, whatever status it is given. */
function readUpdate(type: ContentType, args: unknown): AskedUpdate {
  const asked = readArguments(schemas[type], args);
  if (type === 'page') return { ...asked, isDraft: false };
  if (asked.status !== 'current' && asked.status !== 'draft')
    throw new Impossible(phrase.status({ status: asked.status }));
  return { ...asked, isDraft: asked.status === 'draft' };
}

function isRenamed(asked: AskedUpdate, content: Content): boolean {
  return asked.title !== content.title;
}

async function sameTitled(reader: Reader, content: Content, title: string) {
  // Blog posts are unique among those of one day only, and whose day it is only Confluence knows.
  return content.type === 'page' ? findSameTitle(reader, content.spaceId, title, content.id) : null;
}

function checkUpdate(asked: AskedUpdate, content: Content, named: Space | null): void {
  requireNotTrashed(content);
  const { type, spaceId, version } = content;
  if (named !== null && named.id !== spaceId)
    throw new Impossible(phrase.otherSpace({ type, space: named.name, spaceId }));
  const { number } = asked.version;
  if (asked.isDraft || number === version + 1) return;
  throw new Impossible(phrase.stale({ type, version, former: number - 1 }));
}

function sentenceOf(asked: AskedUpdate, content: Content, space: Space): Phrase {
  const names = { title: content.title, space: space.name };
  const isSame = asked.body.representation === 'storage' && asked.body.value === content.body;
  if (asked.isDraft) return phrase.savesDraft(names);
  if (!isRenamed(asked, content)) return isSame ? phrase.saysTheSame(names) : phrase.updates(names);
  const renaming = { ...names, renamed: asked.title };
  return isSame ? phrase.renames(renaming) : phrase.updatesAndRenames(renaming);
}

function previewOf(asked: AskedUpdate, content: Content, why: Phrase | null): KeptPreview {
  if (why !== null) return { type: 'none', why };
  return comparisonOf(content, { title: asked.title, body: asked.body.value });
}

function afterwards(asked: AskedUpdate, content: Content): Pick<Planned<Kept>, 'undo' | 'before'> {
  if (asked.isDraft)
    return {
      undo: { possible: false, words: phrase.undoDraft() },
      before: NOTHING_KEPT,
    };
  return {
    undo: { possible: true, words: phrase.undo({ version: content.version }) },
    before: {
      type: 'content-updated',
      content: content.type,
      id: content.id,
      title: content.title,
      status: content.status,
      version: content.version,
      spaceId: content.spaceId,
      parentId: content.parentId,
      body: content.body,
    },
  };
}
