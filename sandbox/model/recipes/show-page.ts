import { addressOf, link, plain } from '../answer.ts';
import { pageEntity, storageOf } from '../confluence-data.ts';
import { findPage } from '../find-page.ts';
import type { Slots } from '../language/slots.ts';
import { execute, type Steps, type TurnContext } from '../steps.ts';
import { extractOf, readStorage } from '../storage-read.ts';

/** What a page or post says in short, its sections, and where it is. */
export function* showPage({ page, space }: Slots, context: TurnContext): Steps<string> {
  const target = yield* findPage(page, space, context);
  const slug = target.type === 'blogpost' ? 'CONFLUENCE_GET_BLOGPOST_BY_ID' : 'CONFLUENCE_GET_PAGE_BY_ID';
  const data = yield* execute({ slug, arguments: { id: target.id } }, context);
  const read = pageEntity.safeParse(data);
  if (!read.success) return `${link(target.title, target.url)} came back in a form that I cannot read.`;
  const blocks = readStorage(storageOf(read.data) ?? '');
  const name = link(read.data.title, addressOf(data) ?? target.url);
  const extract = extractOf(blocks);
  const version = read.data.version?.number ? ` (version ${read.data.version.number})` : '';
  const headings = blocks.filter((block) => block.kind === 'heading').slice(0, 12);
  const outline =
    headings.length > 0 ? `\n\nSections:\n\n${headings.map((it) => `- ${plain(it.text)}`).join('\n')}` : '';
  return extract
    ? `${name}${version} in short:\n\n${plain(extract)}${outline}`
    : `${name}${version} has no text yet.${outline}`;
}
