import type { Context } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from './errors.ts';
import { parseStorage, StorageSyntaxError } from './storage/parse-storage.ts';

/** Ids come as strings; numbers are let through, as the live site does. */
export const idSchema = z.union([z.string(), z.number()]).transform(String);

/** What a body may call itself; all but storage is refused by storageOf. */
const representations = ['storage', 'atlas_doc_format', 'wiki'] as const;
type WrittenBody = { representation: string; value: string };

const flat = z.object({ representation: z.string(), value: z.string() });
const inner = z.object({ representation: z.string().optional(), value: z.string() });

/** A body in either of its two spellings: flat, or nested below its representation. */
export const bodySchema = z.union([
  flat,
  z
    .object({ storage: inner.optional(), atlas_doc_format: inner.optional(), wiki: inner.optional() })
    .transform((body, context): WrittenBody => {
      for (const representation of representations) {
        const found = body[representation];
        if (found) return { representation: found.representation ?? representation, value: found.value };
      }
      context.addIssue({ code: 'custom', message: 'no body in a known representation' });
      return z.NEVER;
    }),
]);

export const versionSchema = z.object({
  number: z.number().int(),
  message: z
    .string()
    .nullish()
    .transform((message) => message ?? undefined),
  minorEdit: z.boolean().optional(),
});

/** Reads and checks a JSON request. @throws ConfluenceError 400 naming the first thing that is wrong */
export async function readJson<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.infer<Schema>> {
  let json: unknown;
  try {
    json = await c.req.json();
  } catch {
    throw new ConfluenceError(400, 'The request body is not valid JSON');
  }
  const parsed = schema.safeParse(dropNulls(json));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.join('.') || 'request body';
  throw new ConfluenceError(400, `Invalid value for '${place}': ${issue?.message ?? 'not accepted'}`);
}

/**
 * The storage of a written body.
 * @throws ConfluenceError 400 when it is another format or not well-formed
 */
export function storageOf(body: WrittenBody | undefined): string {
  if (!body) return '';
  if (body.representation !== 'storage')
    throw new ConfluenceError(
      400,
      `The representation '${body.representation}' can not be written here. Send storage.`,
    );
  try {
    parseStorage(body.value);
  } catch (error) {
    if (error instanceof StorageSyntaxError)
      throw new ConfluenceError(400, `Error parsing xhtml: ${error.message}`);
    throw error;
  }
  return body.value;
}

// A member that is null says the same as one that is absent.
function dropNulls(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
}
