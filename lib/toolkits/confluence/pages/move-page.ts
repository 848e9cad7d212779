import { z } from 'zod';
import { definePhrases, type Phrase, type Words } from '../../../domain/phrase.ts';
import type { KeptPreview } from '../../../domain/preview.ts';
import type { Rest, WritableRest } from '../../../domain/rest.ts';
import type { Planned } from '../../to-plan.ts';
import { naming } from '../../tool-words.ts';
import type { AskedWrite, EffectLookup, LostWrite, OwnCall } from '../../toolkit.ts';
import {
  ancestorsOf,
  type Content,
  contentPath,
  findSameTitle,
  readContent,
  targetOf,
} from '../content/read-content.ts';
import { placePhrase } from '../content/read-place.ts';
import { signVersion } from '../content/sign-version.ts';
import { cannotTell, didNotHappen, happened, lookUpWith } from '../defining/look-up.ts';
import { firstOf } from '../defining/undo-job.ts';
import { writingTool } from '../defining/writing-tool.ts';
import { openReader, type Reader, together } from '../reading/open-reader.ts';
import { idArgument, issuesIn, readArguments, versionArgument } from '../reading/read-arguments.ts';
import { Impossible } from '../reading/refusals.ts';
import { counted, quoted } from '../reading/words.ts';
import { inSpace, readSpace, type Space } from '../spaces/read-space.ts';
import { listChildren } from './list-children.ts';
import { pageOf, READING, unlessBlank } from './read-page.ts';
import { moveWithin, pageMoved, undoMove, versionOf } from './undo-move.ts';

type Move = { title: string; space: string; parent: string; toSpace: string; along: string | null };

const { book, phrase } = definePhrases('confluence.pages.move', {
  unread: () => 'What came could not be read as a page.',
  homepage: () => 'The homepage of a space cannot be moved.',
  titleTaken: ({ title, space, id }: { title: string; space: string; id: string }) =>
    `There is a page ${quoted(title)}${inSpace(space)} already (id ${id}). Rename one of them first.`,
  notCurrent: ({ title, status }: { title: string; status: string }) =>
    `The page ${quoted(title)} is ${status}.`,
  belowItself: () => 'A page cannot be moved below itself.',
  thereAlready: ({ title, parent }: { title: string; parent: string }) =>
    `The page ${quoted(title)} stands below ${quoted(parent)} already.`,
  stale: ({ version, former }: { version: number; former: number }) =>
    `The page is at version ${version}; this was made for version ${former}. Read it again.`,
  movedOn: ({ version }: { version: number }) =>
    `The page is at version ${version} by now, so it was not moved.`,
  moves: ({ title, space, parent, toSpace, along }: Move) =>
    `Moves the page ${quoted(title)}${inSpace(space)} under ${quoted(parent)}${inSpace(toSpace)}${along === null ? '' : `, with ${along}`}`,
  presentParent: () => 'its present parent',
  movesAlong: () => 'Moves along',
  along: ({ count, more, onlyPages }: { count: number; more: boolean; onlyPages: boolean }) =>
    counted(count, onlyPages ? 'child page' : 'child item', more),
  alongByName: ({ along, titles }: { along: string; titles: string[] }) => `${along}: ${firstOf(titles)}`,
  undo: ({ place }: { place: string }) =>
    `Can be taken back while nobody has moved it since: it goes back ${place}.`,
  unreadPlace: () => 'Where the page stands could not be read.',
  stands: ({ title, parentId }: { title: string; parentId: string }) =>
    `The page “${title}” stands below the page ${parentId}.`,
  standsNot: ({ title, parentId }: { title: string; parentId: string }) =>
    `The page “${title}” does not stand below the page ${parentId}.`,
});

export { book as movePageBook };

const moveSchema = z.object({ id: idArgument, parentId: idArgument, version: versionArgument });
const inputSchema = z.object({ id: idArgument, parentId: idArgument, message: unlessBlank(z.string()) });

/** Our own tool: no tool of Composio moves a page. */
export const movePage = writingTool({
  slug: 'MOVE_PAGE',
  kind: 'write',
  words: { name: 'Move page', sentence: naming('Move page', 'id') },
  offer: {
    name: 'move_page',
    description: 'Moves a page with those below it under another page.',
    inputSchema: {
      type: 'object',
      properties: { id: { type: 'string' }, parentId: { type: 'string' } },
      required: ['id', 'parentId'],
    },
    async call(args, look): Promise<OwnCall> {
      const input = inputSchema.safeParse(args);
      if (!input.success) return { does: 'nothing', reason: issuesIn(input.error) };
      const { message, ...place } = input.data;
      const read = await look(READING.page, { id: place.id });
      if ('refusal' in read) return { does: 'nothing', reason: read.refusal };
      const page = pageOf(read.data);
      if (!page) return { does: 'nothing', reason: phrase.unread() };
      const version = { number: page.version + 1, ...(message === undefined ? {} : { message }) };
      return { does: 'edit', action: { tool: 'MOVE_PAGE', arguments: { ...place, version } } };
    },
  },
  plan: planMove,
  kept: pageMoved,
  undo: undoMove,
  run: move,
  refresh,
  sign: signVersion,
  lookUp,
  effect: { of: 'changed' },
});

async function planMove(reader: Reader, args: unknown): Promise<Planned<z.infer<typeof pageMoved>>> {
  const asked = readArguments(moveSchema, args);
  const [page, ancestors, children, parent, above] = await together([
    readContent(reader, 'page', asked.id),
    ancestorsOf(reader, 'page', asked.id),
    listChildren(reader, rowSchema, asked.id, 250),
    readContent(reader, 'page', asked.parentId),
    ancestorsOf(reader, 'page', asked.parentId),
  ]);
  checkMove(page, parent, above, asked.version.number);
  const [space, toSpace, former, siblings, same] = await together([
    readSpace(reader, page.spaceId),
    readSpace(reader, parent.spaceId),
    titleOf(reader, page.parentId),
    page.parentId === null ? null : siblingsOf(reader, page.parentId),
    parent.spaceId === page.spaceId ? null : findSameTitle(reader, parent.spaceId, page.title),
  ]);
  if (page.id === space.homepageId) throw new Impossible(phrase.homepage());
  if (same !== null)
    throw new Impossible(phrase.titleTaken({ title: page.title, space: toSpace.name, id: same.id }));
  const from = placePhrase.stands({ parent: former, space: space.name });
  const to = placePhrase.stands({ parent: parent.title, space: toSpace.name });
  const along = alongIn(children);
  return {
    sentence: phrase.moves({
      title: page.title,
      space: space.name,
      parent: parent.title,
      toSpace: toSpace.name,
      along,
    }),
    target: {
      ...targetOf(page, space, ancestors),
      destination: targetOf(page, toSpace, [...above, parent.id]),
    },
    preview: previewOf({ from, to, along }, children),
    undo: { possible: true, words: phrase.undo({ place: from }) },
    before: {
      type: 'page-moved',
      id: page.id,
      title: page.title,
      from: { spaceId: page.spaceId, parentId: page.parentId, beside: besideOf(page, siblings, space) },
      toParentId: parent.id,
    },
    basis: [
      [page.id, page.version, page.title, page.status, space.id, page.parentId, ancestors],
      [parent.id, parent.title, parent.status, toSpace.id, above],
      children.rows.map(({ id }) => id),
    ],
  };
}

const rowSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  type: z.string().default('page'),
});
type Children = { rows: z.infer<typeof rowSchema>[]; more: boolean };

/** `3 child pages`; null where nothing moves along. */
function alongIn({ rows, more }: Children): Phrase | null {
  const onlyPages = rows.every(({ type }) => type === 'page');
  return rows.length === 0 ? null : phrase.along({ count: rows.length, more, onlyPages });
}

function previewOf(
  { from, to, along }: { from: Phrase; to: Phrase; along: Phrase | null },
  children: Children,
): KeptPreview {
  const place = { name: placePhrase.label(), before: from, after: to };
  if (along === null) return { type: 'values', rows: [place] };
  const titles = children.rows.map(({ id, title }) => title ?? id);
  const after = phrase.alongByName({ along, titles });
  return { type: 'values', rows: [place, { name: phrase.movesAlong(), before: null, after }] };
}

function checkMove(page: Content, parent: Content, above: string[], number: number): void {
  for (const { title, status } of [page, parent])
    if (status !== 'current') throw new Impossible(phrase.notCurrent({ title, status }));
  if (page.id === parent.id || above.includes(page.id)) throw new Impossible(phrase.belowItself());
  if (page.parentId === parent.id)
    throw new Impossible(phrase.thereAlready({ title: page.title, parent: parent.title }));
  if (number !== page.version + 1)
    throw new Impossible(phrase.stale({ version: page.version, former: number - 1 }));
}

/** What a page stands below; it may be a folder too, whose name is not needed. */
async function titleOf(reader: Reader, id: string | null): Promise<Words | null> {
  if (id === null) return null;
  return readContent(reader, 'page', id).then(
    ({ title }) => title,
    () => phrase.presentParent(),
  );
}

/** Ids of what stands below a parent, in order; null where that cannot be read. */
async function siblingsOf(reader: Reader, parentId: string): Promise<string[] | null> {
  return listChildren(reader, rowSchema, parentId, 250).then(
    ({ rows }) => rows.map(({ id }) => id),
    () => null,
  );
}

function besideOf(page: Content, siblings: string[] | null, { homepageId }: Space) {
  if (page.parentId === null)
    return homepageId === null ? null : ({ side: 'after', id: homepageId } as const);
  const next = siblings?.[siblings.indexOf(page.id) + 1];
  return next === undefined ? null : ({ side: 'before', id: next } as const);
}

/**
 * REST v2 moves within a space and makes a version, with the whole text sent again; only v1 moves to another space, without
 * one. Whoever wrote on the page meanwhile makes it fail.
 */
async function move(rest: WritableRest, args: unknown): Promise<unknown> {
  const { id, parentId, version } = readArguments(
    z.object({ ...moveSchema.shape, version: versionOf }),
    args,
  );
  const reader = openReader(rest);
  const [page, parent] = await together([
    readContent(reader, 'page', id, true),
    readContent(reader, 'page', parentId),
  ]);
  if (page.version + 1 !== version.number) throw new Impossible(phrase.movedOn({ version: page.version }));
  if (page.spaceId === parent.spaceId) return rest.send(moveWithin(page, parentId, version));
  const path = `/wiki/rest/api/content/${encodeURIComponent(id)}/move/append/${encodeURIComponent(parentId)}`;
  await rest.send({ method: 'PUT', path });
  return { id, title: page.title, version: { number: page.version } };
}

const versioned = z.looseObject({ version: z.looseObject({ number: z.number() }) });

/** The same move of the page as it is now. */
async function refresh(rest: Rest, { arguments: args }: AskedWrite): Promise<unknown> {
  const asked = moveSchema.extend(versioned.shape).safeParse(args);
  if (!asked.success) return args;
  const now = versioned.safeParse(await rest.get(contentPath('page', asked.data.id)).catch(() => null));
  if (!now.success) return args;
  const number = now.data.version.number + 1;
  return { ...asked.data, version: { ...asked.data.version, number } };
}

function lookUp(write: LostWrite): EffectLookup | null {
  const args = moveSchema.safeParse(write.arguments);
  if (!args.success) return null;
  const { id, parentId } = args.data;
  return lookUpWith({
    tool: READING.page,
    arguments: { id },
    read(data) {
      const page = z.object({ title: z.string(), parentId: z.coerce.string() }).safeParse(data);
      if (!page.success) return cannotTell(phrase.unreadPlace());
      return page.data.parentId === parentId
        ? happened(phrase.stands({ title: page.data.title, parentId }))
        : didNotHappen(phrase.standsNot({ title: page.data.title, parentId }));
    },
  });
}
