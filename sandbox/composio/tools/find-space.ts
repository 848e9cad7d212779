import { z } from 'zod';
import { type Rest, ToolError } from './rest.ts';

const spacesSchema = z.object({ results: z.array(z.looseObject({ id: z.string(), key: z.string() })) });

/** The numeric id of a space, from its id or its key. Throws `ToolError` when no space has the key. */
export async function findSpaceId(rest: Rest, idOrKey: string): Promise<string> {
  if (/^\d+$/.test(idOrKey)) return idOrKey;
  const { results } = spacesSchema.parse(await rest.get('/wiki/api/v2/spaces', { keys: idOrKey }));
  const space = results.find(({ key }) => key.toLowerCase() === idOrKey.toLowerCase());
  if (space === undefined) throw new ToolError(`No space with the key ${idOrKey} was found.`);
  return space.id;
}
