import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { RestWrite } from '../../../domain/rest.ts';
import {
  ancestorsOf,
  type Content,
  contentPath,
  findSameTitle,
  readContent,
  targetOf,
} from '../content/read-content.ts';
import { placePhrase, readPlace } from '../content/read-place.ts';
import { orNull, refused, type UndoFound, type UndoJob } from '../defining/undo-job.ts';
import type { Reader } from '../reading/open-reader.ts';
import { quoted } from '../reading/words.ts';
import { inSpace, readSpace } from '../spaces/read-space.ts';

type Beside = { side: 'before' | 'after'; id: string; title: string };

const { book, phrase } = definePhrases('confluence.pages.undo-move', {
  returns: ({ title, place }: { title: string; place: string }) =>
    `Takes back: the page ${quoted(title)} returns to its place ${place}`,
  order: ({ place, beside }: { place: string; beside: Omit<Beside, 'id'> | null }) =>
    `${place}, ${beside === null ? 'as the last one' : `${beside.side} ${quoted(beside.title)}`}`,
  afterwards: () => 'It can be moved again.',
});

export { book as undoMoveBook };

/** What is kept of where a page stood: `beside` is what it stood before or after, null when it was the last below its parent. */
export const pageMoved = z.object({
  type: z.literal('page-moved'),
  id: z.string(),
  title: z.string(),
  from: z.object({
    spaceId: z.string(),
    parentId: z.string().nullable(),
    beside: z.object({ side: z.enum(['before', 'after']), id: z.string() }).nullable(),
  }),
  toParentId: z.string(),
});

type Moved = z.infer<typeof pageMoved>;

/** Puts a page back below its former parent, to the place that it had there if what it stood beside is still there. */
export async function undoMove({ reader, before }: UndoJob<Moved>): Promise<UndoFound> {
  const { from } = before;
  const now = await orNull(readContent(reader, 'page', before.id, true));
  if (now === null) return refused(`The page ${quoted(before.title)} is gone.`);
  const page = `The page ${quoted(now.title)}`;
  if (now.status !== 'current') return refused(`${page} is ${now.status} now.`, now.url);
  if (now.parentId === from.parentId) return refused(`${page} is back where it was already.`, now.url);
  if (now.parentId !== before.toParentId) return refused(`${page} was moved again since.`, now.url);
  const [place, present, taken, beside] = await Promise.all([
    orNull(readPlace(reader, from.spaceId, from.parentId ?? undefined)),
    readSpace(reader, now.spaceId),
    now.spaceId === from.spaceId ? null : findSameTitle(reader, from.spaceId, now.title),
    stillBeside(reader, from),
  ]);
  if (place === null) return refused('What it stood below is gone.', now.url);
  if (taken !== null)
    return refused(
      `Another page${inSpace(place.space.name)} has the title ${quoted(now.title)} now.`,
      now.url,
    );
  const write = backTo(from, now, beside);
  if (write === null) return refused('It stood at the top of its space, where REST cannot put it.', now.url);

  const [ancestors, parent] = await Promise.all([
    ancestorsOf(reader, 'page', now.id),
    orNull(readContent(reader, 'page', before.toParentId)),
  ]);
  const above = place.parent === null ? [] : [...place.parent.ancestors, place.parent.id];
  const back = placePhrase.stands({ parent: place.parent?.title ?? null, space: place.space.name });
  return {
    possible: true,
    sentence: phrase.returns({ title: now.title, place: back }),
    target: {
      ...targetOf(now, present, ancestors),
      destination: targetOf(now, place.space, above),
    },
    preview: {
      type: 'values',
      rows: [
        {
          name: placePhrase.label(),
          before: placePhrase.stands({ parent: parent?.title ?? before.toParentId, space: present.name }),
          after: phrase.order({ place: back, beside: beside && { side: beside.side, title: beside.title } }),
        },
      ],
    },
    afterwards: phrase.afterwards(),
    basis: [now.version, now.title, now.parentId, ancestors, above, beside],
    steps: [{ via: 'rest', ...write }],
  };
}

/** What it stood beside, if that still stands there. */
async function stillBeside(
  reader: Reader,
  { beside, parentId, spaceId }: Moved['from'],
): Promise<Beside | null> {
  if (beside === null) return null;
  const found = await orNull(readContent(reader, 'page', beside.id));
  const stands = found?.status === 'current' && found.parentId === parentId && found.spaceId === spaceId;
  return stands ? { ...beside, title: found.title } : null;
}

function backTo(from: Moved['from'], now: Content, beside: Beside | null): RestWrite | null {
  const moving = (how: string, id: string): RestWrite => ({
    method: 'PUT',
    path: `/wiki/rest/api/content/${encodeURIComponent(now.id)}/move/${how}/${encodeURIComponent(id)}`,
  });
  if (beside !== null) return moving(beside.side, beside.id);
  if (from.parentId === null) return null;
  if (now.spaceId !== from.spaceId) return moving('append', from.parentId);
  return moveWithin(now, from.parentId, { number: now.version + 1, message: 'Takes back a move' });
}

export const versionOf = z.object({ number: z.number(), message: z.string().optional() });

/** The write that moves a page within its space: all that is not sent again would be taken away. */
export function moveWithin(page: Content, parentId: string, version: z.infer<typeof versionOf>) {
  const { id, title, body: value } = page;
  const body = { representation: 'storage', value };
  return {
    method: 'PUT' as const,
    path: contentPath('page', id),
    body: { id, status: 'current', title, parentId, body, version },
  };
}
