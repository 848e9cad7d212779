import { z } from 'zod';
import { definePhrases, type Words } from '../../../domain/phrase.ts';
import type { ReadTool } from '../../toolkit.ts';
import { textsInRows } from '../defining/texts.ts';
import { issuesIn } from '../reading/read-arguments.ts';
import { blocksToMarkdown } from '../storage/blocks-to-markdown.ts';
import { escapeLookalikes } from '../storage/line-to-markdown.ts';
import { StorageError } from '../storage/parse-storage.ts';

/** Which tool reads what our own page tools are given. */
export const READING = {
  page: 'CONFLUENCE_GET_PAGE_BY_ID',
  blogpost: 'CONFLUENCE_GET_BLOGPOST_BY_ID',
} as const;

const { book, phrase } = definePhrases('confluence.pages.read', {
  malformed: ({ heading, reason, body }: { heading: string; reason: string; body: string }) =>
    `${heading}\n\n(not well-formed, so it has no blocks to edit: ${reason}; its source:)\n${body}`,
});

export { book as readPageBook };

/** Models that must name every field write null or nothing for those they have no use for. */
export const unlessBlank = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());

/** What both page tools are told of the page. */
export const pageInput = {
  id: z.union([z.string().trim().min(1), z.number().int()]).transform(String),
  type: unlessBlank(z.enum(['page', 'blogpost'])),
};
export const readPageInput = z.object(pageInput);

/** The same for the model. */
export const pageInputSchema = {
  id: { type: 'string' },
  type: { type: 'string', enum: ['page', 'blogpost'] },
};

/** How to read what comes and to edit it. It comes with the page, not with each request: few of them read one. */
const GUIDE =
  'Each block begins with its id, [#bcdfg], indented under what holds it. {{k3m9:words}} stands for a mention, date, status, image, ' +
  'macro, link or commented text. In tables || begins a heading cell, ¶ a new paragraph. A backslash before [# or {{ means that it ' +
  'is only text. edit_page takes the version read here, a message for the page history, and the smallest edits: {op: replace_text, ' +
  'block, find, replace} with plain text that stands once in the block; else {op: replace|insert_before|insert_after|append, block, ' +
  'content} with storage XHTML, such as <p>…</p>, <li>…</li> in a list, <tr>…</tr> in a table, <ac:task>…</ac:task> in a task list; ' +
  'append without block: at the end of the page; {op: delete, block}. Write {{k3m9}} to keep what a token stands for, {{bcdfg}} for ' +
  'a whole block. If one edit is refused none is made. Without edits only the title changes.';

/** Our own tool beside Confluence's: reading a page with it costs fewer tokens. */
export const readPage: ReadTool = {
  slug: 'READ_PAGE',
  kind: 'read',
  words: { name: 'Read page' },
  texts: textsInRows,
  offer: {
    name: 'read_page',
    description: 'Reads a page as Markdown, to edit it.',
    guide: GUIDE,
    inputSchema: {
      type: 'object',
      properties: pageInputSchema,
      required: ['id'],
    },
    call: async (args) => {
      const input = readPageInput.safeParse(args);
      if (!input.success) return { does: 'nothing', reason: issuesIn(input.error) };
      const { id, type = 'page' } = input.data;
      return { does: 'read', action: { tool: READING[type], arguments: { id } } };
    },
    describe: (data) => {
      const page = pageOf(data);
      return page ? describePage(page) : `It could not be read as blocks. Its JSON:\n${JSON.stringify(data)}`;
    },
  },
};

export type Page = { id: string; title: string; spaceId: string; version: number; body: string };

const id = z.union([z.string(), z.number()]).transform(String);
const pageSchema = z.object({
  id,
  title: z.string(),
  spaceId: id,
  version: z.object({ number: z.coerce.number() }),
  body: z.object({ storage: z.object({ value: z.string() }) }),
  _links: z.object({ base: z.string().optional(), webui: z.string().optional() }).optional(),
});

/** Null for what is no page with a body. */
export function pageOf(data: unknown): (Page & { url: string | null }) | null {
  const page = pageSchema.safeParse(data);
  if (!page.success) return null;
  const { id, title, spaceId, version, body, _links } = page.data;
  const url = _links?.webui === undefined ? null : `${_links.base ?? ''}${_links.webui}`;
  return { id, title, spaceId, version: version.number, url, body: body.storage.value };
}

/** What the model is told of a page: what it is on one line, then its blocks. A body that cannot be read as blocks is shown as it is. */
export function describePage({
  id,
  title,
  version,
  spaceId,
  url,
  body,
}: Page & { url: string | null }): Words {
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
    return phrase.malformed({ heading, reason: error.words, body });
  }
}
