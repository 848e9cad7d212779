import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { WriteTool } from '../../toolkit.ts';
import { because, issuesIn } from '../reading/read-arguments.ts';
import { EditError, editBlocks } from '../storage/edit-blocks.ts';
import { type Page, pageInput, pageInputSchema, pageOf, READING, unlessBlank } from './read-page.ts';

const UPDATING = { page: 'CONFLUENCE_UPDATE_PAGE', blogpost: 'CONFLUENCE_UPDATE_BLOGPOST' } as const;

const { book, phrase } = definePhrases('confluence.pages.edit', {
  noBlockGiven: () => 'Give the id of a block.',
  notBlocks: () => 'What came could not be read as blocks, so it cannot be edited.',
  stale: ({ version, written }: { version: number; written: number }) =>
    `The page is at version ${version} and the edit was made for version ${written}. Read it again, then edit.`,
  nothingToChange: () => 'There is nothing to change: no edits, no new title.',
});

export { book as editPageBook };

// A model may write it with its brackets, as it stands on the page.
const block = z
  .string()
  .transform((written) => written.trim().replace(/^\[?#?|\]$/g, ''))
  .refine((id) => id !== '', because(phrase.noBlockGiven()));
const content = z.string();

const edit = z.discriminatedUnion('op', [
  z.object({ op: z.literal('replace'), block, content }),
  z.object({ op: z.literal('insert_before'), block, content }),
  z.object({ op: z.literal('insert_after'), block, content }),
  z.object({ op: z.literal('delete'), block }),
  z.object({ op: z.literal('replace_text'), block, find: z.string(), replace: z.string() }),
  z.object({ op: z.literal('append'), block: unlessBlank(block), content }),
]);

export const editPageInput = z.object({
  ...pageInput,
  version: z.coerce.number().int().min(1),
  edits: z.array(edit),
  title: unlessBlank(z.string().trim().min(1)),
  message: unlessBlank(z.string()),
});
type EditPageInput = z.infer<typeof editPageInput>;

/** Our own tool beside Confluence's: what it does not change of a page stays as it is. A call of it comes to an update. */
export const editPage: WriteTool = {
  slug: 'EDIT_PAGE',
  kind: 'write',
  words: { name: 'Edit page' },
  offer: {
    name: 'edit_page',
    description: 'Changes blocks of a page, as read_page says.',
    inputSchema: {
      type: 'object',
      properties: {
        ...pageInputSchema,
        version: { type: 'integer' },
        edits: {
          type: 'array',
          items: { type: 'object' },
        },
        title: { type: 'string' },
        message: { type: 'string' },
      },
      required: ['id', 'version', 'edits'],
    },
    call: async (args, look) => {
      const input = editPageInput.safeParse(args);
      if (!input.success) return { does: 'nothing', reason: issuesIn(input.error) };
      const { id, type = 'page' } = input.data;
      const read = await look(READING[type], { id });
      if ('refusal' in read) return { does: 'nothing', reason: read.refusal };
      const page = pageOf(read.data);
      if (!page) return { does: 'nothing', reason: phrase.notBlocks() };
      try {
        const edited = updateArguments(page, input.data);
        return { does: 'edit', action: { tool: UPDATING[type], arguments: edited } };
      } catch (error) {
        if (error instanceof EditError) return { does: 'nothing', reason: error.words };
        throw error;
      }
    },
  },
};

/**
 * The arguments of CONFLUENCE_UPDATE_PAGE or CONFLUENCE_UPDATE_BLOGPOST that make an edit of the page as it is now.
 * @throws EditError when the edit was made for another version, or cannot be done
 */
export function updateArguments(page: Page, input: EditPageInput): Record<string, unknown> {
  if (input.version !== page.version)
    throw new EditError(phrase.stale({ version: page.version, written: input.version }));
  const keepsTitle = input.title === undefined || input.title === page.title;
  if (input.edits.length === 0 && keepsTitle) throw new EditError(phrase.nothingToChange());
  const value = input.edits.length === 0 ? page.body : editBlocks(page.body, input.edits).body;
  return {
    id: page.id,
    title: input.title ?? page.title,
    spaceId: page.spaceId,
    body: { storage: { value, representation: 'storage' } },
    version: {
      number: page.version + 1,
      ...(input.message === undefined ? {} : { message: input.message }),
    },
  };
}
