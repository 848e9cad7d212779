import { link, plain } from '../answer.ts';
import { findPage } from '../find-page.ts';
import type { Slots } from '../language/slots.ts';
import { QUESTIONS } from '../questions.ts';
import { EndTurn, execute, type Steps, type TurnContext } from '../steps.ts';
import { textToStorage } from '../storage-compose.ts';

/** Adds a footer comment to a page or post. */
export function* commentOnPage({ page, space, text }: Slots, context: TurnContext): Steps<string> {
  if (!page) throw new EndTurn(QUESTIONS.page);
  if (!text) throw new EndTurn(`I can comment on it. ${QUESTIONS.text}`);
  const target = yield* findPage(page, space, context);
  yield* execute(
    {
      slug: 'CONFLUENCE_CREATE_FOOTER_COMMENT',
      arguments: {
        [target.type === 'blogpost' ? 'blogPostId' : 'pageId']: target.id,
        body: { representation: 'storage', value: textToStorage(text) },
      },
    },
    context,
  );
  return `I commented on ${link(target.title, target.url)}:\n\n> ${plain(text)}`;
}
