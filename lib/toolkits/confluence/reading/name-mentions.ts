import { z } from 'zod';
import type { People } from '../../../domain/preview.ts';
import type { Reader } from './open-reader.ts';
import { plainName } from './words.ts';

/** Each name is a request of its own; beyond these, mentions stay account ids. */
const MOST_PEOPLE = 12;

/** `557058:1d84c7b2-93f6-…` or 24 hexadecimal digits. */
const ACCOUNT_ID = /\b(?:\d+:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{24})\b/g;

const userSchema = z.object({ displayName: z.string().min(1) });
const mentionSchema = z.object({ type: z.literal('chip'), kind: z.literal('mention'), text: z.string() });

/** The names of the people that are mentioned in a drawing, by account id, as far as Confluence tells them. */
export async function peopleIn(reader: Reader, drawn: unknown): Promise<People> {
  const ids = [...new Set(mentionsIn(drawn).flatMap((text) => text.match(ACCOUNT_ID) ?? []))];
  const names = await Promise.all(
    ids.slice(0, MOST_PEOPLE).map(async (id) => [id, await personName(reader, id)] as const),
  );
  return Object.fromEntries(names.flatMap(([id, name]) => (name === null ? [] : [[id, name]])));
}

/** A copy of a drawing in which mentions have people's names. */
export function nameMentions<Drawn>(drawn: Drawn, people: People): Drawn {
  return named(drawn, people) as Drawn;
}

/** What Confluence calls a person. Null when it does not say. */
export async function personName(reader: Reader, accountId: string): Promise<string | null> {
  try {
    const missing = 'There is no such user.';
    const user = await reader.read(userSchema, '/wiki/rest/api/user', { accountId }, missing);
    return plainName(user.displayName);
  } catch {
    // A name is a courtesy: whoever may read a page need not be allowed to look people up.
    return null;
  }
}

function mentionsIn(value: unknown): string[] {
  const mention = mentionSchema.safeParse(value);
  if (mention.success) return [mention.data.text];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(mentionsIn) : [];
}

function named(value: unknown, people: People): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => named(inner, people));
  const mention = mentionSchema.safeParse(value);
  if (!mention.success)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, named(inner, people)]));
  return { ...value, text: mention.data.text.replace(ACCOUNT_ID, (id) => people[id] ?? id) };
}
