import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { EffectLookup, LostWrite } from '../../toolkit.ts';
import { cannotTell, didNotHappen, happened, isNew, lookUpId, lookUpWith } from '../defining/look-up.ts';

const { book, phrase } = definePhrases('confluence.comments.look-up', {
  unread: () => 'The comments could not be read.',
  there: () => 'The comment is there.',
  notThere: () => 'The comment is not there.',
});

export { book as lookUpCommentBook };

const commented = z.object({ pageId: lookUpId, body: z.object({ value: z.string() }) });

/** Whether a comment was made: by its text, among the newest of its page. */
export function lookUpComment(write: LostWrite): EffectLookup | null {
  const args = commented.safeParse(write.arguments);
  if (!args.success) return null;
  const comment = z.object({
    body: z.object({ storage: z.object({ value: z.string() }).nullish() }).nullish(),
    version: z.object({ createdAt: z.string().nullish() }).nullish(),
  });
  return lookUpWith({
    tool: 'CONFLUENCE_GET_PAGE_FOOTER_COMMENTS',
    arguments: { id: args.data.pageId, body_format: 'storage', sort: '-created-date', limit: 50 },
    read(data) {
      const read = z.object({ results: z.array(comment) }).safeParse(data);
      if (!read.success) return cannotTell(phrase.unread());
      const same = read.data.results.some(
        ({ body, version }) =>
          body?.storage?.value === args.data.body.value && isNew(version?.createdAt, write.startedAt),
      );
      return same ? happened(phrase.there()) : didNotHappen(phrase.notThere());
    },
  });
}
