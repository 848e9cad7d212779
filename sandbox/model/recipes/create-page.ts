import { addressOf, link, plain } from '../answer.ts';
import { pageEntity } from '../confluence-data.ts';
import { findPage } from '../find-page.ts';
import { findSpace } from '../find-space.ts';
import type { Slots } from '../language/slots.ts';
import { QUESTIONS } from '../questions.ts';
import { EndTurn, execute, type Steps, type TurnContext } from '../steps.ts';
import { newPageStorage } from '../storage-compose.ts';
import { readStorage } from '../storage-read.ts';

/** Creates a page with a fitting outline, or the text that was given. */
export function* createPage(slots: Slots, context: TurnContext): Steps<string> {
  if (!slots.title) throw new EndTurn(`I can create that page. ${QUESTIONS.title}`);
  const space = yield* findSpace(slots.space, context);
  const parent = slots.parent
    ? yield* findPage({ by: 'title', title: slots.parent, type: 'page' }, space.name, context)
    : null;
  const value = newPageStorage({ ...slots, title: slots.title });
  const data = yield* execute(
    {
      slug: 'CONFLUENCE_CREATE_PAGE',
      arguments: {
        spaceId: space.id,
        title: slots.title,
        body: { storage: { value, representation: 'storage' } },
        ...(parent ? { parentId: parent.id } : {}),
      },
    },
    context,
  );
  const page = pageEntity.safeParse(data);
  const under = parent ? `, under ${link(parent.title, parent.url)}` : '';
  const headings = readStorage(value).filter((block) => block.kind === 'heading');
  const outline =
    headings.length > 0
      ? `\n\nIt has these sections:\n\n${headings.map((it) => `- ${plain(it.text)}`).join('\n')}`
      : '';
  const title = page.success ? page.data.title : slots.title;
  return `I created ${link(title, addressOf(data))} in the ${link(space.name, space.url)} space${under}.${outline}`;
}
