import { z } from 'zod';
import { definePhrases, type Phrase } from '../../../domain/phrase.ts';
import { ancestorsOf, contentPhrase, findSameTitle, readContent, targetOf } from '../content/read-content.ts';
import { placePhrase } from '../content/read-place.ts';
import { firstOf, orNull, refused, type UndoFound, type UndoJob } from '../defining/undo-job.ts';
import type { Reader } from '../reading/open-reader.ts';
import { counted, plainName, quoted } from '../reading/words.ts';
import { inSpace, readSpace } from '../spaces/read-space.ts';
import type { pageDeleted } from './delete-page.ts';

/** `parentGone`: what the page stood below is no longer there. */
type Returning = { space: string; parentGone: boolean };

const { book, phrase } = definePhrases('confluence.pages.undo-deletion', {
  returns: ({ title, space, parentGone }: Returning & { title: string }) =>
    `Takes back: ${quoted(title)} returns from the trash${inSpace(space)}${parentGone ? ', to the top of the space' : ''}`,
  below: ({ parent, space }: { parent: string; space: string }) =>
    `${plainName(space)}, below ${quoted(parent)}`,
  top: ({ space, parentGone }: Returning) =>
    `top of ${plainName(space)}${parentGone ? ': the page above it is no longer there' : ''}`,
  stoodBelow: ({ count }: { count: number }) => `${counted(count, 'page')} that stood below it`,
  archived: () => 'archived with the deletion',
  stayArchived: ({ titles }: { titles: string[] }) =>
    `stay archived, to be restored one by one: ${firstOf(titles)}`,
  elsewhere: () => 'elsewhere by now',
  stay: ({ titles }: { titles: string[] }) => `stay where they are: ${firstOf(titles)}`,
  afterwards: () => 'It can be deleted again.',
});

export { book as undoDeletionBook };

const placeSchema = z.object({ id: z.string(), title: z.string().nullish(), status: z.string() });
type Parent = { collection: 'pages' | 'folders' | 'whiteboards'; title: string };

/** Brings a page back from the trash. */
export async function undoDeletion(job: UndoJob<z.infer<typeof pageDeleted>>): Promise<UndoFound> {
  const { reader, before, effect } = job;
  const { id } = before;
  const name = quoted(before.title);
  const now = await orNull(readContent(reader, 'page', id, true));
  if (now === null) return refused(`The page ${name} is gone for good: it is no longer in the trash.`);
  if (now.status !== 'trashed')
    return refused(`The page ${name} is not in the trash any more: it is ${now.status}.`, now.url);
  // Some sites may count the deletion as a version; its own answer then tells which.
  const ours = effect.versionAfter ?? before.version;
  if (now.version !== ours)
    return refused(
      `Since then it was restored, changed and deleted again: it is at version ${now.version} now.`,
      now.url,
    );
  const taken = await findSameTitle(reader, now.spaceId, now.title, id);
  if (taken !== null) return refused(`Another page has the title ${quoted(now.title)} now.`, now.url);

  const [space, parent, children] = await Promise.all([
    readSpace(reader, now.spaceId),
    before.parentId === null ? null : readParent(reader, before.parentId),
    readChildren(reader, before.children),
  ]);
  const ancestors =
    before.parentId === null || parent === null ? [] : await above(reader, parent, before.parentId);
  const returning = { space: space.name, parentGone: before.parentId !== null && parent === null };
  return {
    possible: true,
    sentence: phrase.returns({ ...returning, title: now.title }),
    target: targetOf(now, space, ancestors),
    preview: {
      type: 'values',
      rows: [
        { name: contentPhrase.state(), before: contentPhrase.inTrash(), after: contentPhrase.current() },
        {
          name: placePhrase.label(),
          before: null,
          after:
            parent === null
              ? phrase.top(returning)
              : phrase.below({ parent: parent.title, space: space.name }),
        },
        ...childRows(children),
      ],
    },
    afterwards: phrase.afterwards(),
    basis: [now.version, now.title, parent, children],
    steps: [
      {
        via: 'tool',
        tool: 'CONFLUENCE_UPDATE_PAGE',
        // An update of a page in the trash restores it and changes neither title nor body.
        arguments: {
          id,
          title: now.title,
          spaceId: now.spaceId,
          body: { storage: { value: now.body, representation: 'storage' } },
          version: { number: now.version + 1, message: 'Restored from the trash' },
        },
      },
    ],
  };
}

/** What a page stood below, if that is still there. */
async function readParent(reader: Reader, id: string): Promise<Parent | null> {
  for (const collection of ['pages', 'folders', 'whiteboards'] as const) {
    const path = `/wiki/api/v2/${collection}/${encodeURIComponent(id)}`;
    const row = await orNull(reader.read(placeSchema, path, {}, 'There is no such parent.'));
    if (row !== null) return row.status === 'current' ? { collection, title: row.title ?? '' } : null;
  }
  return null;
}

async function above(reader: Reader, parent: Parent, id: string): Promise<string[]> {
  return parent.collection === 'pages' ? [...(await ancestorsOf(reader, 'page', id)), id] : [id];
}

type Child = { title: string; status: string };

/** What became of the pages that were right below it. */
async function readChildren(reader: Reader, children: { id: string; title: string }[]): Promise<Child[]> {
  if (children.length === 0) return [];
  const query = { id: children.map(({ id }) => id).join(','), status: 'current,archived,trashed' };
  const { rows } = await reader.list(placeSchema, '/wiki/api/v2/pages', query, 'They are gone.', 250);
  return children.map(({ id, title }) => ({
    title,
    status: rows.find((row) => row.id === id)?.status ?? 'gone',
  }));
}

/** Restoring a page does not bring back those below it, and the person should know. */
function childRows(children: Child[]): { name: Phrase; before: Phrase; after: Phrase }[] {
  const archived = children.filter(({ status }) => status === 'archived').map(({ title }) => title);
  const others = children.filter(({ status }) => status !== 'archived').map(({ title }) => title);
  const row = (titles: string[], before: Phrase, after: Phrase) =>
    titles.length === 0 ? [] : [{ name: phrase.stoodBelow({ count: titles.length }), before, after }];
  return [
    ...row(archived, phrase.archived(), phrase.stayArchived({ titles: archived })),
    ...row(others, phrase.elsewhere(), phrase.stay({ titles: others })),
  ];
}
