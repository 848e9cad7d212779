import { z } from 'zod';
import { type Rest, ToolError } from './rest.ts';

const spacesSchema = z.object({ results: z.array(z.looseObject({ id: z.string(), key: z.string() })) });

/** The numeric id of a space, from its id or its key. Throws `ToolError` when no space has the key. */
export async function findSpaceId(rest: Rest, idOrKey: string): Promise<string> {
  return /^\d+$/.test(idOrKey) ? idOrKey : findSpaceByKey(rest, idOrKey);
}

/** The numeric id of a space from its key, which may be a number too. Throws `ToolError` when no space has it. */
export async function findSpaceByKey(rest: Rest, key: string): Promise<string> {
  const { results } = spacesSchema.parse(await rest.get('/wiki/api/v2/spaces', { keys: key }));
  const space = results.find((result) => result.key.toLowerCase() === key.toLowerCase());
  if (space === undefined) throw new ToolError(`No space with the key ${key} was found.`);
  return space.id;
}
