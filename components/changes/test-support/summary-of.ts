import type { ChangeSummary } from '@/lib/domain/change';

/** A plain change of a page that can be undone, with what a test wants otherwise. */
export function summaryOf(over: Partial<ChangeSummary> = {}): ChangeSummary {
  return {
    sentence: 'Updates “Q3 Planning” in Marketing',
    target: {
      type: 'page',
      id: '1',
      title: 'Q3 Planning',
      space: { id: '9', key: 'MKT', name: 'Marketing' },
      ancestors: [],
      labels: [],
      version: 4,
      url: 'https://acme.test/wiki/spaces/MKT/pages/1',
    },
    account: { id: 'a', name: 'Ada Lovelace' },
    losses: [],
    newLinks: [],
    undo: { possible: true, words: 'You can undo this.' },
    typeToAllow: null,
    noPreview: null,
    ...over,
  };
}
