import { addressOf, baseOf, joinAddress, link, plain } from './answer.ts';
import { type PageEntity, pageEntity, rowsOf, searchHit } from './confluence-data.ts';
import { cqlString, cqlWords } from './cql.ts';
import { folded } from './find-space.ts';
import type { PageRef } from './language/slots.ts';
import { QUESTIONS } from './questions.ts';
import { ActionFailed, EndTurn, execute, type Steps, type TurnContext } from './steps.ts';
import { decodeEntities } from './storage-read.ts';

/** A page or post as a search found it. */
export type FoundPage = {
  id: string;
  type: string;
  title: string;
  space: string | null;
  spaceKey: string | null;
  url: string | null;
  modified: string | null;
};

/** Runs a CQL query. @throws ActionFailed */
export function* searchByCql(cql: string, limit: number, context: TurnContext): Steps<FoundPage[]> {
  const data = yield* execute({ slug: 'CONFLUENCE_CQL_SEARCH', arguments: { cql, limit } }, context);
  return rowsOf(data, searchHit).map((hit) => {
    const path = hit.content._links?.webui ?? hit.url ?? null;
    const marked = hit.content.title ?? decodeEntities(hit.title ?? '').replace(/@@@(?:end)?hl@@@/g, '');
    return {
      id: hit.content.id,
      type: hit.content.type,
      title: marked || 'Untitled',
      space: hit.resultGlobalContainer?.title ?? null,
      spaceKey: keyIn(path ?? hit.resultGlobalContainer?.displayUrl ?? ''),
      url: path === null ? null : joinAddress(baseOf(data), path),
      modified: hit.friendlyLastModified ?? hit.lastModified ?? null,
    };
  });
}

/**
 * The one page that a person means. Exact title first, then words of the title, then Confluence's list of pages
 * (which knows pages that the search index does not have yet). The turn ends with a question when none or several fit.
 */
export function* findPage(
  ref: PageRef | undefined,
  space: string | undefined,
  context: TurnContext,
): Steps<FoundPage> {
  if (!ref) throw new EndTurn(QUESTIONS.page);
  if (ref.by !== 'title') {
    const id = ref.by === 'id' ? ref.id : context.lastPageId;
    if (id === null) throw new EndTurn(QUESTIONS.page);
    return foundFrom(yield* readPage(id, context));
  }
  const exact = within(
    yield* searchByCql(`type = ${ref.type} AND title = ${cqlString(ref.title)}`, 10, context),
    space,
  );
  const close = exact.length > 0 ? exact : within(yield* pagesLike(ref.title, ref.type, context), space);
  const same = close.filter((page) => folded(page.title) === folded(ref.title));
  const fitting = same.length > 0 ? same : close;
  const [only] = fitting;
  if (!only) {
    const where = space ? ` in “${plain(space)}”` : '';
    throw new EndTurn(`I found no ${ref.type} called “${plain(ref.title)}”${where}. ${QUESTIONS.page}`);
  }
  if (fitting.length === 1) return only;
  throw new EndTurn(
    `More than one page fits “${plain(ref.title)}”. ${QUESTIONS.page}\n\n${choices(fitting)}`,
  );
}

function* pagesLike(title: string, type: string, context: TurnContext): Steps<FoundPage[]> {
  const words = cqlWords(title);
  const hits =
    words === '' ? [] : yield* searchByCql(`type = ${type} AND title ~ ${cqlString(words)}`, 10, context);
  if (hits.length > 0 || type !== 'page') return hits;
  const data = yield* execute(
    { slug: 'CONFLUENCE_SEARCH_CONTENT', arguments: { query: title, limit: 10 } },
    context,
  );
  // That list is ranked, not filtered: only titles with all the words that tell pages apart are meant.
  const telling = folded(title)
    .split(/\s+/)
    .filter((word) => word.length > 3);
  return rowsOf(data, pageEntity)
    .map((page) => foundFrom(page, baseOf(data)))
    .filter((page) => telling.every((word) => folded(page.title).includes(word)));
}

/** Reads a page with its body. @throws ActionFailed */
export function* readPage(id: string, context: TurnContext): Steps<PageEntity> {
  const data = yield* execute({ slug: 'CONFLUENCE_GET_PAGE_BY_ID', arguments: { id } }, context);
  const page = pageEntity.safeParse(data);
  if (!page.success)
    throw new ActionFailed('CONFLUENCE_GET_PAGE_BY_ID', 'The page came back in a form I cannot read.');
  return page.data;
}

function foundFrom(page: PageEntity, listBase: string | null = null): FoundPage {
  const url = addressOf(page, listBase);
  return {
    id: page.id,
    type: 'page',
    title: page.title,
    space: page.space?.name ?? null,
    spaceKey: page.space?.key ?? keyIn(page._links?.webui ?? ''),
    url,
    modified: page.version?.when ?? page.updatedAt ?? null,
  };
}

/** Keeps the pages of a named space; when none is in it, the name was of something else and all stay. */
export function within(pages: FoundPage[], space: string | undefined): FoundPage[] {
  if (space === undefined) return pages;
  const wanted = folded(space);
  const inside = pages.filter(
    (page) => folded(page.space ?? '') === wanted || folded(page.spaceKey ?? '') === wanted,
  );
  return inside.length > 0 ? inside : pages;
}

/** A numbered list to choose from. */
function choices(pages: FoundPage[]): string {
  return pages
    .slice(0, 8)
    .map(
      (page, at) => `${at + 1}. ${link(page.title, page.url)}${page.space ? ` in ${plain(page.space)}` : ''}`,
    )
    .join('\n');
}

function keyIn(path: string): string | null {
  return path.match(/\/spaces\/([^/?#]+)/)?.[1] ?? null;
}
