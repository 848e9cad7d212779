import { z } from 'zod';
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
import { signVersion } from '../content/sign-version.ts';
import { cannotTell, didNotHappen, happened, lookUpWith } from '../defining/look-up.ts';
import { firstOf } from '../defining/undo-job.ts';
import { writingTool } from '../defining/writing-tool.ts';
import { openReader, type Reader, together } from '../reading/open-reader.ts';
import { idArgument, readArguments, versionArgument } from '../reading/read-arguments.ts';
import { Impossible } from '../reading/refusals.ts';
import { counted, quoted } from '../reading/words.ts';
import { inSpace, readSpace, type Space } from '../spaces/read-space.ts';
import { listChildren } from './list-children.ts';
import { pageOf, READING, unlessBlank } from './read-page.ts';
import { moveWithin, pageMoved, undoMove, versionOf } from './undo-move.ts';

const moveSchema = z.object({ id: idArgument, parentId: idArgument, version: versionArgument });
const inputSchema = z.object({ id: idArgument, parentId: idArgument, message: unlessBlank(z.string()) });

/** Our own tool: no tool of Composio moves a page. */
export const movePage = writingTool({
  slug: 'MOVE_PAGE',
  kind: 'write',
  words: { name: 'Move page', sentence: naming('Move page', 'id') },
  offer: {
    name: 'move_page',
    description:
      'Moves a Confluence page, with all pages below it, below another page as its last child: in the same space or in another one. ' +
      'Text, comments and links stay as they are.',
    inputSchema: {
      type: 'object',
      properties: {
        id: { type: 'string', description: 'Id of the page to move' },
        parentId: { type: 'string', description: 'Id of the page that it is to stand below' },
        message: { type: 'string', description: 'Why, in a few words, for the page history' },
      },
      required: ['id', 'parentId'],
      additionalProperties: false,
    },
    async call(args, look): Promise<OwnCall> {
      const input = inputSchema.safeParse(args);
      if (!input.success) return { does: 'nothing', reason: z.prettifyError(input.error) };
      const { message, ...place } = input.data;
      const read = await look(READING.page, { id: place.id });
      if ('refusal' in read) return { does: 'nothing', reason: read.refusal };
      const page = pageOf(read.data);
      if (!page) return { does: 'nothing', reason: 'What came could not be read as a page.' };
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
  if (page.id === space.homepageId) throw new Impossible('The homepage of a space cannot be moved.');
  if (same !== null)
    throw new Impossible(
      `There is a page ${quoted(page.title)}${inSpace(toSpace.name)} already (id ${same.id}). Rename one of them first.`,
    );
  const along = alongIn(children);
  return {
    sentence: `Moves the page ${quoted(page.title)}${inSpace(space.name)} under ${quoted(parent.title)}${inSpace(toSpace.name)}${along === null ? '' : `, with ${along}`}`,
    target: {
      ...targetOf(page, space, ancestors),
      destination: targetOf(page, toSpace, [...above, parent.id]),
    },
    preview: {
      type: 'values',
      rows: [
        { name: 'Place', before: placeIn(space, former), after: placeIn(toSpace, parent.title) },
        ...(along === null
          ? []
          : [{ name: 'Moves along', before: null, after: `${along}: ${firstNames(children)}` }]),
      ],
    },
    undo: {
      possible: true,
      words: `Can be taken back while nobody has moved it since: it goes back ${placeIn(space, former)}.`,
    },
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

/** `under “Campaigns” in Marketing` */
function placeIn(space: Space, parent: string | null): string {
  return `${parent === null ? 'at the top' : `under ${quoted(parent)}`}${inSpace(space.name)}`;
}

/** `3 child pages`; null where nothing moves along. */
function alongIn({ rows, more }: Children): string | null {
  const noun = rows.every(({ type }) => type === 'page') ? 'child page' : 'child item';
  return rows.length === 0 ? null : counted(rows.length, noun, more);
}

function firstNames({ rows }: Children): string {
  return firstOf(rows.map(({ id, title }) => title ?? id));
}

function checkMove(page: Content, parent: Content, above: string[], number: number): void {
  for (const { title, status } of [page, parent])
    if (status !== 'current') throw new Impossible(`The page ${quoted(title)} is ${status}.`);
  if (page.id === parent.id || above.includes(page.id))
    throw new Impossible('A page cannot be moved below itself.');
  if (page.parentId === parent.id)
    throw new Impossible(`The page ${quoted(page.title)} stands below ${quoted(parent.title)} already.`);
  if (number !== page.version + 1)
    throw new Impossible(
      `The page is at version ${page.version}; this was made for version ${number - 1}. Read it again.`,
    );
}

/** What a page stands below; it may be a folder too, whose name is not needed. */
async function titleOf(reader: Reader, id: string | null): Promise<string | null> {
  if (id === null) return null;
  return readContent(reader, 'page', id).then(
    ({ title }) => title,
    () => 'its present parent',
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
  if (page.version + 1 !== version.number)
    throw new Impossible(`The page is at version ${page.version} by now, so it was not moved.`);
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
      if (!page.success) return cannotTell('Where the page stands could not be read.');
      return page.data.parentId === parentId
        ? happened(`The page “${page.data.title}” stands below the page ${parentId}.`)
        : didNotHappen(`The page “${page.data.title}” does not stand below the page ${parentId}.`);
    },
  });
}
