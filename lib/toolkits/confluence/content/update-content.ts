import { z } from 'zod';
import type { Words } from '../../../domain/phrase.ts';
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
import { diffOf, isWellFormed } from './show-body.ts';

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
      throw new Impossible(
        `There is another page ${quoted(asked.title)}${inSpace(space.name)} (id ${same.id}). Choose another title.`,
      );

    const readable = isWellFormed(content.body);
    const why =
      unseen ?? (readable ? null : 'The present text is not well-formed, so nothing can be compared.');
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
    throw new Impossible(`An update leaves a blog post “current” or makes a “draft”, not “${asked.status}”.`);
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
  const what = contentNames[content.type];
  if (named !== null && named.id !== content.spaceId)
    throw new Impossible(
      `The ${what} is not${inSpace(named.name)}; its space has the id ${content.spaceId}, and an update cannot move it.`,
    );
  const { number } = asked.version;
  if (asked.isDraft || number === content.version + 1) return;
  throw new Impossible(
    `The ${what} is at version ${content.version}; this was written for version ${number - 1}. Read it again.`,
  );
}

function sentenceOf(asked: AskedUpdate, content: Content, space: Space): string {
  const what = `${quoted(content.title)}${inSpace(space.name)}`;
  const isSame = asked.body.representation === 'storage' && asked.body.value === content.body;
  if (asked.isDraft) return `Saves a draft of ${what} without publishing it`;
  if (!isRenamed(asked, content))
    return isSame ? `Makes a new version of ${what} that says the same` : `Updates ${what}`;
  const renamed = quoted(asked.title);
  return isSame ? `Renames ${what} to ${renamed}` : `Updates ${what} and renames it to ${renamed}`;
}

function previewOf(asked: AskedUpdate, content: Content, why: Words | null): KeptPreview {
  if (why !== null) return { type: 'none', why };
  return diffOf(content, { title: asked.title, body: asked.body.value });
}

function afterwards(asked: AskedUpdate, content: Content): Pick<Planned<Kept>, 'undo' | 'before'> {
  if (asked.isDraft)
    return {
      undo: { possible: false, words: 'Nothing is published. A draft is discarded in Confluence.' },
      before: NOTHING_KEPT,
    };
  return {
    undo: {
      possible: true,
      words: `Can be taken back while nobody has changed it since: version ${content.version} comes back as a new version.`,
    },
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
