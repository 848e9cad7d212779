import type { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import { contentPath } from '../content/read-content.ts';
import type { Reader } from '../reading/open-reader.ts';
import { Unreadable } from '../reading/refusals.ts';

const { book, phrase } = definePhrases('confluence.pages.children', {
  noPage: () => 'There is no such page.',
});

export { book as childrenBook, phrase as childrenPhrase };

/**
 * What stands right below a page: of any kind, or its pages alone where the connection lacks the scope for more. Throws as
 * `Reader.list` does.
 */
export async function listChildren<T>(reader: Reader, schema: z.ZodType<T>, pageId: string, most: number) {
  const below = (name: string) =>
    reader.list(schema, `${contentPath('page', pageId)}/${name}`, {}, phrase.noPage(), most);
  return below('direct-children').catch((error: unknown) => {
    if (error instanceof Unreadable) return below('children');
    throw error;
  });
}
