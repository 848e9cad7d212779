import { z } from 'zod';
import { Impossible } from './refusals.ts';

/** A body as it was written: `storage`, `wiki` or `atlas_doc_format`. */
export type WrittenBody = { representation: string; value: string };

/** Models often write an object or a list as its JSON text; other text stays text. */
export function unquoted(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The same, and null counts as left out. */
function asMeant(value: unknown): unknown {
  const meant = unquoted(value);
  if (typeof meant !== 'object' || meant === null || Array.isArray(meant)) return meant;
  return Object.fromEntries(Object.entries(meant).filter(([, inner]) => inner !== null));
}

/** An id or a key; numbers are taken too. */
export const idArgument = z.union([z.string().trim().min(1), z.number().transform(String)]);

/** The same where nothing need be said; an empty text says nothing. */
export const optionalId = z.preprocess((value) => (value === '' ? undefined : value), idArgument.optional());

export const titleArgument = z
  .string()
  .trim()
  .min(1, 'it must not be empty')
  .max(255, 'it must not be longer than 255 characters');

/** A JSON object, which may come as its text. */
export function objectArgument<T extends z.ZodType>(schema: T) {
  return z.preprocess(asMeant, schema);
}

const TWICE = 'it is given in more than one way; give it once';

const written = z.strictObject({ value: z.string(), representation: z.string().default('storage') });

/** Where a tool looks for the text: in `body` itself, or below the name of its representation. */
type Layout = 'flat' | 'nested';

/** The one text in a body that its tool reads, or in words why there is none: what a tool does not read would be shown in vain. */
function writtenIn(given: unknown, layouts: Layout[], formats: string[] | null): WrittenBody | string {
  const body = z.record(z.string(), z.unknown()).safeParse(asMeant(given)).data ?? {};
  const names = Object.keys(body).filter((name) => name !== 'representation');
  if (names.length > 1 || ('storage' in body && 'representation' in body)) return TWICE;
  const layout = 'storage' in body ? 'nested' : 'flat';
  const found = written.safeParse(layout === 'nested' ? asMeant(body.storage) : body);
  if (!layouts.includes(layout) || !found.success)
    return layouts.includes('nested')
      ? 'this tool takes {"storage": {"value": "…"}}'
      : 'this tool takes {"value": "…", "representation": "storage"}';
  if (formats !== null && !formats.includes(found.data.representation))
    return `its representation can be ${formats.join(', ')}`;
  return found.data;
}

function bodyArgument(layouts: Layout[], formats: string[] | null) {
  return z.unknown().transform((given, context): WrittenBody => {
    const body = writtenIn(given, layouts, formats);
    if (typeof body !== 'string') return body;
    context.addIssue({ code: 'custom', message: body });
    return z.NEVER;
  });
}

/** The body of a page. Its representation goes to Confluence as it is given. */
export const pageBody = bodyArgument(['nested'], null);

/** The body of a new blog post, which is written as storage format whatever it says it is. */
export const newBlogPostBody = bodyArgument(['flat'], ['storage']);

/** The body of an update of a blog post, which is written as storage format too; its tool takes both layouts. */
export const blogPostBody = bodyArgument(['flat', 'nested'], ['storage']);

export const commentBody = bodyArgument(['flat'], ['storage', 'atlas_doc_format', 'wiki']);

export const versionArgument = objectArgument(z.object({ number: z.coerce.number().int() }));

/** The arguments of a tool as an object, whatever the model sent. @throws Impossible for what is none */
export function asArguments(given: unknown): Record<string, unknown> {
  const value = asMeant(given ?? {});
  const object = z.record(z.string(), z.unknown()).safeParse(value === '' ? {} : value);
  if (!object.success) throw new Impossible('The arguments must be an object.');
  return object.data;
}

/** Reads a tool's arguments. @throws Impossible naming what is missing or wrong */
export function readArguments<T extends z.ZodType>(schema: T, given: unknown): z.infer<T> {
  const object = asArguments(given);
  const result = schema.safeParse(object);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const [name = ''] = issue.path;
    if (object[String(name)] === undefined) return `“${String(name)}” is missing`;
    return `“${issue.path.map(String).join('.')}” is not right (${issue.message})`;
  });
  throw new Impossible(`The arguments do not fit: ${[...new Set(problems)].join('; ')}.`);
}
