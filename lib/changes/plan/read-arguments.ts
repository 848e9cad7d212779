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

const inner = z.union([
  z.string().transform((value) => ({ value, representation: undefined })),
  z.object({ value: z.string(), representation: z.string().optional() }),
]);

/** A body flat, below its representation, or as bare text, which is storage format. */
export const bodyArgument = objectArgument(
  z.union([
    z.string().transform((value): WrittenBody => ({ representation: 'storage', value })),
    z
      .object({ value: z.string(), representation: z.string().default('storage') })
      .transform(({ representation, value }): WrittenBody => ({ representation, value })),
    z
      .object({ storage: inner.optional(), atlas_doc_format: inner.optional(), wiki: inner.optional() })
      .transform((body, context): WrittenBody => {
        for (const name of ['storage', 'atlas_doc_format', 'wiki'] as const) {
          const found = body[name];
          if (found) return { representation: found.representation ?? name, value: found.value };
        }
        context.addIssue({ code: 'custom', message: 'it holds no text in a known representation' });
        return z.NEVER;
      }),
  ]),
);

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
