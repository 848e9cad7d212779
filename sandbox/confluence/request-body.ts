import type { Context } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from './errors.ts';
import { AdfSyntaxError, adfToStorage } from './storage/adf/adf-to-storage.ts';
import { parseStorage, StorageSyntaxError } from './storage/parse-storage.ts';
import { wikiToStorage } from './storage/wiki-to-storage.ts';

/** Ids come as strings; numbers are let through, as the live site does. */
export const idSchema = z.union([z.string(), z.number()]).transform(String);

const writable = ['storage', 'atlas_doc_format', 'wiki'] as const;
type WrittenBody = { representation: string; value: string };

const flat = z.object({ representation: z.string(), value: z.string() });
const inner = z.object({ representation: z.string().optional(), value: z.string() });

/** A body in either of its two spellings: flat, or nested below its representation. */
export const bodySchema = z.union([
  flat,
  z
    .object({ storage: inner.optional(), atlas_doc_format: inner.optional(), wiki: inner.optional() })
    .transform((body, context): WrittenBody => {
      for (const representation of writable) {
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
 * The storage of a written body: storage as it is, an Atlassian document or wiki markup converted.
 * @param filename the name of an attachment by its file id, as Atlassian documents name them
 * @throws ConfluenceError 400 when it is another format or not well-formed
 */
export function storageOf(
  body: WrittenBody | undefined,
  filename: (fileId: string) => string | undefined = () => undefined,
): string {
  if (!body) return '';
  try {
    const storage = converted(body, filename);
    parseStorage(storage);
    return storage;
  } catch (error) {
    if (error instanceof StorageSyntaxError)
      throw new ConfluenceError(400, `Error parsing xhtml: ${error.message}`);
    if (error instanceof AdfSyntaxError)
      throw new ConfluenceError(400, `Invalid Atlassian document: ${error.message}`);
    throw error;
  }
}

function converted(body: WrittenBody, filename: (fileId: string) => string | undefined): string {
  switch (body.representation) {
    case 'storage':
      return body.value;
    case 'atlas_doc_format':
      return adfToStorage(body.value, { filename });
    case 'wiki':
      return wikiToStorage(body.value);
    default:
      throw new ConfluenceError(
        400,
        `The representation '${body.representation}' can not be written. Send one of: ${writable.join(', ')}.`,
      );
  }
}

// A member that is null says the same as one that is absent.
function dropNulls(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
}
