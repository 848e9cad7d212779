import type { Loss } from './loss.ts';
import type { Words } from './phrase.ts';
import type { KeptPreview, Preview } from './preview.ts';
import type { RestWrite } from './rest.ts';

export type Place = { id: string | null; key: string | null; name: string | null };

/** What an action writes to, as the app has it now. What is not known is null or empty. */
export type Target = {
  type: 'page' | 'blogpost' | 'comment' | 'whiteboard' | 'space' | 'task' | 'unknown';
  id: string | null;
  title: string | null;
  space: Place | null;
  /** Ids of the pages above it, highest first; the target of a new page has its parents here. */
  ancestors: string[];
  labels: string[];
  version: number | null;
  /** Where a person can look at it. */
  url: string | null;
  /** The same where it would stand afterwards, for what is moved to another place. */
  destination?: Target;
};

/**
 * What a write would do to one target, without the preview itself: small enough for a message and a list. `Said` is `Words` where it is
 * planned and kept.
 */
export type ChangeSummary<Said = string> = {
  /** One sentence: “Adds the label “urgent” to “Q3 Planning” in Marketing”. */
  sentence: Said;
  target: Target;
  /** The account in the app that would do it. */
  account: { id: string; name: string } | null;
  losses: Loss<Said>[];
  /** Addresses outside the site that the new text links to and the present one does not. */
  newLinks: string[];
  /** Said before approval: whether and how it can be taken back. */
  undo: { possible: boolean; words: Said };
  /** What a person must type before it is allowed; null for all but deleting a space. */
  typeToAllow: string | null;
  /** Why there is no preview, when there is none. */
  noPreview: Said | null;
};

/** As a person is shown it. */
export type Change = ChangeSummary & { preview: Preview };

/** As it is planned and kept. */
export type KeptChange = ChangeSummary<Words> & { preview: KeptPreview };

/**
 * An action looked at before it runs. `fingerprint` is of what the change was built from: another one means that the target
 * moved on. `before` is what undoing it will need.
 */
export type Plan =
  | { possible: true; change: KeptChange; fingerprint: string; before: unknown }
  /** It would surely fail (a stale version, no such page): the model is told at once and nobody is asked. */
  | { possible: false; reason: Words };

export type PlannedChange = Extract<Plan, { possible: true }>;

/** What undoing would do. `steps` are carried out in order. */
export type UndoPlan =
  | { possible: true; change: KeptChange; fingerprint: string; steps: UndoStep[] }
  | { possible: false; reason: Words; url: string | null };

export type UndoStep =
  | { via: 'tool'; tool: string; arguments: Record<string, unknown> }
  | ({ via: 'rest'; toolkit: string } & RestWrite);
