import type { PlannedChange } from '../../domain/change.ts';

/** The plan of a write of which nothing is known. */
export const EMPTY_PLAN: PlannedChange = {
  possible: true,
  fingerprint: 'as it is',
  before: null,
  change: {
    sentence: 'Does it',
    target: {
      type: 'unknown',
      id: null,
      title: null,
      space: null,
      ancestors: [],
      labels: [],
      version: null,
      url: null,
    },
    account: null,
    losses: [],
    newLinks: [],
    undo: { possible: false, words: 'No.' },
    typeToAllow: null,
    noPreview: null,
    preview: { type: 'none', why: 'Nothing to see.' },
  },
};
