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

const { book, phrase } = definePhrases('confluence.blog-posts.look-up', {
  unread: () => 'The blog posts could not be searched.',
  there: ({ title, id }: { title: string; id: string }) =>
    `The blog post “${title}” is there, with the id ${id}.`,
  notFound: ({ title }: { title: string }) =>
    `No blog post “${title}” is found, but Confluence's search may be minutes behind.`,
  notThere: ({ title }: { title: string }) => `There is no new blog post “${title}”.`,
});

export { book as lookUpPostBook };

const titled = z.object({ spaceId: lookUpId, title: z.string() });

/** Confluence's search may be this far behind. */
const SEARCH_LAG_MS = 5 * 60_000;

/** Whether a blog post was made: by its title, among those of the connected person. */
export function lookUpNewPost(write: LostWrite): EffectLookup | null {
  const args = titled.safeParse(write.arguments);
  if (!args.success) return null;
  const { title } = args.data;
  const hit = z.object({
    content: z.object({ id: lookUpId, title: z.string() }),
    lastModified: z.string().nullish(),
  });
  return lookUpWith({
    tool: 'CONFLUENCE_CQL_SEARCH',
    arguments: {
      cql: `type = blogpost AND title = "${title.replace(/[\\"]/g, '\\$&')}" AND creator = currentUser() ORDER BY created DESC`,
      limit: 10,
    },
    read(data) {
      const read = z.object({ results: z.array(hit) }).safeParse(data);
      if (!read.success) return cannotTell(phrase.unread());
      const same = read.data.results.find(
        ({ content, lastModified }) =>
          sameTitle(content.title, title) && isNew(lastModified, write.startedAt),
      );
      if (same) return happened(phrase.there({ title, id: same.content.id }));
      return Date.now() - write.startedAt.getTime() < SEARCH_LAG_MS
        ? cannotTell(phrase.notFound({ title }))
        : didNotHappen(phrase.notThere({ title }));
    },
  });
}
