import { z } from 'zod';
import type { Target } from '../../../domain/change.ts';
import { definePhrases } from '../../../domain/phrase.ts';
import { type Reader, together } from '../reading/open-reader.ts';
import { Impossible } from '../reading/refusals.ts';
import { quoted } from '../reading/words.ts';
import { inSpace, placeOf, readNamedSpace, type Space } from '../spaces/read-space.ts';
import { labelWords, readAncestors, readContent, requireNotTrashed } from './read-content.ts';

/** What something new would stand below. */
type Parent = {
  id: string;
  title: string;
  status: string;
  spaceId: string;
  labels: string[];
  ancestors: string[];
  url: string | null;
};

export type NewPlace = { space: Space; parent: Parent | null };

type Named = { parent: string | null; space: string };

const { book, phrase } = definePhrases('confluence.content.place', {
  noContainer: ({ id }: { id: string }) => `There is nothing with the id ${id} that could be the parent.`,
  noParent: ({ id }: { id: string }) => `There is no page with the id ${id} that could be the parent.`,
  elsewhere: ({ parent, space }: { parent: string; space: string }) =>
    `The parent ${quoted(parent)} is not${inSpace(space)}, but in another space.`,
  label: () => 'Place',
  stands: ({ parent, space }: Named) =>
    parent === null ? `at the top${inSpace(space)}` : under({ parent, space }).trim(),
});

export { book as placeBook, phrase as placePhrase };

const containerSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  status: z.string(),
  spaceId: z.string(),
  _links: z.object({ base: z.string().optional(), webui: z.string().optional() }).default({}),
});

async function readPageParent(reader: Reader, id: string): Promise<Parent> {
  const [page, ancestors] = await together([
    readContent(reader, 'page', id),
    readAncestors(reader, 'pages', id),
  ]);
  requireNotTrashed(page);
  return { ...page, labels: page.labels.map(labelWords), ancestors };
}

async function readContainer(
  reader: Reader,
  collection: 'whiteboards' | 'folders',
  id: string,
): Promise<Parent> {
  const missing = phrase.noContainer({ id });
  const [row, ancestors] = await together([
    reader.read(containerSchema, `/wiki/api/v2/${collection}/${encodeURIComponent(id)}`, {}, missing),
    readAncestors(reader, collection, id),
  ]);
  const { base, webui } = row._links;
  const url = base !== undefined && webui !== undefined ? `${base}${webui}` : null;
  return { ...row, title: row.title ?? '', labels: [], ancestors, url };
}

/** A parent is a page nearly always; only when it is none are the other kinds asked for. */
async function readParent(reader: Reader, id: string): Promise<Parent> {
  try {
    return await readPageParent(reader, id);
  } catch (error) {
    if (!(error instanceof Impossible) || !error.missing) throw error;
  }
  const found = await Promise.allSettled([
    readContainer(reader, 'folders', id),
    readContainer(reader, 'whiteboards', id),
  ]);
  for (const one of found) if (one.status === 'fulfilled') return one.value;
  const unreadable = found.find((one) => one.status === 'rejected' && !(one.reason instanceof Impossible));
  if (unreadable?.status === 'rejected') throw unreadable.reason;
  throw new Impossible(phrase.noParent({ id }), true);
}

/**
 * Where something new would go.
 * @throws Impossible when there is no such space or parent, or the parent is in another space
 */
export async function readPlace(
  reader: Reader,
  spaceIdOrKey: string,
  parentId: string | undefined,
): Promise<NewPlace> {
  const [space, parent] = await together([
    readNamedSpace(reader, spaceIdOrKey),
    parentId === undefined ? null : readParent(reader, parentId),
  ]);
  if (parent !== null && parent.spaceId !== space.id)
    throw new Impossible(phrase.elsewhere({ parent: parent.title, space: space.name }));
  return { space, parent };
}

/** ` under “Campaigns” in Marketing` */
export function under({ parent, space }: Named): string {
  return `${parent === null ? '' : ` under ${quoted(parent)}`}${inSpace(space)}`;
}

/**
 * The target of what is not there yet: it has its parent's labels and address, and stands below its parent. Without one
 * a page goes below the homepage of its space.
 */
export function newTarget(
  type: 'page' | 'blogpost' | 'whiteboard',
  title: string | null,
  place: NewPlace,
): Target {
  const { space, parent } = place;
  const home = type === 'page' && space.homepageId !== null ? [space.homepageId] : [];
  return {
    type,
    id: null,
    title,
    space: placeOf(space),
    ancestors: parent === null ? home : [...parent.ancestors, parent.id],
    labels: parent?.labels ?? [],
    version: null,
    url: parent?.url ?? space.url,
  };
}

/** What of a place a new thing stands on. */
export function placeBasis({ space, parent }: NewPlace) {
  return {
    space: [space.id, space.name, space.status],
    parent: parent && [parent.id, parent.title, parent.status, parent.ancestors, parent.labels],
  };
}
