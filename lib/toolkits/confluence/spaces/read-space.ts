import { z } from 'zod';
import type { Place } from '../../../domain/change.ts';
import { definePhrases } from '../../../domain/phrase.ts';
import { type Reader, together } from '../reading/open-reader.ts';
import { Impossible } from '../reading/refusals.ts';
import { plainName, quoted } from '../reading/words.ts';

export type Space = {
  id: string;
  key: string;
  name: string;
  status: string;
  homepageId: string | null;
  url: string | null;
  /** The site with `/wiki`. */
  base: string | null;
};

type TwoMeant = { given: string; named: string; keyed: string; key: string; id: string };

const { book, phrase } = definePhrases('confluence.spaces.read', {
  noKey: ({ key }: { key: string }) => `There is no space with the key ${key}.`,
  noId: ({ id }: { id: string }) => `There is no space with the id ${id}.`,
  twoMeant: ({ given, named, keyed, key, id }: TwoMeant) =>
    `${given} is the id of the space ${quoted(named)} and the key of ${quoted(keyed)}. Give the key ${key} or the id ${id} instead.`,
});

export { book as readSpaceBook, phrase as readSpacePhrase };

const spaceSchema = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  status: z.string().default('current'),
  homepageId: z.string().nullish(),
  _links: z.object({ base: z.string().optional(), webui: z.string().optional() }).default({}),
});

const SPACES = '/wiki/api/v2/spaces';

function spaceOf(row: z.infer<typeof spaceSchema>, base: string | null): Space {
  const { id, key, name, status, homepageId = null, _links } = row;
  const site = _links.base ?? base;
  return {
    id,
    key,
    name,
    status,
    homepageId,
    base: site,
    url: site !== null && _links.webui !== undefined ? `${site}${_links.webui}` : null,
  };
}

/** The space with this key, or null. Keys are compared without regard to case. */
export async function findSpaceByKey(reader: Reader, key: string): Promise<Space | null> {
  const missing = phrase.noKey({ key });
  const { rows, base } = await reader.list(spaceSchema, SPACES, { keys: key }, missing, 10);
  const found = rows.find((row) => row.key.toLowerCase() === key.toLowerCase());
  return found === undefined ? null : spaceOf(found, base);
}

/** @throws Impossible when no space has the key */
export async function readSpaceByKey(reader: Reader, key: string): Promise<Space> {
  const space = await findSpaceByKey(reader, key);
  if (space === null) throw new Impossible(phrase.noKey({ key }), true);
  return space;
}

/** A space by its numeric id or else its key, as the tools take either. @throws Impossible when there is none */
export async function readSpace(reader: Reader, idOrKey: string): Promise<Space> {
  if (!/^\d+$/.test(idOrKey)) return readSpaceByKey(reader, idOrKey);
  const missing = phrase.noId({ id: idOrKey });
  return spaceOf(await reader.read(spaceSchema, `${SPACES}/${idOrKey}`, {}, missing), null);
}

/**
 * A space as a tool's argument names it. Which of two a number means is for the tool to say, so it may not mean two.
 * @throws Impossible when there is none, or the number is the id of one and the key of another
 */
export async function readNamedSpace(reader: Reader, idOrKey: string): Promise<Space> {
  const [space, keyed] = await together([
    readSpace(reader, idOrKey),
    /^\d+$/.test(idOrKey) ? findSpaceByKey(reader, idOrKey) : null,
  ]);
  if (keyed !== null && keyed.id !== space.id)
    throw new Impossible(
      phrase.twoMeant({
        given: idOrKey,
        named: space.name,
        keyed: keyed.name,
        key: space.key,
        id: keyed.id,
      }),
    );
  return space;
}

export function placeOf(space: Space): Place {
  return { id: space.id, key: space.key, name: space.name };
}

/** ` in Marketing` */
export function inSpace(name: string): string {
  return ` in ${plainName(name)}`;
}
