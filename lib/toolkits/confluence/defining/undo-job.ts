import { z } from 'zod';
import type { UndoPlan, UndoStep } from '../../../domain/change.ts';
import type { Phrase } from '../../../domain/phrase.ts';
import type { RestWrite } from '../../../domain/rest.ts';
import { NOTHING_KEPT, type Planned, toPlan } from '../../to-plan.ts';
import type { Account, Effect } from '../../toolkit.ts';
import type { Reader } from '../reading/open-reader.ts';
import { Impossible } from '../reading/refusals.ts';
import { listed, plainName, quoted } from '../reading/words.ts';
import { SLUG } from './slug.ts';

/** A write that is to be undone, as its tool sees it. */
export type UndoJob<Kept> = {
  reader: Reader;
  /** Who would undo it. */
  account: Account;
  arguments: Record<string, unknown>;
  /** What its plan kept. */
  before: Kept;
  /** What the write's own answer told. */
  effect: Effect;
};

type Step = Extract<UndoStep, { via: 'tool' }> | ({ via: 'rest' } & RestWrite);

/** An undo looked at. `afterwards` says what is left of what it takes back: an undo is not taken back itself. */
export type UndoFound =
  | (Omit<Planned, 'undo' | 'before'> & { possible: true; steps: Step[]; afterwards: Phrase })
  | Extract<UndoPlan, { possible: false }>;

export function refused(reason: string, url: string | null = null): UndoFound {
  return { possible: false, reason, url };
}

export function toUndoPlan(found: UndoFound, account: Account): UndoPlan {
  if (!found.possible) return found;
  const { steps, afterwards } = found;
  const undo = { possible: false, words: afterwards };
  const basis = [found.basis, steps];
  const plan = toPlan({ ...found, undo, basis, before: NOTHING_KEPT }, account);
  return {
    ...plan,
    steps: steps.map((step) => (step.via === 'rest' ? { ...step, toolkit: SLUG } : step)),
  };
}

/** What is read, or null when Confluence has no such thing. */
export async function orNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Impossible && error.missing) return null;
    throw error;
  }
}

const authorSchema = z.object({ authorId: z.string().nullish() });
const personSchema = z.object({ displayName: z.string().nullish(), publicName: z.string().nullish() });

type Asker = { reader: Reader; account: Account };

/** Who made a version of a page or blog post, as a sentence begins. */
export async function authorOfVersion(asker: Asker, path: string, number: number): Promise<string> {
  const { authorId } = await asker.reader
    .read(authorSchema, `${path}/versions/${number}`, {}, 'There is no such version.')
    .catch(() => ({ authorId: null }));
  return nameOf(asker, authorId ?? null);
}

/** A person's name, “You” for the one who asks, or “Somebody”. */
export async function nameOf({ reader, account }: Asker, accountId: string | null): Promise<string> {
  if (accountId === null) return 'Somebody';
  if (accountId === account?.id) return 'You';
  const person = await reader
    .read(personSchema, '/wiki/rest/api/user', { accountId }, 'There is no such person.')
    .catch(() => null);
  return plainName(person?.displayName ?? person?.publicName ?? '') || 'Somebody';
}

/** What happened since our own version: “Grace Hopper made version 6 since.” */
export function madeSince(who: string, now: number, ours: number): string {
  if (now < ours) return `It is at version ${now} now, no longer at version ${ours}.`;
  if (now === ours + 1) return `${who} made version ${now} since.`;
  return `${who} made version ${now} since, the last of ${now - ours} newer ones.`;
}

/** “a”, “b”, “c” and 4 more */
export function firstOf(names: string[], most = 3): string {
  const rest = names.length - most;
  return listed([...names.slice(0, most).map(quoted), ...(rest > 0 ? [`${rest} more`] : [])]);
}
