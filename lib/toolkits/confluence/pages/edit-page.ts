import { z } from 'zod';
import { blocksToMarkdown } from '../storage/blocks-to-markdown.ts';
import { EditError, editBlocks } from '../storage/edit-blocks.ts';
import { escapeLookalikes } from '../storage/line-to-markdown.ts';
import { StorageError } from '../storage/parse-storage.ts';

type PageTool = { name: string; description: string; inputSchema: Record<string, unknown> };

const id = z.union([z.string().trim().min(1), z.number().int()]).transform(String);
/** Models that must name every field write null or nothing for those they have no use for. */
const unlessBlank = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());
const type = unlessBlank(z.enum(['page', 'blogpost']));
// A model may write it with its brackets, as it stands on the page.
const block = z
  .string()
  .transform((written) => written.trim().replace(/^\[?#?|\]$/g, ''))
  .pipe(z.string().min(1, 'Give the id of a block.'));
const content = z.string();

const edit = z.discriminatedUnion('op', [
  z.object({ op: z.literal('replace'), block, content }),
  z.object({ op: z.literal('insert_before'), block, content }),
  z.object({ op: z.literal('insert_after'), block, content }),
  z.object({ op: z.literal('delete'), block }),
  z.object({ op: z.literal('replace_text'), block, find: z.string(), replace: z.string() }),
  z.object({ op: z.literal('append'), block: unlessBlank(block), content }),
]);

export const readPageInput = z.object({ id, type });
export const editPageInput = z.object({
  id,
  type,
  version: z.coerce.number().int().min(1),
  edits: z.array(edit),
  title: unlessBlank(z.string().trim().min(1)),
  message: unlessBlank(z.string()),
});
type EditPageInput = z.infer<typeof editPageInput>;

const idSchema = { type: 'string', description: 'Id of the page or blog post' };
const typeSchema = { type: 'string', enum: ['page', 'blogpost'], default: 'page' };

/** Our own tools beside Confluence's: reading a page costs fewer tokens, and editing it leaves the rest of it as it is. */
export const pageTools: PageTool[] = [
  {
    name: 'read_page',
    description:
      'Reads a Confluence page or blog post as compact Markdown, with what edit_page needs. Each block begins with its id, [#bcdfg], ' +
      'indented under what holds it. {{k3m9:words}} stands for a mention, date, status, image, macro, link or commented text. ' +
      'In tables || begins a heading cell, ¶ a new paragraph. A backslash before [# or {{ means that it is only text.',
    inputSchema: {
      type: 'object',
      properties: { id: idSchema, type: typeSchema },
      required: ['id'],
      additionalProperties: false,
    },
  },
  {
    name: 'edit_page',
    description:
      'Changes parts of a Confluence page or blog post that was read with read_page; all else stays byte for byte. Prefer it to ' +
      'updating the whole body. Use the smallest edit: replace_text for words, else replace, insert_before, insert_after, delete, ' +
      'append. content is Confluence storage XHTML, not Markdown: <p>…</p>, <li>…</li> in a list, <tr>…</tr> in a table, ' +
      '<ac:task>…</ac:task> in a task list. Write {{k3m9}} to keep what that token stands for, {{bcdfg}} for a whole block. ' +
      'All ids are those of the version that was read. If one edit is refused none is made.',
    inputSchema: {
      type: 'object',
      properties: {
        id: idSchema,
        type: typeSchema,
        version: { type: 'integer', minimum: 1, description: 'The version that read_page showed' },
        edits: {
          type: 'array',
          description: 'May be empty when only the title changes',
          items: {
            type: 'object',
            properties: {
              op: {
                type: 'string',
                enum: ['replace_text', 'replace', 'insert_before', 'insert_after', 'delete', 'append'],
              },
              block: {
                type: 'string',
                description:
                  'Id of the block, such as bcdfg. append needs none: the end of the page; or what to append within',
              },
              content: { type: 'string', description: 'Storage XHTML; not for delete and replace_text' },
              find: {
                type: 'string',
                description:
                  'replace_text: plain text that stands once in the block, without marks and tokens',
              },
              replace: { type: 'string', description: 'replace_text: plain text to put there' },
            },
            required: ['op'],
            additionalProperties: false,
          },
        },
        title: { type: 'string', description: 'A new title; leave out to keep it' },
        message: { type: 'string', description: 'What changed, in a few words, for the page history' },
      },
      required: ['id', 'version', 'edits'],
      additionalProperties: false,
    },
  },
];

type Page = { id: string; title: string; spaceId: string; version: number; body: string };

/** What the model is told of a page: what it is on one line, then its blocks. A body that cannot be read as blocks is shown as it is. */
export function describePage({
  id,
  title,
  version,
  spaceId,
  url,
  body,
}: Page & { url: string | null }): string {
  const name = escapeLookalikes(title.replace(/\s+/g, ' ').trim());
  const heading = [
    `“${name}”`,
    `id ${id}`,
    `version ${version}`,
    `space ${spaceId}`,
    ...(url ? [url] : []),
  ].join(' · ');
  try {
    const markdown = blocksToMarkdown(body);
    return `${heading}\n\n${markdown === '' ? '(empty: use append)' : markdown}`;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return `${heading}\n\n(not well-formed, so it has no blocks to edit: ${error.message}; its source:)\n${body}`;
  }
}

/**
 * The arguments of CONFLUENCE_UPDATE_PAGE or CONFLUENCE_UPDATE_BLOGPOST that make an edit of the page as it is now.
 * @throws EditError when the edit was made for another version, or cannot be done
 */
export function updateArguments(page: Page, input: EditPageInput): Record<string, unknown> {
  if (input.version !== page.version)
    throw new EditError(
      `The page is at version ${page.version} and the edit was made for version ${input.version}. Read it again, then edit.`,
    );
  const keepsTitle = input.title === undefined || input.title === page.title;
  if (input.edits.length === 0 && keepsTitle)
    throw new EditError('There is nothing to change: no edits, no new title.');
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
