import { z } from 'zod';
import type { Target } from '../../../domain/change.ts';
import { definePhrases, type Phrase } from '../../../domain/phrase.ts';
import type { Rest } from '../../../domain/rest.ts';
import { personName } from '../reading/name-mentions.ts';
import { openReader } from '../reading/open-reader.ts';
import { counted } from '../reading/words.ts';
import { contentPath } from './read-content.ts';

type NewVersion = {
  /** Null for whom Confluence does not name. */
  who: string | null;
  version: number;
  /** When it was made, as ISO 8601, and how long ago that was when it was looked at. */
  made: { at: string; minutesAgo: number } | null;
};

const { book, phrase } = definePhrases('confluence.content.moved', {
  newVersion: ({ who, version, made }: NewVersion) =>
    `${who ?? 'Somebody'} made version ${version}${made === null ? '' : ` ${ago(made)}`}.`,
});

export { book as movedBook };

const versionSchema = z.object({
  number: z.number(),
  authorId: z.string().nullish(),
  createdAt: z.string().nullish(),
});

/**
 * Who made the version that a page or blog post has since it was looked at: “Grace Hopper made version 5 a minute ago.”
 * Null when no version is newer, or when it cannot be known. Never throws.
 * @param target as it was when it was looked at
 */
export async function whoMovedIt(confluence: Rest, target: Target, now = new Date()): Promise<Phrase | null> {
  const { type, id, version } = target;
  if ((type !== 'page' && type !== 'blogpost') || id === null || version === null) return null;
  const reader = openReader(confluence);
  try {
    const path = `${contentPath(type, id)}/versions`;
    const [newest] = (await reader.list(versionSchema, path, {}, 'It is gone.', 1)).rows;
    if (newest === undefined || newest.number <= version) return null;
    const who = newest.authorId ? await personName(reader, newest.authorId) : null;
    return phrase.newVersion({
      who: who || null,
      version: newest.number,
      made: madeAt(newest.createdAt, now),
    });
  } catch {
    return null;
  }
}

function madeAt(at: string | null | undefined, now: Date): NewVersion['made'] {
  const then = Date.parse(at ?? '');
  if (Number.isNaN(then)) return null;
  return { at: new Date(then).toISOString(), minutesAgo: Math.round((now.getTime() - then) / 60_000) };
}

function ago({ at, minutesAgo }: NonNullable<NewVersion['made']>): string {
  if (minutesAgo < 1) return 'just now';
  if (minutesAgo === 1) return 'a minute ago';
  if (minutesAgo < 60) return `${minutesAgo} minutes ago`;
  if (minutesAgo < 24 * 60) return `${counted(Math.round(minutesAgo / 60), 'hour')} ago`;
  return `on ${at.slice(0, 10)}`;
}
