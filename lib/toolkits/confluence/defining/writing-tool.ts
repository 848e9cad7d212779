import type { z } from 'zod';
import type { Plan, UndoPlan } from '../../../domain/change.ts';
import { definePhrases, type Words, wordsOfError } from '../../../domain/phrase.ts';
import type { KeptPreview } from '../../../domain/preview.ts';
import type { Rest } from '../../../domain/rest.ts';
import { planPhrase } from '../../plan-phrases.ts';
import { type NothingKept, toPlan } from '../../to-plan.ts';
import type { DoneWrite, Unseen, WriteTool } from '../../toolkit.ts';
import { drawnIn } from '../preview/storage-drawing.ts';
import { peopleIn } from '../reading/name-mentions.ts';
import { openReader, type Reader } from '../reading/open-reader.ts';
import { asArguments } from '../reading/read-arguments.ts';
import { Impossible, Unreadable } from '../reading/refusals.ts';
import { type Planner, readAccount } from './planner.ts';
import { type EffectShape, readEffect } from './read-effect.ts';
import { toUndoPlan, type UndoFound, type UndoJob } from './undo-job.ts';

/** A tool that writes to Confluence, as its family defines it. */
type Definition<Kept> = Omit<WriteTool, 'plan' | 'undo' | 'effect'> & {
  plan: Planner<Kept | NothingKept>;
  /** What its plan keeps of what was there before: plain JSON, for it is stored. */
  kept: z.ZodType<Kept>;
  undo: (job: UndoJob<Kept>) => Promise<UndoFound>;
  effect: EffectShape;
  /** What must be typed before it is allowed where nothing could be read. */
  typeUnseen?: (args: Record<string, unknown>) => string | null;
};

const { book, phrase } = definePhrases('confluence.writing', {
  notMade: ({ reason }: { reason: string }) => `The preview could not be made (${reason}).`,
});

export { book as writingBook };

/** Makes a tool of its definition: around what is its own there is the same for all. */
export function writingTool<Kept>({
  plan,
  kept,
  undo,
  effect,
  typeUnseen,
  ...tool
}: Definition<Kept>): WriteTool {
  return {
    ...tool,
    plan: (rest, args) => planWith(rest, args, plan, unseen(args, typeUnseen)),
    undo: (rest, done) => planUndo(rest, done, { kept, undo, effect }),
    effect: (args, result) => readEffect(effect, args, result),
  };
}

/** What would surely fail is not possible and says why; what cannot be looked at is possible all the same, without a preview. */
async function planWith<Kept>(
  rest: Rest,
  args: unknown,
  planner: Planner<Kept>,
  about: Pick<Unseen, 'text' | 'typeToAllow'>,
): Promise<Plan | { unseen: Unseen }> {
  const reader = openReader(rest);
  const account = readAccount(reader);
  try {
    const planned = await planner(reader, args);
    return toPlan({ ...planned, preview: await withPeople(reader, planned.preview) }, await account);
  } catch (error) {
    const who = await account;
    // Confluence says “there is none” to a connection that it does not know, too.
    const isCertain = error instanceof Impossible && !(error.missing && who === null);
    if (isCertain) return { possible: false, reason: error.words };
    return { unseen: { ...about, why: whyUnseen(error), account: who } };
  }
}

function whyUnseen(error: unknown): Words {
  if (error instanceof Unreadable) return error.words;
  return phrase.notMade({ reason: wordsOfError(error) });
}

/** The little that the arguments alone tell of an action. */
function unseen(given: unknown, typeUnseen: Definition<unknown>['typeUnseen']) {
  const args = argumentsOrNone(given);
  return { text: args.body, typeToAllow: typeUnseen?.(args) ?? null };
}

/** The preview with the names of those whom it mentions. */
async function withPeople(reader: Reader, preview: KeptPreview): Promise<KeptPreview> {
  if (preview.type === 'values' || preview.type === 'none') return preview;
  const people = await peopleIn(reader, drawnIn(preview));
  return Object.keys(people).length === 0 ? preview : { ...preview, people };
}

function argumentsOrNone(given: unknown): Record<string, unknown> {
  try {
    return asArguments(given);
  } catch {
    return {};
  }
}

async function planUndo<Kept>(
  rest: Rest,
  done: DoneWrite,
  { kept, undo, effect }: Pick<Definition<Kept>, 'kept' | 'undo' | 'effect'>,
): Promise<UndoPlan> {
  const reader = openReader(rest);
  const account = await readAccount(reader);
  const before = kept.safeParse(done.before);
  try {
    if (!before.success) return { possible: false, reason: planPhrase.notKnownBefore(), url: null };
    const args = asArguments(done.arguments);
    const job = { reader, account, arguments: args, before: before.data };
    return toUndoPlan(await undo({ ...job, effect: readEffect(effect, args, done.result) }), account);
  } catch (error) {
    if (error instanceof Impossible || error instanceof Unreadable)
      return { possible: false, reason: error.words, url: null };
    throw error;
  }
}
