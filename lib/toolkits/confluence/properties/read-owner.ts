import { z } from 'zod';
import type { Target } from '../../../domain/change.ts';
import { definePhrases, type Phrase } from '../../../domain/phrase.ts';
import {
  ancestorsOf,
  readAncestors,
  readContent,
  requireNotTrashed,
  targetOf,
} from '../content/read-content.ts';
import { type Reader, together } from '../reading/open-reader.ts';
import { Impossible } from '../reading/refusals.ts';
import { plainName, quoted } from '../reading/words.ts';
import {
  inSpace,
  placeOf,
  readNamedSpace,
  readSpace,
  readSpaceByKey,
  type Space,
} from '../spaces/read-space.ts';

/** Whose property it is, with the name a person knows the owner by. */
export const keptOwner = z.object({
  type: z.enum(['page', 'blogpost', 'whiteboard', 'space']),
  id: z.string(),
  title: z.string().nullable(),
});
export type KeptOwner = z.infer<typeof keptOwner>;
export type OwnerType = KeptOwner['type'];

/** What has properties, as a sentence and a plan need it. */
type PropertyOwner = {
  target: Target;
  /** `“Q3 Planning” in Marketing`, `the space Marketing` */
  words: Phrase;
  before: KeptOwner;
  basis: unknown;
};

const NAMES = { page: 'page', blogpost: 'blog post', whiteboard: 'whiteboard', space: 'space' };
const collections = { page: 'pages', blogpost: 'blogposts', whiteboard: 'whiteboards', space: 'spaces' };

const { book, phrase } = definePhrases('confluence.properties.owner', {
  missing: ({ type, id }: { type: OwnerType; id: string }) => `There is no ${NAMES[type]} with the id ${id}.`,
  trashed: () => 'The whiteboard is in the trash.',
  content: ({ title, space }: { title: string; space: string }) => `${quoted(title)}${inSpace(space)}`,
  whiteboard: ({ title, space }: { title: string | null; space: string }) =>
    `the whiteboard ${quoted(title ?? 'Untitled whiteboard')}${inSpace(space)}`,
  space: ({ name }: { name: string }) => `the space ${plainName(name)}`,
});

export { book as ownerBook, phrase as ownerPhrase };

export function propertiesPath(type: OwnerType, id: string): string {
  return `/wiki/api/v2/${collections[type]}/${encodeURIComponent(id)}/properties`;
}

const whiteboardSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  status: z.string(),
  spaceId: z.string(),
  version: z.object({ number: z.number() }).optional(),
  _links: z.object({ base: z.string().optional(), webui: z.string().optional() }).default({}),
});

/**
 * Reads the owner of a property, and what is asked of it, side by side.
 * @param beside gets the owner's id, which for a space may differ from `named`: that can be a key
 * @param onlyKey whether a space is named by its key alone, which may be a number too
 * @throws Impossible when there is no such owner
 */
export async function readOwner<T>(
  reader: Reader,
  type: OwnerType,
  named: string,
  beside: (id: string) => Promise<T>,
  onlyKey = false,
): Promise<PropertyOwner & { beside: T }> {
  switch (type) {
    case 'space': {
      const space = await (onlyKey ? readSpaceByKey : readNamedSpace)(reader, named);
      return { ...spaceOwner(space), beside: await beside(space.id) };
    }
    case 'whiteboard': {
      const [owner, result] = await together([readWhiteboard(reader, named), beside(named)]);
      return { ...owner, beside: result };
    }
    default: {
      const [owner, result] = await together([readContentOwner(reader, type, named), beside(named)]);
      return { ...owner, beside: result };
    }
  }
}

async function readContentOwner(
  reader: Reader,
  type: 'page' | 'blogpost',
  id: string,
): Promise<PropertyOwner> {
  const [content, ancestors] = await together([readContent(reader, type, id), ancestorsOf(reader, type, id)]);
  requireNotTrashed(content);
  const space = await readSpace(reader, content.spaceId);
  return {
    target: targetOf(content, space, ancestors),
    words: phrase.content({ title: content.title, space: space.name }),
    before: { type, id: content.id, title: content.title },
    basis: [content.id, content.title, content.status, space.id, ancestors],
  };
}

async function readWhiteboard(reader: Reader, id: string): Promise<PropertyOwner> {
  const missing = phrase.missing({ type: 'whiteboard', id });
  const path = `/wiki/api/v2/whiteboards/${encodeURIComponent(id)}`;
  const [board, ancestors] = await together([
    reader.read(whiteboardSchema, path, {}, missing),
    readAncestors(reader, 'whiteboards', id),
  ]);
  if (board.status === 'trashed') throw new Impossible(phrase.trashed());
  const space = await readSpace(reader, board.spaceId);
  const title = board.title || null;
  const { base, webui } = board._links;
  return {
    target: {
      type: 'whiteboard',
      id: board.id,
      title,
      space: placeOf(space),
      ancestors,
      labels: [],
      version: board.version?.number ?? null,
      url: base !== undefined && webui !== undefined ? `${base}${webui}` : null,
    },
    words: phrase.whiteboard({ title, space: space.name }),
    before: { type: 'whiteboard', id: board.id, title },
    basis: [board.id, title, board.status, space.id, ancestors],
  };
}

function spaceOwner(space: Space): PropertyOwner {
  return {
    target: spaceTarget(space),
    words: phrase.space({ name: space.name }),
    before: { type: 'space', id: space.id, title: space.name },
    basis: [space.id, space.key, space.name, space.status],
  };
}

export function spaceTarget(space: Space): Target {
  return {
    type: 'space',
    id: space.id,
    title: space.name,
    space: placeOf(space),
    ancestors: [],
    labels: [],
    version: null,
    url: space.url,
  };
}
