import { z } from 'zod';
import { definePhrases, type Phrase } from '../../../domain/phrase.ts';
import type { Gone } from '../../../domain/preview.ts';
import { keptContent } from '../content/kept-content.ts';
import {
  type Content,
  contentPath,
  contentPhrase,
  readAncestors,
  readContent,
  requireNotTrashed,
  targetOf,
} from '../content/read-content.ts';
import type { Planner } from '../defining/planner.ts';
import { storageDrawing } from '../preview/storage-drawing.ts';
import { type Reader, together } from '../reading/open-reader.ts';
import { idArgument, readArguments } from '../reading/read-arguments.ts';
import { searchCount } from '../reading/search-count.ts';
import { counted, quoted } from '../reading/words.ts';
import { inSpace, readSpace } from '../spaces/read-space.ts';
import { parseStorage } from '../storage/parse-storage.ts';
import { childrenPhrase, listChildren } from './list-children.ts';

/** `onlyPages`: none of what is below it is a folder, whiteboard or the like. */
type Trashed = { title: string; space: string; below: number; onlyPages: boolean };

const { book, phrase } = definePhrases('confluence.pages.delete', {
  trashes: ({ title, space, below, onlyPages }: Trashed) => {
    const orphans = counted(below, onlyPages ? 'child page' : 'child item');
    return `Moves the page ${quoted(title)}${inSpace(space)} to the trash${below === 0 ? '' : `, leaving ${orphans} without a parent`}`;
  },
  children: () => 'child pages, which are archived and left without a parent',
  versions: () => 'versions',
  mentions: () => 'pages and blog posts that mention its title, as far as the search knows',
  undo: () => 'Can be taken back: the page is restored from the trash.',
  undoAlone: () =>
    'The page can be restored from the trash. Its child pages do not come back under it by themselves.',
});

export { book as deletePageBook };

const rowSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  type: z.string().default('page'),
  _links: z.object({ webui: z.string().optional() }).default({}),
});

/** `children` lost their parent with it: direct child pages only, at most 250. */
export const pageDeleted = z.object({
  type: z.literal('page-deleted'),
  ...keptContent,
  children: z.array(z.object({ id: z.string(), title: z.string() })),
});

type Row = z.infer<typeof rowSchema>;
type Rows = { rows: Row[]; more: boolean } | null;

/** CONFLUENCE_DELETE_PAGE: to the trash. What is below it stays, archived and without a parent. */
export const planDeletePage: Planner<z.infer<typeof pageDeleted>> = async (reader, args) => {
  const { id } = readArguments(z.object({ id: idArgument }), args);
  const path = contentPath('page', id);
  const [page, ancestors, children, footer, inline, files] = await together([
    readContent(reader, 'page', id, true),
    readAncestors(reader, 'pages', id),
    listChildren(reader, rowSchema, id, 500).catch(() => null),
    rowsOf(reader, `${path}/footer-comments`),
    rowsOf(reader, `${path}/inline-comments`),
    rowsOf(reader, `${path}/attachments`),
  ]);
  requireNotTrashed(page);
  // What cannot be drawn must not look as if it were empty.
  parseStorage(page.body);
  const [space, mentions] = await together([
    readSpace(reader, page.spaceId),
    searchCount(reader, mentionsOf(page), 10),
  ]);

  const below = children?.rows ?? [];
  return {
    sentence: phrase.trashes({
      title: page.title,
      space: space.name,
      below: below.length,
      onlyPages: below.every(({ type }) => type === 'page'),
    }),
    target: targetOf(page, space, ancestors),
    preview: {
      type: 'removal',
      gone: goneWith(page, { children, footer, inline, files, mentions }),
      format: storageDrawing.format,
      text: page.body,
    },
    undo: { possible: true, words: below.length === 0 ? phrase.undo() : phrase.undoAlone() },
    before: keptOf(page, below),
    basis: [
      page.id,
      page.version,
      page.title,
      page.status,
      space.id,
      ancestors,
      idsOf(children),
      idsOf(footer),
      idsOf(inline),
      idsOf(files),
    ],
  };
};

function idsOf(list: Rows): string[] | null {
  return list?.rows.map(({ id }) => id) ?? null;
}

type Lists = Record<'children' | 'footer' | 'inline' | 'files', Rows> & {
  mentions: Awaited<ReturnType<typeof searchCount>>;
};

function goneWith(page: Content, { children, footer, inline, files, mentions }: Lists): Gone<Phrase>[] {
  const threads =
    footer === null || inline === null
      ? null
      : { rows: [...footer.rows, ...inline.rows], more: footer.more || inline.more };
  const gone: Gone<Phrase>[] = [
    goneOf(phrase.children(), children, page.base),
    goneOf(contentPhrase.comments(), threads, null),
    goneOf(contentPhrase.attachments(), files, page.base),
    { what: phrase.versions(), count: page.version, items: [] },
    {
      what: phrase.mentions(),
      count: mentions?.total ?? null,
      items: mentions?.items ?? [],
    },
  ];
  return gone.filter(({ count }) => count !== 0);
}

function keptOf(page: Content, below: Row[]): z.infer<typeof pageDeleted> {
  const { id, title, status, version, spaceId, parentId, body } = page;
  const children = below
    .filter(({ type }) => type === 'page')
    .slice(0, 250)
    .map((child) => ({ id: child.id, title: child.title ?? '' }));
  return {
    type: 'page-deleted',
    content: 'page',
    id,
    title,
    status,
    version,
    spaceId,
    parentId,
    body,
    children,
  };
}

/** A side list of a removal. Null when it cannot be read: the removal is shown all the same, and says so. */
async function rowsOf(reader: Reader, path: string): Promise<Rows> {
  try {
    return await reader.list(rowSchema, path, {}, childrenPhrase.noPage(), 500);
  } catch {
    return null;
  }
}

function goneOf(what: Phrase, list: Rows, base: string | null): Gone<Phrase> {
  if (list === null) return { what, count: null, items: [] };
  const items = list.rows.flatMap(({ title, _links }) =>
    title && base !== null
      ? [{ title, url: _links.webui === undefined ? null : `${base}${_links.webui}` }]
      : [],
  );
  return { what, count: list.more ? null : list.rows.length, items: items.slice(0, 25) };
}

/** Links by title cannot be searched for; whatever links to a page most often names it. */
function mentionsOf(page: Content): string {
  const words = page.title.replace(/[\\"]/g, ' ').trim();
  return `text ~ "\\"${words}\\"" AND type IN (page, blogpost) AND id != ${page.id}`;
}
