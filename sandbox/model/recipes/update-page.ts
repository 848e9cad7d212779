import { addressOf, link, plain } from '../answer.ts';
import { storageOf } from '../confluence-data.ts';
import { type FoundPage, findPage, readPage } from '../find-page.ts';
import type { Slots } from '../language/slots.ts';
import { QUESTIONS } from '../questions.ts';
import { EndTurn, execute, type Steps, type TurnContext } from '../steps.ts';
import { sectionToStorage, textToStorage } from '../storage-compose.ts';
import { isWholeStorage } from '../storage-read.ts';

/** Appends text or a section to a page; everything that was there stays byte for byte. */
export function* appendToPage({ page, space, heading, text }: Slots, context: TurnContext): Steps<string> {
  if (!page) throw new EndTurn(QUESTIONS.page);
  if (!text)
    throw new EndTurn(
      `I can add ${heading ? `the section “${plain(heading)}”` : 'something'} to it. ${QUESTIONS.text}`,
    );
  const target = yield* findPage(page, space, context);
  const addition = heading ? sectionToStorage(heading, text) : textToStorage(text);
  const what = heading ? `the section “${plain(heading)}”` : 'your text';
  yield* rewrite(target, { addition, message: heading ? `Add section ${heading}` : 'Add text' }, context);
  return `I added ${what} at the end of ${link(target.title, target.url)}. The rest of the page is unchanged.`;
}

/** Gives a page another title; the body stays byte for byte. */
export function* renamePage({ page, space, title }: Slots, context: TurnContext): Steps<string> {
  if (!page) throw new EndTurn(QUESTIONS.page);
  if (!title) throw new EndTurn(`I can rename it. ${QUESTIONS.title}`);
  const target = yield* findPage(page, space, context);
  const url = yield* rewrite(target, { title, message: `Rename to ${title}` }, context);
  return `I renamed “${plain(target.title)}” to ${link(title, url ?? target.url)}. Its content is unchanged.`;
}

type Rewrite = { title?: string; addition?: string; message: string };

function* rewrite(
  target: FoundPage,
  { title, addition = '', message }: Rewrite,
  context: TurnContext,
): Steps<string | null> {
  if (target.type !== 'page')
    throw new EndTurn('That is a blog post. I can only change pages so far; nothing was changed.');
  const page = yield* readPage(target.id, context);
  const body = storageOf(page);
  const number = page.version?.number;
  if (body === null || !isWholeStorage(body) || !number || !page.spaceId) {
    throw new EndTurn(
      `I did not get the whole of ${link(page.title, target.url)}, so I changed nothing: saving a part would lose the rest.`,
    );
  }
  const data = yield* execute(
    {
      slug: 'CONFLUENCE_UPDATE_PAGE',
      arguments: {
        id: page.id,
        title: title ?? page.title,
        spaceId: page.spaceId,
        body: { storage: { value: body + addition, representation: 'storage' } },
        version: { number: number + 1, message },
      },
    },
    context,
  );
  return addressOf(data);
}
