import { z } from 'zod';
import type { Gone } from '../../../domain/preview.ts';
import type { Planner } from '../defining/planner.ts';
import { refused, type UndoFound, type UndoJob } from '../defining/undo-job.ts';
import { storageDrawing } from '../preview/storage-drawing.ts';
import { spaceTarget } from '../properties/read-owner.ts';
import { type Reader, together } from '../reading/open-reader.ts';
import { idArgument, readArguments } from '../reading/read-arguments.ts';
import { searchCount } from '../reading/search-count.ts';
import { counted, listed, plainName, quoted } from '../reading/words.ts';
import { readSpaceByKey, type Space } from './read-space.ts';

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

  const held = [
    counted(pages.rows.length, 'page', pages.more),
    ...(posts.rows.length === 0 ? [] : [counted(posts.rows.length, 'blog post', posts.more)]),
  ];
  return {
    sentence: `Deletes the space ${plainName(space.name)} (${plainName(space.key)}) with ${listed(held)} for good`,
    target: spaceTarget(space),
    preview: {
      type: 'removal',
      gone: [goneOf('pages', pages, space), goneOf('blog posts', posts, space), ...others].filter(
        ({ count }) => count !== 0,
      ),
      format: storageDrawing.format,
      text: null,
    },
    typeToAllow: space.name,
    undo: {
      possible: false,
      words:
        'Cannot be taken back: a space is deleted for good, with everything in it. There is no trash for spaces.',
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

function readRows(reader: Reader, space: Space, collection: 'pages' | 'blogposts'): Promise<Rows> {
  const path = `/wiki/api/v2/spaces/${encodeURIComponent(space.id)}/${collection}`;
  return reader.list(rowSchema, path, {}, `There is no space with the id ${space.id}.`);
}

/** What only the search can count. */
function readOthers(reader: Reader, space: Space): Promise<Gone[]> {
  const kinds = { attachment: 'attachments', comment: 'comments', whiteboard: 'whiteboards' };
  return Promise.all(
    Object.entries(kinds).map(async ([type, what]) => {
      const found = await searchCount(reader, `space = "${space.key}" AND type = ${type}`, 0);
      return { what: `${what}, as far as the search knows`, count: found?.total ?? null, items: [] };
    }),
  );
}

function goneOf(what: string, { rows, more }: Rows, space: Space): Gone {
  return {
    what: more ? `${what} (more than ${rows.length.toLocaleString('en-GB')})` : what,
    count: more ? null : rows.length,
    items: rows.slice(0, 25).map(({ title, _links }) => ({
      title,
      url: space.base !== null && _links.webui !== undefined ? `${space.base}${_links.webui}` : null,
    })),
  };
}
