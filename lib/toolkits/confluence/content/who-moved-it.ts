import { z } from 'zod';
import type { Target } from '../../../domain/change.ts';
import type { Rest } from '../../../domain/rest.ts';
import { personName } from '../reading/name-mentions.ts';
import { openReader } from '../reading/open-reader.ts';
import { counted } from '../reading/words.ts';
import { contentPath } from './read-content.ts';

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
export async function whoMovedIt(confluence: Rest, target: Target, now = new Date()): Promise<string | null> {
  const { type, id, version } = target;
  if ((type !== 'page' && type !== 'blogpost') || id === null || version === null) return null;
  const reader = openReader(confluence);
  try {
    const path = `${contentPath(type, id)}/versions`;
    const [newest] = (await reader.list(versionSchema, path, {}, 'It is gone.', 1)).rows;
    if (newest === undefined || newest.number <= version) return null;
    const who = (newest.authorId && (await personName(reader, newest.authorId))) || 'Somebody';
    return `${who} made version ${newest.number}${ago(newest.createdAt, now)}.`;
  } catch {
    return null;
  }
}

function ago(at: string | null | undefined, now: Date): string {
  const then = Date.parse(at ?? '');
  if (Number.isNaN(then)) return '';
  const minutes = Math.round((now.getTime() - then) / 60_000);
  if (minutes < 1) return ' just now';
  if (minutes === 1) return ' a minute ago';
  if (minutes < 60) return ` ${minutes} minutes ago`;
  if (minutes < 24 * 60) return ` ${counted(Math.round(minutes / 60), 'hour')} ago`;
  return ` on ${new Date(then).toISOString().slice(0, 10)}`;
}
