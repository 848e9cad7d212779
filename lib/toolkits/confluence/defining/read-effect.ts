import { z } from 'zod';
import type { Effect } from '../../toolkit.ts';

const idSchema = z.union([z.string().min(1), z.number()]).transform(String);
const text = z.string().min(1).nullish().catch(null);
const answerSchema = z.object({
  id: idSchema.nullish().catch(null),
  title: text,
  name: text,
  /** Most tools give an object, those for whiteboards' properties the number alone. */
  version: z
    .union([z.number(), z.object({ number: z.number() }).transform(({ number }) => number)])
    .nullish()
    .catch(null),
});

/** Arguments that name what is written to, in the order in which they are believed. */
const TARGETS = ['id', 'pageId', 'page_id', 'blogPostId', 'whiteboardId', 'whiteboard_id', 'spaceId'];

/** How the answer of a tool is read. */
export type EffectShape = {
  /** It makes something new, of which the arguments have no id. `labels`: it answers these and nothing of what they are on. */
  of: 'created' | 'changed' | 'labels';
  /** It writes a comment or property, which has a version of its own. */
  part?: true;
};

/**
 * Reads what a write tool answered, in whatever of Composio's shapes it comes. What cannot be read is null; it never
 * throws.
 */
export function readEffect({ of, part }: EffectShape, args: unknown, result: unknown): Effect {
  const data = unwrapped(result);
  const asked = objectOf(args);
  const answer = answerSchema.safeParse(objectOf(data)).data;
  const title = answer?.title ?? answer?.name ?? textOf(asked.title) ?? textOf(asked.name);
  const version = answer?.version ?? null;
  const named = of === 'created' ? null : targetOf(asked);
  return {
    id: of === 'labels' ? named : (answer?.id ?? named),
    title,
    versionAfter: part ? null : version,
    partVersion: part ? version : null,
  };
}

function targetOf(args: Record<string, unknown>): string | null {
  if (args.propertyId !== undefined) return idSchema.safeParse(args.propertyId).data ?? null;
  const name = TARGETS.find((target) => idSchema.safeParse(args[target]).success);
  return name === undefined ? null : (idSchema.safeParse(args[name]).data ?? null);
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
