import type { Context } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import { parseExactly } from './exact-json.ts';

/** The members a request for a new property has beside its value. */
export const newProperty = z.looseObject({ key: z.string() });

/** The members a request for a new value has beside it. */
export const changedProperty = z.looseObject({
  key: z.string().nullish(),
  version: z.looseObject({ number: z.number().int(), message: z.string().nullish() }),
});

/**
 * Reads a request that brings a value. Not the reader that other requests use: here a null is a value like any other.
 * @throws ConfluenceError 400 naming the first thing that is wrong
 */
export async function readProperty<Schema extends z.ZodType<{ [name: string]: unknown }>>(
  c: Context,
  schema: Schema,
): Promise<z.infer<Schema> & { value: unknown }> {
  const text = await c.req.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ConfluenceError(400, 'The request body is not valid JSON');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfluenceError(
      400,
      `Invalid value for '${issue?.path.join('.') || 'request body'}': ${issue?.message ?? 'not accepted'}`,
    );
  }
  const exact = parseExactly(text);
  if (typeof exact !== 'object' || exact === null || !('value' in exact))
    throw new ConfluenceError(400, "Invalid value for 'value': it is missing");
  return { ...parsed.data, value: exact.value };
}
