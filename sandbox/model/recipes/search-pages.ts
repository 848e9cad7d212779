import { addressOf, link, plain, sentenceList } from '../answer.ts';
import { pageEntity, storageOf } from '../confluence-data.ts';
import { cqlString, cqlWords } from '../cql.ts';
import { type FoundPage, searchByCql } from '../find-page.ts';
import { findSpace } from '../find-space.ts';
import type { Slots } from '../language/slots.ts';
import { QUESTIONS } from '../questions.ts';
import { EndTurn, executeAll, type Steps, type TurnContext } from '../steps.ts';
import { extractOf, readStorage } from '../storage-read.ts';

const MOST_READ = 3;

/** Searches pages and posts and says, with links, what the best ones hold. */
export function* searchPages({ topic, space, labels = [] }: Slots, context: TurnContext): Steps<string> {
  const words = cqlWords(topic ?? labels.join(' '));
  if (words === '') throw new EndTurn(QUESTIONS.topic);
  const place = space
    ? ` AND space = ${cqlString((yield* findSpace(space, context, 'listedSpace')).key)}`
    : '';
  const kinds = `type IN (page, blogpost)${place}`;
  const wanted =
    labels.length > 0
      ? labels.map((label) => `label = ${cqlString(label)}`).join(' AND ')
      : `text ~ ${cqlString(words)}`;
  const all = yield* searchByCql(`${kinds} AND ${wanted}`, 10, context);
  const single = labels.length > 0 ? [] : words.split(' ').filter((word) => word.length > 3);
  const some =
    all.length === 0 && single.length > 1
      ? yield* searchByCql(
          `${kinds} AND (${single.map((word) => `text ~ ${cqlString(word)}`).join(' OR ')})`,
          10,
          context,
        )
      : [];
  const hits = all.length > 0 ? all : some;
  const about = `“${plain(topic ?? labels.join(', '))}”`;
  if (hits.length === 0) {
    return `I found nothing about ${about} in Confluence. Try other or fewer words, or ask me “what pages are in …?” for a space.`;
  }
  const best = hits.slice(0, MOST_READ);
  const extracts = yield* readExtracts(best, words, context);
  const lead =
    all.length > 0
      ? `This is what I found about ${about}:`
      : `No page has all the words of ${about}; these have some of them:`;
  const more = hits.slice(MOST_READ, 8).map((page) => link(page.title, page.url));
  const rest = more.length > 0 ? `\n\nAlso found: ${sentenceList(more)}.` : '';
  return `${lead}\n\n${extracts.join('\n')}${rest}`;
}

function* readExtracts(pages: FoundPage[], topic: string, context: TurnContext): Steps<string[]> {
  const replies = yield* executeAll(
    pages.map((page) => ({
      slug: page.type === 'blogpost' ? 'CONFLUENCE_GET_BLOGPOST_BY_ID' : 'CONFLUENCE_GET_PAGE_BY_ID',
      arguments: { id: page.id },
    })),
    context,
  );
  return pages.map((page, at) => {
    const reply = replies[at];
    const entity = pageEntity.safeParse(reply?.ok ? reply.data : null);
    const name = `- ${link(page.title, page.url ?? addressOf(reply?.data))}${page.space ? ` (${plain(page.space)})` : ''}`;
    if (!entity.success)
      return `${name}: I could not read it. ${plain(reply && !reply.ok ? reply.error : '')}`.trim();
    const extract = extractOf(readStorage(storageOf(entity.data) ?? ''), topic);
    return extract ? `${name}: ${plain(extract)}` : `${name}: it has no text.`;
  });
}
