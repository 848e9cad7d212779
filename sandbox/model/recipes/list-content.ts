import { link, plain } from '../answer.ts';
import { cqlString } from '../cql.ts';
import { searchByCql } from '../find-page.ts';
import { listSpaces as allSpaces, findSpace, spaceLine } from '../find-space.ts';
import type { Slots } from '../language/slots.ts';
import type { Steps, TurnContext } from '../steps.ts';

/** The spaces that the person can see. */
export function* listSpaces(_: Slots, context: TurnContext): Steps<string> {
  const spaces = yield* allSpaces(context);
  if (spaces.length === 0) return 'I can see no spaces with this account.';
  return `I can see ${counted(spaces.length, 'space')}:\n\n${spaces.map((space) => `- ${spaceLine(space)}`).join('\n')}`;
}

const MOST_PAGES = 50;

/** The pages of one space, by title. */
export function* listPages({ space }: Slots, context: TurnContext): Steps<string> {
  const found = yield* findSpace(space, context, 'listedSpace');
  const cql = `type = page AND space = ${cqlString(found.key)} ORDER BY title ASC`;
  const pages = yield* searchByCql(cql, MOST_PAGES, context);
  const name = link(found.name, found.url);
  if (pages.length === 0) return `The ${name} space has no pages that I can see.`;
  const lines = pages.map((page) => `- ${link(page.title, page.url)}`);
  const count =
    pages.length < MOST_PAGES
      ? counted(pages.length, 'page')
      : `at least ${MOST_PAGES} pages; these are the first`;
  return `The ${name} space has ${count}:\n\n${lines.join('\n')}`;
}

/** The pages that changed last, of one space or of all. */
export function* recentPages({ space }: Slots, context: TurnContext): Steps<string> {
  const found = space ? yield* findSpace(space, context, 'listedSpace') : null;
  const place = found ? ` AND space = ${cqlString(found.key)}` : '';
  const pages = yield* searchByCql(`type = page${place} ORDER BY lastmodified DESC`, 10, context);
  if (pages.length === 0) return 'I found no pages that changed lately.';
  const lines = pages.map((page) => {
    const facts = [page.space, page.modified].filter((fact) => fact !== null).map(plain);
    return `- ${link(page.title, page.url)}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
  });
  return `These pages changed last${found ? ` in ${link(found.name, found.url)}` : ''}:\n\n${lines.join('\n')}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
