import { link, plain, sentenceList } from '../answer.ts';
import { findPage } from '../find-page.ts';
import type { Slots } from '../language/slots.ts';
import { QUESTIONS } from '../questions.ts';
import { EndTurn, execute, type Steps, type TurnContext } from '../steps.ts';

/** Adds one or more labels to a page or post. */
export function* addLabels({ page, space, labels }: Slots, context: TurnContext): Steps<string> {
  if (!page) throw new EndTurn(QUESTIONS.page);
  if (!labels?.length) throw new EndTurn(QUESTIONS.labels);
  const target = yield* findPage(page, space, context);
  yield* execute(
    {
      slug: 'CONFLUENCE_ADD_CONTENT_LABEL',
      arguments: { id: target.id, labels: labels.map((name) => ({ name, prefix: 'global' })) },
    },
    context,
  );
  const names = sentenceList(labels.map((name) => `**${plain(name)}**`));
  return `I added the ${labels.length === 1 ? 'label' : 'labels'} ${names} to ${link(target.title, target.url)}.`;
}
