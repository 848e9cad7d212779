import type { z } from 'zod';
import type { Plan, UndoPlan } from '../../../domain/change.ts';
import type { Rest } from '../../../domain/rest.ts';
import { type NothingKept, toPlan, unseenPlan } from '../../to-plan.ts';
import { asFields } from '../../tool-words.ts';
import type { DoneWrite, WriteTool } from '../../toolkit.ts';
import { nameMentions } from '../reading/name-mentions.ts';
import { openReader } from '../reading/open-reader.ts';
import { asArguments } from '../reading/read-arguments.ts';
import { Impossible, Unreadable } from '../reading/refusals.ts';
import { type Planner, readAccount } from './planner.ts';
import { type EffectWords, readEffect } from './read-effect.ts';
import { toUndoPlan, type UndoFound, type UndoJob } from './undo-job.ts';

/** A tool that writes to Confluence, as its family defines it. */
type Definition<Kept> = Omit<WriteTool, 'plan' | 'undo' | 'effect'> & {
  plan: Planner<Kept | NothingKept>;
  /** What its plan keeps of what was there before: plain JSON, for it is stored. */
  kept: z.ZodType<Kept>;
  undo: (job: UndoJob<Kept>) => Promise<UndoFound>;
  effect: EffectWords;
  /** What must be typed before it is allowed where nothing could be read. */
  typeUnseen?: (args: Record<string, unknown>) => string | null;
};

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
    plan: (rest, args) => planWith(rest, args, plan, (why) => unseen(tool, args, typeUnseen, why)),
    undo: (rest, done) => planUndo(rest, done, { kept, undo, effect }),
    effect: (args, result) => readEffect(effect, args, result),
  };
}

/** What would surely fail is not possible and says why; what cannot be looked at is possible all the same, without a preview. */
async function planWith<Kept>(
  rest: Rest,
  args: unknown,
  planner: Planner<Kept>,
  unseenAs: (why: string) => Parameters<typeof unseenPlan>[0],
): Promise<Plan> {
  const reader = openReader(rest);
  const account = readAccount(reader);
  try {
    const planned = await planner(reader, args);
    const preview = await nameMentions(reader, planned.preview);
    return toPlan({ ...planned, preview }, await account);
  } catch (error) {
    const who = await account;
    // Confluence says “there is none” to a connection that it does not know, too.
    const isCertain = error instanceof Impossible && !(error.missing && who === null);
    if (isCertain) return { possible: false, reason: error.message };
    return unseenPlan(unseenAs(whyUnseen(error)), who);
  }
}

function whyUnseen(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  return `The preview could not be made (${error instanceof Error ? error.message : String(error)}).`;
}

/** The little that the arguments alone tell of an action. */
function unseen(
  { slug, words }: Pick<WriteTool, 'slug' | 'words'>,
  given: unknown,
  typeUnseen: Definition<unknown>['typeUnseen'],
  why: string,
) {
  const args = argumentsOrNone(given);
  return {
    tool: slug,
    sentence: words.sentence?.(asFields(args), {}) ?? words.name,
    text: args.body,
    typeToAllow: typeUnseen?.(args) ?? null,
    why,
  };
}

function argumentsOrNone(given: unknown): Record<string, unknown> {
  try {
    return asArguments(given);
  } catch {
    return {};
  }
}

const NOT_KNOWN = 'What was there before is not known, so it cannot be taken back here.';

async function planUndo<Kept>(
  rest: Rest,
  done: DoneWrite,
  { kept, undo, effect }: Pick<Definition<Kept>, 'kept' | 'undo' | 'effect'>,
): Promise<UndoPlan> {
  const reader = openReader(rest);
  const account = await readAccount(reader);
  const before = kept.safeParse(done.before);
  try {
    if (!before.success) return { possible: false, reason: NOT_KNOWN, url: null };
    const args = asArguments(done.arguments);
    const job = { reader, account, arguments: args, before: before.data };
    return toUndoPlan(await undo({ ...job, effect: readEffect(effect, args, done.result) }), account);
  } catch (error) {
    if (error instanceof Impossible || error instanceof Unreadable)
      return { possible: false, reason: error.message, url: null };
    throw error;
  }
}
