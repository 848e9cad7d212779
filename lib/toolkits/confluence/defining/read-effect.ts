import { z } from 'zod';
import type { Effect } from '../../toolkit.ts';

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

/** What the answer of a write told, for its sentence. */
export type Known = {
  title: string | null;
  version: number | null;
  status: string | null;
  key: string | null;
  labels: string[] | null;
};

/** How the answer of a tool is read, and what it is in words. */
export type EffectWords = {
  /** It makes something new, of which the arguments have no id. `labels`: it answers these and nothing of what they are on. */
  of: 'created' | 'changed' | 'labels';
  /** It writes a comment or property, which has a version of its own. */
  part?: true;
  words: (known: Known) => string | null;
};

/**
 * Reads what a write tool answered, in whatever of Composio's shapes it comes. What cannot be read is null; it never
 * throws.
 */
export function readEffect({ of, part, words }: EffectWords, args: unknown, result: unknown): Effect {
  const data = unwrapped(result);
  const asked = objectOf(args);
  const labels = labelsSchema.safeParse(Array.isArray(data) ? data : objectOf(data).results);
  const answer = answerSchema.safeParse(objectOf(data)).data;
  const title = answer?.title ?? answer?.name ?? textOf(asked.title) ?? textOf(asked.name);
  const version = answer?.version ?? null;
  const named = of === 'created' ? null : targetOf(asked);
  const known: Known = {
    title,
    version,
    status: answer?.status ?? textOf(asked.status),
    key: answer?.key ?? textOf(asked.key) ?? textOf(asked.propertyKey),
    labels: labels.data?.map(({ name }) => name) ?? null,
  };
  return {
    id: of === 'labels' ? named : (answer?.id ?? named),
    title,
    url: urlOf(answer),
    versionAfter: part ? null : version,
    partVersion: part ? version : null,
    sentence: data !== null && data !== undefined ? words(known) : null,
  };
}

/** ` “Q3 Planning”`, or nothing where no title is known. */
export function titled({ title }: Known): string {
  return title === null ? '' : ` “${title}”`;
}

/** `version 5`, or `a new version` where its number is not known. */
export function atVersion({ version }: Known): string {
  return version === null ? 'a new version' : `version ${version}`;
}

function targetOf(args: Record<string, unknown>): string | null {
  if (args.propertyId !== undefined) return idSchema.safeParse(args.propertyId).data ?? null;
  const name = TARGETS.find((target) => idSchema.safeParse(args[target]).success);
  return name === undefined ? null : (idSchema.safeParse(args[name]).data ?? null);
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
