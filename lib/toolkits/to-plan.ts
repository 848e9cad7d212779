import { createHash } from 'node:crypto';
import type { ChangeSummary, KeptChange, PlannedChange, Target } from '../domain/change.ts';
import type { Loss } from '../domain/loss.ts';
import type { Phrase, Words } from '../domain/phrase.ts';
import type { KeptPreview } from '../domain/preview.ts';
import { addressesIn } from './addresses-in.ts';
import { planPhrase } from './plan-phrases.ts';
import type { Account, Unseen } from './toolkit.ts';

/** A loss in our words; its examples may be words of the page. */
export type PlannedLoss = Loss<Words> & { words: Phrase };

/** What was found out about an action; who acts is added for all of them. `Kept` is what undoing it will need. */
export type Planned<Kept = unknown> = Pick<ChangeSummary<Phrase>, 'sentence' | 'target' | 'undo'> &
  Partial<Pick<ChangeSummary, 'newLinks' | 'typeToAllow'>> & {
    losses?: PlannedLoss[];
    preview: KeptPreview;
    before: Kept;
    /** All that the change was built from and that others may move: a difference means that it is another change. */
    basis: unknown;
  };

/** What is kept where nothing is known of what was there. */
export const NOTHING_KEPT = { type: 'unknown' } as const;
export type NothingKept = typeof NOTHING_KEPT;

/** A short hash over what a change stands on and who would make it. */
function fingerprintOf(account: Account, basis: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([account?.id ?? null, basis]))
    .digest('base64url')
    .slice(0, 22);
}

/** The plan of an action that was looked at. */
export function toPlan(planned: Planned, account: Account): PlannedChange {
  const { sentence, target, undo, preview, before, basis } = planned;
  const change: KeptChange = {
    sentence,
    target,
    account,
    undo,
    preview,
    losses: planned.losses ?? [],
    newLinks: planned.newLinks ?? [],
    typeToAllow: planned.typeToAllow ?? null,
    noPreview: preview.type === 'none' ? preview.why : null,
  };
  return { possible: true, change, fingerprint: fingerprintOf(account, basis), before };
}

export const UNKNOWN_TARGET: Target = {
  type: 'unknown',
  id: null,
  title: null,
  space: null,
  ancestors: [],
  labels: [],
  version: null,
  url: null,
};

/** The plan of an action that could not be looked at: it can be asked for all the same, and says why nothing is shown. */
export function unseenPlan(
  { tool, sentence }: { tool: string; sentence: Phrase },
  { text, typeToAllow, why, account }: Unseen,
): PlannedChange {
  return toPlan(
    {
      sentence,
      target: UNKNOWN_TARGET,
      newLinks: [...new Set(textsIn(text).flatMap(addressesIn))],
      typeToAllow,
      undo: { possible: false, words: planPhrase.notKnownBefore() },
      preview: { type: 'none', why },
      before: NOTHING_KEPT,
      basis: ['unseen', tool],
    },
    account,
  );
}

/** Every text in a value, also in one that came as its JSON. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    const meant = parsed(value);
    return typeof meant === 'object' ? textsIn(meant) : [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Models often write an object or a list as its JSON text; other text stays text. */
function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
