import { addressOf, baseOf, joinAddress, link, plain } from './answer.ts';
import { type PageEntity, pageEntity, rowsOf, searchHit } from './confluence-data.ts';
import { cqlString, cqlWords } from './cql.ts';
import { folded } from './find-space.ts';
import type { ContentRef, ContentType } from './language/phrases.ts';
import { QUESTIONS } from './questions.ts';
import { EndTurn, execute, type Steps } from './steps.ts';
import { decodeEntities } from './storage-read.ts';

/** A page, post or whiteboard as a search found it. */
export type FoundContent = {
  id: string;
  type: string;
  title: string;
  space: string | null;
  spaceKey: string | null;
  url: string | null;
  modified: string | null;
};

/** Runs a CQL query. @throws ActionFailed */
export function* searchByCql(cql: string, limit: number): Steps<FoundContent[]> {
  return hitsOf(yield* execute('CONFLUENCE_CQL_SEARCH', { cql, limit }));
}

/** The hits of a CQL answer. */
export function hitsOf(data: unknown): FoundContent[] {
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

/** Which one a request means: how it was named, in which space, and the page the last answers linked to. */
export type Wanted = {
  ref: ContentRef | undefined;
  space: string | undefined;
  last: { id: string; type: ContentType } | null;
};

/**
 * The one page, post or whiteboard that a person means. Exact title first, then words of the title, then Confluence's
 * list of pages (which knows pages that the search index does not have yet). The turn ends with a question when none
 * or several fit.
 */
export function* findContent({ ref, space, last }: Wanted, type: ContentType): Steps<FoundContent> {
  if (!ref || (ref.by === 'pronoun' && !last)) throw new EndTurn(QUESTIONS.page);
  if (ref.by !== 'title') return yield* byId(ref.by === 'id' ? ref.id : (last?.id ?? ''), type);
  const exact = within(yield* searchByCql(`type = ${type} AND title = ${cqlString(ref.title)}`, 10), space);
  const close = exact.length > 0 ? exact : within(yield* titlesLike(ref.title, type), space);
  const same = close.filter((page) => folded(page.title) === folded(ref.title));
  const fitting = same.length > 0 ? same : close;
  const [only] = fitting;
  if (!only) {
    const noun = type === 'blogpost' ? 'blog post' : type;
    const where = space ? ` in “${plain(space)}”` : '';
    throw new EndTurn(`I found no ${noun} called “${plain(ref.title)}”${where}. ${QUESTIONS.page}`);
  }
  if (fitting.length === 1) return only;
  throw new EndTurn(
    `More than one page fits “${plain(ref.title)}”. ${QUESTIONS.page}\n\n${choices(fitting)}`,
  );
}

/** An id is taken as it is. What it stands for is read, where there is a tool for that, so that the answer can name it. */
function* byId(id: string, type: ContentType): Steps<FoundContent> {
  if (type === 'whiteboard') {
    return { id, type, title: `whiteboard ${id}`, space: null, spaceKey: null, url: null, modified: null };
  }
  return foundFrom(yield* readContent(id, type), type);
}

/** Reads a page or post with its body. @throws ActionFailed */
export function* readContent(id: string, type: ContentType): Steps<PageEntity> {
  const data = yield* execute(readTool(type), { id });
  const read = pageEntity.safeParse(data);
  if (!read.success)
    throw new EndTurn('The page came back in a form that I cannot read. Nothing was changed.');
  return read.data;
}

/** The tool that reads one page or post. */
export function readTool(type: string): string {
  return type === 'blogpost' ? 'CONFLUENCE_GET_BLOGPOST_BY_ID' : 'CONFLUENCE_GET_PAGE_BY_ID';
}

function* titlesLike(title: string, type: ContentType): Steps<FoundContent[]> {
  const words = cqlWords(title);
  const hits = words === '' ? [] : yield* searchByCql(`type = ${type} AND title ~ ${cqlString(words)}`, 10);
  if (hits.length > 0 || type !== 'page') return hits;
  const data = yield* execute('CONFLUENCE_SEARCH_CONTENT', { query: title, limit: 10 });
  // That list is ranked, not filtered: only titles with all the words that tell pages apart are meant.
  const telling = folded(title)
    .split(/\s+/)
    .filter((word) => word.length > 3);
  return rowsOf(data, pageEntity)
    .map((page) => foundFrom(page, 'page', baseOf(data)))
    .filter((page) => telling.every((word) => folded(page.title).includes(word)));
}

function foundFrom(page: PageEntity, type: ContentType, listBase: string | null = null): FoundContent {
  return {
    id: page.id,
    type,
    title: page.title,
    space: page.space?.name ?? null,
    spaceKey: page.space?.key ?? keyIn(page._links?.webui ?? ''),
    url: addressOf(page, listBase),
    modified: page.version?.when ?? page.updatedAt ?? null,
  };
}

/** Keeps the pages of a named space; when none is in it, the name was of something else and all stay. */
export function within(pages: FoundContent[], space: string | undefined): FoundContent[] {
  if (space === undefined) return pages;
  const wanted = folded(space);
  const inside = pages.filter(
    (page) => folded(page.space ?? '') === wanted || folded(page.spaceKey ?? '') === wanted,
  );
  return inside.length > 0 ? inside : pages;
}

/** A numbered list to choose from. */
function choices(pages: FoundContent[]): string {
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
