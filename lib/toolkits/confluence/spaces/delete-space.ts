import { z } from 'zod';
import { definePhrases, type Phrase } from '../../../domain/phrase.ts';
import type { Gone } from '../../../domain/preview.ts';
import type { Planner } from '../defining/planner.ts';
import { refused, type UndoFound, type UndoJob } from '../defining/undo-job.ts';
import { storageDrawing } from '../preview/storage-drawing.ts';
import { spaceTarget } from '../properties/read-owner.ts';
import { type Reader, together } from '../reading/open-reader.ts';
import { idArgument, readArguments } from '../reading/read-arguments.ts';
import { searchCount } from '../reading/search-count.ts';
import { counted, listed, plainName, quoted } from '../reading/words.ts';
import { readSpaceByKey, readSpacePhrase, type Space } from './read-space.ts';

type Count = { count: number; more: boolean };

const LISTED = { pages: 'pages', blogposts: 'blog posts' } as const;
const SEARCHED = { attachment: 'attachments', comment: 'comments', whiteboard: 'whiteboards' } as const;

const { book, phrase } = definePhrases('confluence.spaces.delete', {
  deletes: ({ name, key, pages, posts }: { name: string; key: string; pages: Count; posts: Count }) => {
    const held = [
      counted(pages.count, 'page', pages.more),
      ...(posts.count === 0 ? [] : [counted(posts.count, 'blog post', posts.more)]),
    ];
    return `Deletes the space ${plainName(name)} (${plainName(key)}) with ${listed(held)} for good`;
  },
  /** `moreThan` is null where all of them were counted. */
  listed: ({ type, moreThan }: { type: keyof typeof LISTED; moreThan: number | null }) =>
    moreThan === null ? LISTED[type] : `${LISTED[type]} (more than ${moreThan.toLocaleString('en-GB')})`,
  searched: ({ type }: { type: keyof typeof SEARCHED }) => `${SEARCHED[type]}, as far as the search knows`,
  undo: () =>
    'Cannot be taken back: a space is deleted for good, with everything in it. There is no trash for spaces.',
});

export { book as deleteSpaceBook };

const rowSchema = z.object({
  id: z.string(),
  title: z.string(),
  _links: z.object({ webui: z.string().optional() }).default({}),
});

export const spaceDeleted = z.object({
  type: z.literal('space-deleted'),
  id: z.string(),
  key: z.string(),
  name: z.string(),
});
type Kept = z.infer<typeof spaceDeleted>;

/** CONFLUENCE_DELETE_SPACE: for good, with everything in it. There is no trash for spaces. */
export const planDeleteSpace: Planner<Kept> = async (reader, args) => {
  const { space_key: key } = readArguments(z.object({ space_key: idArgument }), args);
  const space = await readSpaceByKey(reader, key);
  const [pages, posts, others] = await together([
    readRows(reader, space, 'pages'),
    readRows(reader, space, 'blogposts'),
    readOthers(reader, space),
  ]);

  return {
    sentence: phrase.deletes({
      name: space.name,
      key: space.key,
      pages: { count: pages.rows.length, more: pages.more },
      posts: { count: posts.rows.length, more: posts.more },
    }),
    target: spaceTarget(space),
    preview: {
      type: 'removal',
      gone: [goneOf('pages', pages, space), goneOf('blogposts', posts, space), ...others].filter(
        ({ count }) => count !== 0,
      ),
      format: storageDrawing.format,
      text: null,
    },
    typeToAllow: space.name,
    undo: {
      possible: false,
      words: phrase.undo(),
    },
    before: { type: 'space-deleted', id: space.id, key: space.key, name: space.name },
    basis: [
      [space.id, space.key, space.name, space.status],
      [pages.rows.length, pages.more, posts.rows.length, posts.more],
    ],
  };
};

/** It is for good. */
export async function refuseUndo({ before }: UndoJob<Kept>): Promise<UndoFound> {
  return refused(
    `Confluence has no trash for spaces: ${quoted(before.name)} is gone for good, with all that was in it.`,
  );
}

type Rows = { rows: z.infer<typeof rowSchema>[]; more: boolean };

function readRows(reader: Reader, space: Space, collection: keyof typeof LISTED): Promise<Rows> {
  const path = `/wiki/api/v2/spaces/${encodeURIComponent(space.id)}/${collection}`;
  return reader.list(rowSchema, path, {}, readSpacePhrase.noId({ id: space.id }));
}

/** What only the search can count. */
function readOthers(reader: Reader, space: Space): Promise<Gone<Phrase>[]> {
  const types = ['attachment', 'comment', 'whiteboard'] as const;
  return Promise.all(
    types.map(async (type) => {
      const found = await searchCount(reader, `space = "${space.key}" AND type = ${type}`, 0);
      return { what: phrase.searched({ type }), count: found?.total ?? null, items: [] };
    }),
  );
}

function goneOf(type: keyof typeof LISTED, { rows, more }: Rows, space: Space): Gone<Phrase> {
  return {
    what: phrase.listed({ type, moreThan: more ? rows.length : null }),
    count: more ? null : rows.length,
    items: rows.slice(0, 25).map(({ title, _links }) => ({
      title,
      url: space.base !== null && _links.webui !== undefined ? `${space.base}${_links.webui}` : null,
    })),
  };
}
