import { z } from 'zod';
import { definePhrases, isPhrase, type Phrase, uniquePhrases, type Words } from '../../../domain/phrase.ts';
import { Impossible } from './refusals.ts';

/** Where a tool looks for the text of a body: in `body` itself, or below the name of its representation. */
type Layout = 'flat' | 'nested';

const { book, phrase } = definePhrases('confluence.arguments', {
  notObject: () => 'The arguments must be an object.',
  doNotFit: ({ problems }: { problems: string[] }) => `The arguments do not fit: ${problems.join('; ')}.`,
  missing: ({ name }: { name: string }) => `“${name}” is missing`,
  notRight: ({ name, reason }: { name: string; reason: string }) => `“${name}” is not right (${reason})`,
  /** Of our own tools. */
  issues: ({ issues }: { issues: { path: (string | number)[]; message: string }[] }) =>
    z.prettifyError({ issues }),
  empty: () => 'it must not be empty',
  tooLong: ({ longest }: { longest: number }) => `it must not be longer than ${longest} characters`,
  twice: () => 'it is given in more than one way; give it once',
  layout: ({ layouts }: { layouts: Layout[] }) =>
    layouts.includes('nested')
      ? 'this tool takes {"storage": {"value": "…"}}'
      : 'this tool takes {"value": "…", "representation": "storage"}',
  representation: ({ formats }: { formats: string[] }) => `its representation can be ${formats.join(', ')}`,
});

export { book as argumentsBook };

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

const LONGEST_TITLE = 255;

export const titleArgument = z
  .string()
  .trim()
  .refine((title) => title !== '', because(phrase.empty()))
  .refine((title) => title.length <= LONGEST_TITLE, because(phrase.tooLong({ longest: LONGEST_TITLE })));

/** A JSON object, which may come as its text. */
export function objectArgument<T extends z.ZodType>(schema: T) {
  return z.preprocess(asMeant, schema);
}

const written = z.strictObject({ value: z.string(), representation: z.string().default('storage') });

/** The one text in a body that its tool reads, or why there is none: what a tool does not read would be shown in vain. */
function writtenIn(given: unknown, layouts: Layout[], formats: string[] | null): WrittenBody | Phrase {
  const body = z.record(z.string(), z.unknown()).safeParse(asMeant(given)).data ?? {};
  const names = Object.keys(body).filter((name) => name !== 'representation');
  if (names.length > 1 || ('storage' in body && 'representation' in body)) return phrase.twice();
  const layout = 'storage' in body ? 'nested' : 'flat';
  const found = written.safeParse(layout === 'nested' ? asMeant(body.storage) : body);
  if (!layouts.includes(layout) || !found.success) return phrase.layout({ layouts });
  if (formats !== null && !formats.includes(found.data.representation))
    return phrase.representation({ formats });
  return found.data;
}

function bodyArgument(layouts: Layout[], formats: string[] | null) {
  return z.unknown().transform((given, context): WrittenBody => {
    const body = writtenIn(given, layouts, formats);
    if (!isPhrase(body)) return body;
    context.addIssue({ code: 'custom', ...because(body) });
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
  if (!object.success) throw new Impossible(phrase.notObject());
  return object.data;
}

/** Reads a tool's arguments. @throws Impossible naming what is missing or wrong */
export function readArguments<T extends z.ZodType>(schema: T, given: unknown): z.infer<T> {
  const object = asArguments(given);
  const result = schema.safeParse(object);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const [name = ''] = issue.path;
    if (object[String(name)] === undefined) return phrase.missing({ name: String(name) });
    return phrase.notRight({ name: issue.path.map(String).join('.'), reason: wordsOfIssue(issue) });
  });
  throw new Impossible(phrase.doNotFit({ problems: uniquePhrases(problems) }));
}

/** What is wrong with the input of a tool of ours. */
export function issuesIn(error: z.ZodError): Phrase {
  const issues = error.issues.map((issue) => ({
    path: issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
    message: wordsOfIssue(issue),
  }));
  return phrase.issues({ issues });
}

/** What a check of a schema says that has words of ours. */
export function because(reason: Phrase): { params: { reason: Phrase } } {
  return { params: { reason } };
}

function wordsOfIssue(issue: z.core.$ZodIssue): Words {
  const reason = issue.code === 'custom' ? issue.params?.reason : undefined;
  return isPhrase(reason) ? reason : issue.message;
}
