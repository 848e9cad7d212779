import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import { contentPath, readContent } from '../content/read-content.ts';
import { firstOf, refused, type UndoFound, type UndoJob } from '../defining/undo-job.ts';
import { listChildren } from '../pages/list-children.ts';
import { storageDrawing } from '../preview/storage-drawing.ts';
import { spaceTarget } from '../properties/read-owner.ts';
import type { Reader } from '../reading/open-reader.ts';
import { searchCount } from '../reading/search-count.ts';
import { counted, listed, plainName, quoted } from '../reading/words.ts';
import type { spaceCreated } from './create-space.ts';
import { findSpaceByKey, type Space } from './read-space.ts';

const { book, phrase } = definePhrases('confluence.spaces.undo', {
  takesBack: ({ name }: { name: string }) => `Takes back: the new space ${quoted(name)} is deleted for good`,
  pagesInTrash: () => 'pages in its trash',
  afterwards: () => 'Confluence has no trash for spaces: it is gone for good.',
});

export { book as undoSpaceBook };

const rowSchema = z.object({ id: z.string(), title: z.string().nullish() });
const MISSING = 'The space is gone.';

/** Deletes a space that was made, as long as nothing is in it: for Confluence deletes spaces for good. */
export async function undoSpace(job: UndoJob<z.infer<typeof spaceCreated>>): Promise<UndoFound> {
  const { reader, before, effect } = job;
  const space = await findSpaceByKey(reader, before.key);
  if (space === null) return refused(`The space ${quoted(before.name)} is gone already.`);
  if (effect.id !== null && effect.id !== space.id)
    return refused(`Another space has the key ${before.key} now.`, space.url);
  const held = await heldBy(reader, space);
  if (held.length > 0)
    return refused(
      `${plainName(space.name)} is not empty any more: it holds ${listed(held)}. Confluence deletes spaces for good.`,
      space.url,
    );
  const trashed = await pagesOf(reader, space, 'pages', { status: 'trashed' });
  return {
    possible: true,
    sentence: phrase.takesBack({ name: space.name }),
    target: spaceTarget(space),
    preview: {
      type: 'removal',
      gone: [
        {
          what: phrase.pagesInTrash(),
          count: trashed.more ? null : trashed.rows.length,
          items: trashed.rows.slice(0, 25).map(({ id, title }) => ({ title: title ?? id, url: null })),
        },
      ],
      format: storageDrawing.format,
      text: null,
    },
    typeToAllow: space.name,
    afterwards: phrase.afterwards(),
    basis: [space.id, space.key, space.name, space.status, trashed.rows],
    steps: [{ via: 'tool', tool: 'CONFLUENCE_DELETE_SPACE', arguments: { space_key: space.key } }],
  };
}

/** What a space holds beside its untouched homepage, in words; nothing when it is as new. */
async function heldBy(reader: Reader, space: Space): Promise<string[]> {
  const [pages, posts, others, home] = await Promise.all([
    pagesOf(reader, space, 'pages', {}),
    pagesOf(reader, space, 'blogposts', {}),
    searchCount(reader, othersIn(space), 3),
    heldByHomepage(reader, space.homepageId),
  ]);
  const added = pages.rows.filter(({ id }) => id !== space.homepageId);
  const named = (rows: typeof added, noun: string, more: boolean) =>
    rows.length === 0
      ? []
      : [`${counted(rows.length, noun, more)} (${firstOf(rows.map(({ id, title }) => title ?? id))})`];
  return [
    ...named(added, 'page', pages.more),
    ...named(posts.rows, 'blog post', posts.more),
    ...(others === null || others.total === 0
      ? []
      : [`${firstOf(others.items.map(({ title }) => title))} (whiteboards, folders or databases)`]),
    ...home,
  ];
}

function pagesOf(
  reader: Reader,
  space: Space,
  collection: 'pages' | 'blogposts',
  query: Record<string, string>,
) {
  return reader.list(rowSchema, `/wiki/api/v2/spaces/${space.id}/${collection}`, query, MISSING, 250);
}

/** Whiteboards and the like are in no list of a space; only the search knows them, and may be minutes behind. */
function othersIn(space: Space): string {
  return `space = "${space.key}" AND type IN (whiteboard, folder, database, embed)`;
}

/** What people did on the homepage itself, and what stands below it. */
async function heldByHomepage(reader: Reader, id: string | null): Promise<string[]> {
  if (id === null) return [];
  const path = contentPath('page', id);
  const rowsOf = (name: string) => reader.list(rowSchema, `${path}/${name}`, {}, MISSING, 250);
  const [home, children, comments, inline, files] = await Promise.all([
    readContent(reader, 'page', id),
    listChildren(reader, rowSchema, id, 250),
    rowsOf('footer-comments'),
    rowsOf('inline-comments'),
    rowsOf('attachments'),
  ]);
  const remarks = comments.rows.length + inline.rows.length;
  const attachments = files.rows.length;
  return [
    ...(home.version > 1 ? ['a homepage that was written on'] : []),
    ...(remarks > 0 ? [counted(remarks, 'comment')] : []),
    ...(attachments > 0 ? [counted(attachments, 'attachment')] : []),
    ...(children.rows.length > 0
      ? [`${firstOf(children.rows.map((row) => row.title ?? row.id))} below its homepage`]
      : []),
  ];
}
