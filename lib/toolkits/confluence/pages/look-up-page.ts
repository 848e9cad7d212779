import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { EffectLookup, LostWrite } from '../../toolkit.ts';
import {
  cannotTell,
  didNotHappen,
  happened,
  isNew,
  lookUpId,
  lookUpWith,
  sameTitle,
} from '../defining/look-up.ts';

const { book, phrase } = definePhrases('confluence.pages.look-up', {
  unreadPages: () => 'The pages of the space could not be read.',
  noNewPage: ({ title }: { title: string }) => `The space has no new page “${title}”.`,
  made: ({ title, id }: { title: string; id: string }) => `The page “${title}” is there, with the id ${id}.`,
  older: ({ title }: { title: string }) => `The page “${title}” is older than this step.`,
  gone: () => 'The page is gone.',
  unreadPage: () => 'The page could not be read.',
  trashed: () => 'The page is in the trash.',
  stillThere: () => 'The page is still there.',
});

export { book as lookUpPageBook };

const titled = z.object({ spaceId: lookUpId, title: z.string() });

/** Whether a page was made: by its title, among the newest of its space. */
export function lookUpNewPage(write: LostWrite): EffectLookup | null {
  const args = titled.safeParse(write.arguments);
  if (!args.success) return null;
  const { spaceId, title } = args.data;
  const page = z.object({
    id: lookUpId,
    title: z.string(),
    version: z.object({ when: z.string().nullish() }).nullish(),
  });
  return lookUpWith({
    tool: 'CONFLUENCE_GET_PAGES',
    arguments: { spaceId, sort: '-created-date', limit: 50 },
    read(data) {
      const read = z.object({ results: z.array(page) }).safeParse(data);
      if (!read.success) return cannotTell(phrase.unreadPages());
      const same = read.data.results.find((one) => sameTitle(one.title, title));
      if (!same) return didNotHappen(phrase.noNewPage({ title }));
      return isNew(same.version?.when, write.startedAt)
        ? happened(phrase.made({ title, id: same.id }))
        : didNotHappen(phrase.older({ title }));
    },
  });
}

/** Whether a page was deleted: by its state. */
export function lookUpDeletion(write: LostWrite): EffectLookup | null {
  const args = z.object({ id: lookUpId }).safeParse(write.arguments);
  if (!args.success) return null;
  return lookUpWith({
    tool: 'CONFLUENCE_GET_PAGE_BY_ID',
    arguments: { id: args.data.id },
    read(data) {
      if (data === null) return happened(phrase.gone());
      const read = z.object({ status: z.string() }).safeParse(data);
      if (!read.success) return cannotTell(phrase.unreadPage());
      return read.data.status === 'trashed' ? happened(phrase.trashed()) : didNotHappen(phrase.stillThere());
    },
  });
}
