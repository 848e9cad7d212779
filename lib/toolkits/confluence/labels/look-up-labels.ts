import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { EffectLookup, LostWrite } from '../../toolkit.ts';
import { cannotTell, didNotHappen, happened, lookUpId, lookUpWith } from '../defining/look-up.ts';

const { book, phrase } = definePhrases('confluence.labels.look-up', {
  unread: () => 'Its labels could not be read.',
  carries: ({ labels }: { labels: string[] }) => `It carries ${labels.join(', ')}.`,
  carriesNot: ({ labels }: { labels: string[] }) => `It does not carry ${labels.join(', ')}.`,
});

export { book as lookUpLabelsBook };

const labelled = z.object({ id: lookUpId, labels: z.array(z.object({ name: z.string() })).min(1) });

/** Whether labels were added: by those that it carries. */
export function lookUpLabels(write: LostWrite): EffectLookup | null {
  const args = labelled.safeParse(write.arguments);
  if (!args.success) return null;
  const wanted = args.data.labels.flatMap(({ name }) => name.toLowerCase().split(/[\s,]+/)).filter(Boolean);
  return lookUpWith({
    tool: 'CONFLUENCE_GET_LABELS_FOR_PAGE',
    arguments: { id: args.data.id, limit: 200 },
    read(data) {
      const read = z.object({ results: z.array(z.object({ name: z.string() })) }).safeParse(data);
      if (!read.success) return cannotTell(phrase.unread());
      const present = new Set(read.data.results.map(({ name }) => name));
      const missing = wanted.filter((name) => !present.has(name));
      return missing.length === 0
        ? happened(phrase.carries({ labels: wanted }))
        : didNotHappen(phrase.carriesNot({ labels: missing }));
    },
  });
}
