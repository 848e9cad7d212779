import { z } from 'zod';

/** What the answer of a write tells; null is what it does not. */
export type Effect = {
  /** Of what was made or written to: a page, a comment, a property. */
  id: string | null;
  title: string | null;
  /** Where a person can look at it; null where the answer gives no whole address. */
  url: string | null;
  /** The version that a page, blog post or whiteboard has now. */
  versionAfter: number | null;
  /** The version of a comment or property, which leaves what it is on at the version it had. */
  partVersion: number | null;
  /** For the card: “The page “Q3 Planning” is at version 5.” */
  sentence: string | null;
};

const idSchema = z.union([z.string().min(1), z.number()]).transform(String);
const text = z.string().min(1).nullish().catch(null);
const answerSchema = z.object({
  id: idSchema.nullish().catch(null),
  title: text,
  name: text,
  key: text,
  status: text,
  webUrl: text,
  /** Most tools give an object, those for whiteboards' properties the number alone. */
  version: z
    .union([z.number(), z.object({ number: z.number() }).transform(({ number }) => number)])
    .nullish()
    .catch(null),
  _links: z.object({ base: text, webui: text }).nullish().catch(null),
});
const labelsSchema = z.array(z.object({ name: z.string() }));

/** Arguments that name what is written to, in the order in which they are believed. */
const TARGETS = ['id', 'pageId', 'page_id', 'blogPostId', 'whiteboardId', 'whiteboard_id', 'spaceId'];

const WORDS: Record<string, (known: { title: string | null; at: string; status: string | null }) => string> =
  {
    CREATE_PAGE: ({ title }) => `The page${named(title)} was created.`,
    CREATE_BLOGPOST: ({ title, status }) =>
      `The blog post${named(title)} was ${status === 'draft' ? 'saved as a draft' : 'published'}.`,
    CREATE_WHITEBOARD: ({ title }) => `The whiteboard${named(title)} was created.`,
    CREATE_FOOTER_COMMENT: () => 'The comment was added.',
    CREATE_SPACE: ({ title }) => `The space${named(title)} was created.`,
    CREATE_PRIVATE_SPACE: ({ title }) => `The private space${named(title)} was created.`,
    UPDATE_PAGE: ({ title, at }) => `The page${named(title)} is at ${at}.`,
    UPDATE_BLOGPOST: ({ title, at }) => `The blog post${named(title)} is at ${at}.`,
    UPDATE_TASK: ({ status }) => `The task is ${status === 'incomplete' ? 'open' : 'done'}.`,
    DELETE_PAGE: ({ title }) => `The page${named(title)} is in the trash.`,
    DELETE_SPACE: () => 'The space was deleted.',
  };

/**
 * Reads what a write tool answered, in whatever of Composio's shapes it comes. What cannot be read is null; it never
 * throws.
 */
export function effectOf(tool: string, args: unknown, result: unknown): Effect {
  const data = unwrapped(result);
  const asked = objectOf(args);
  const labels = labelsSchema.safeParse(Array.isArray(data) ? data : objectOf(data).results);
  const answer = answerSchema.safeParse(objectOf(data)).data;
  const key = answer?.key ?? keyOf(asked);
  const title = answer?.title ?? answer?.name ?? textOf(asked.title) ?? textOf(asked.name);
  const version = answer?.version ?? null;
  const verb = tool.replace(/^CONFLUENCE_/, '');
  const id = answer?.id ?? (isCreation(verb) ? null : targetOf(asked));
  const hasAnswer = data !== null && data !== undefined;
  return {
    id: verb === 'ADD_CONTENT_LABEL' ? targetOf(asked) : id,
    title,
    url: urlOf(answer),
    versionAfter: isPart(verb) ? null : version,
    partVersion: isPart(verb) ? version : null,
    sentence: hasAnswer
      ? sentenceOf(verb, {
          title,
          version,
          status: answer?.status ?? textOf(asked.status),
          key,
          labels: labels.data?.map(({ name }) => name) ?? null,
        })
      : null,
  };
}

type Known = {
  title: string | null;
  version: number | null;
  status: string | null;
  key: string | null;
  labels: string[] | null;
};

function sentenceOf(verb: string, { title, version, status, key, labels }: Known): string | null {
  if (verb === 'ADD_CONTENT_LABEL')
    return labels ? `It carries ${labels.map((name) => `“${name}”`).join(', ')} now.` : null;
  if (/PROPERTY/.test(verb)) {
    const what = key === null ? 'The property' : `The property “${key}”`;
    if (verb.startsWith('CREATE')) return `${what} was created.`;
    if (verb.startsWith('DELETE')) return `${what} was deleted.`;
    return version === null ? `${what} was changed.` : `${what} is at version ${version}.`;
  }
  if (!Object.hasOwn(WORDS, verb)) return null;
  const at = version === null ? 'a new version' : `version ${version}`;
  return WORDS[verb]?.({ title, at, status }) ?? null;
}

function named(title: string | null): string {
  return title === null ? '' : ` “${title}”`;
}

const isCreation = (verb: string) => verb.startsWith('CREATE_');
const isPart = (verb: string) => /PROPERTY|COMMENT/.test(verb);

function targetOf(args: Record<string, unknown>): string | null {
  if (args.propertyId !== undefined) return idSchema.safeParse(args.propertyId).data ?? null;
  const name = TARGETS.find((target) => idSchema.safeParse(args[target]).success);
  return name === undefined ? null : (idSchema.safeParse(args[name]).data ?? null);
}

function keyOf(args: Record<string, unknown>): string | null {
  return textOf(args.key) ?? textOf(args.propertyKey);
}

function urlOf(answer: z.infer<typeof answerSchema> | undefined): string | null {
  const { base, webui } = answer?._links ?? {};
  const url = answer?.webUrl ?? (base && webui ? `${base}${webui}` : null);
  return url && /^https?:\/\//.test(url) ? url : null;
}

/** Some answers come as JSON in a text, or inside of an envelope. */
function unwrapped(result: unknown): unknown {
  if (typeof result === 'string') {
    try {
      return unwrapped(JSON.parse(result));
    } catch {
      return null;
    }
  }
  const { data, response_data: inner } = objectOf(result);
  if (inner !== undefined) return inner;
  return data !== undefined && objectOf(result).id === undefined ? data : result;
}

function objectOf(value: unknown): Record<string, unknown> {
  if (typeof value === 'string') return objectOf(unwrapped(value));
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
