import type { PlannedChange } from '../../domain/change.ts';
import { UNKNOWN_TARGET } from '../../toolkits/to-plan.ts';

/** The plan of a write of which nothing is known. */
export const EMPTY_PLAN: PlannedChange = {
  possible: true,
  fingerprint: 'as it is',
  before: null,
  change: {
    sentence: 'Does it',
    target: UNKNOWN_TARGET,
    account: null,
    losses: [],
    newLinks: [],
    undo: { possible: false, words: 'No.' },
    typeToAllow: null,
    noPreview: null,
    preview: { type: 'none', why: 'Nothing to see.' },
  },
};
