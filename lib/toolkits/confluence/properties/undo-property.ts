import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { KeptPreview } from '../../../domain/preview.ts';
import { madeSince, nameOf, refused, type UndoFound, type UndoJob } from '../defining/undo-job.ts';
import type { Reader } from '../reading/open-reader.ts';
import { quoted } from '../reading/words.ts';
import type { propertyCreated, propertyDeleted, propertyUpdated } from './plan-property.ts';
import { type KeptOwner, propertiesPath, readOwner } from './read-owner.ts';

type Owned = { key: string; owner: string };

const { book, phrase } = definePhrases('confluence.properties.undo', {
  takesBackAdding: ({ key, owner }: Owned) =>
    `Takes back: the property ${quoted(key)} of ${owner} is deleted`,
  afterAdding: () => 'It can be made again with the same value, but under a new id.',
  takesBackSetting: ({ key, owner }: Owned) =>
    `Takes back: the property ${quoted(key)} of ${owner} gets its former value again`,
  afterSetting: () => 'The value it has now can be set again.',
  takesBackDeleting: ({ key, owner }: Owned) =>
    `Takes back: the property ${quoted(key)} of ${owner} is made again`,
  afterDeleting: () => 'It can be deleted again.',
});

export { book as undoPropertyBook };

const propertySchema = z.object({
  id: z.string(),
  key: z.string(),
  value: z.unknown(),
  version: z.object({ number: z.number(), authorId: z.string().nullish() }),
});
type Found = z.infer<typeof propertySchema>;

/** Deletes a property that was added. */
export async function undoPropertyCreation(
  job: UndoJob<z.infer<typeof propertyCreated>>,
): Promise<UndoFound> {
  const { before, effect } = job;
  const { owner, now } = await readNow(job.reader, before.owner, before.key);
  const { url } = owner.target;
  if (now === null) return refused(`The property ${quoted(before.key)} is gone already.`, url);
  const moved = await movedOn(job, now, {
    id: effect.id ?? now.id,
    version: effect.partVersion ?? effect.versionAfter ?? 1,
  });
  if (moved !== null) return refused(moved, url);
  return {
    possible: true,
    sentence: phrase.takesBackAdding({ key: before.key, owner: owner.words }),
    target: owner.target,
    preview: values(before.key, now.value, undefined),
    afterwards: phrase.afterAdding(),
    basis: [owner.basis, now],
    steps: [{ via: 'rest', method: 'DELETE', path: pathOf(before.owner, now.id) }],
  };
}

/** Gives a property its former value again. */
export async function undoPropertyUpdate(job: UndoJob<z.infer<typeof propertyUpdated>>): Promise<UndoFound> {
  const { before, effect } = job;
  const { key, value } = before.property;
  const { owner, now } = await readNow(job.reader, before.owner, key);
  const { url } = owner.target;
  if (now === null) return refused(`The property ${quoted(key)} is gone.`, url);
  const ours = effect.partVersion ?? effect.versionAfter ?? before.property.version + 1;
  const moved = await movedOn(job, now, { id: before.property.id, version: ours });
  if (moved !== null) return refused(moved, url);
  if (JSON.stringify(now.value) === JSON.stringify(value))
    return refused('It has its former value, so there is nothing to take back.', url);
  const version = { number: now.version.number + 1, message: `Takes back version ${ours}` };
  return {
    possible: true,
    sentence: phrase.takesBackSetting({ key, owner: owner.words }),
    target: owner.target,
    preview: values(key, now.value, value),
    afterwards: phrase.afterSetting(),
    basis: [owner.basis, now],
    steps: [
      { via: 'rest', method: 'PUT', path: pathOf(before.owner, now.id), body: { key, value, version } },
    ],
  };
}

/** Makes a property again that was deleted. */
export async function undoPropertyDeletion(
  job: UndoJob<z.infer<typeof propertyDeleted>>,
): Promise<UndoFound> {
  const { before } = job;
  const { key, value } = before.property;
  const { owner, now } = await readNow(job.reader, before.owner, key);
  if (now !== null) {
    const who = await nameOf(job, now.version.authorId ?? null);
    return refused(`${who} made a property ${quoted(key)} again since.`, owner.target.url);
  }
  return {
    possible: true,
    sentence: phrase.takesBackDeleting({ key, owner: owner.words }),
    target: owner.target,
    preview: values(key, undefined, value),
    afterwards: phrase.afterDeleting(),
    basis: [owner.basis, key, 'is free'],
    steps: [
      {
        via: 'rest',
        method: 'POST',
        path: propertiesPath(before.owner.type, before.owner.id),
        body: { key, value },
      },
    ],
  };
}

async function readNow(reader: Reader, { type, id }: KeptOwner, key: string) {
  const missing = 'What the property was on is gone.';
  const owner = await readOwner(reader, type, id, (ownId) =>
    reader.list(propertySchema, propertiesPath(type, ownId), { key }, missing, 10),
  );
  return { owner, now: owner.beside.rows.find((row) => row.key === key) ?? null };
}

/** What somebody did with a property since we wrote it, or null. */
async function movedOn(
  job: Parameters<typeof nameOf>[0],
  now: Found,
  ours: { id: string; version: number },
): Promise<string | null> {
  if (now.id === ours.id && now.version.number === ours.version) return null;
  const who = await nameOf(job, now.version.authorId ?? null);
  return now.id === ours.id
    ? madeSince(who, now.version.number, ours.version)
    : 'Since then it was deleted and made again.';
}

function pathOf(owner: KeptOwner, propertyId: string): string {
  return `${propertiesPath(owner.type, owner.id)}/${encodeURIComponent(propertyId)}`;
}

function values(key: string, before: unknown, after: unknown): KeptPreview {
  return { type: 'values', rows: [{ name: key, before: asText(before), after: asText(after) }] };
}

/** JSON, so that `"1"` and `1` look different. */
function asText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value, null, 2);
}
