import { z } from 'zod';
import { definePhrases, type Phrase } from '../../../domain/phrase.ts';
import type { Gone } from '../../../domain/preview.ts';
import {
  authorOfVersion,
  firstOf,
  madeSince,
  orNull,
  refused,
  type UndoFound,
  type UndoJob,
} from '../defining/undo-job.ts';
import { listChildren } from '../pages/list-children.ts';
import { storageDrawing } from '../preview/storage-drawing.ts';
import type { Reader } from '../reading/open-reader.ts';
import { counted, quoted } from '../reading/words.ts';
import { inSpace, readSpace } from '../spaces/read-space.ts';
import type { contentCreated } from './kept-content.ts';
import {
  ancestorsOf,
  type Content,
  type ContentType,
  contentNames,
  contentPath,
  contentPhrase,
  readContent,
  targetOf,
} from './read-content.ts';

type Named = { title: string; space: string };

const { book, phrase } = definePhrases('confluence.content.undo-creation', {
  trashes: ({ type, title, space }: Named & { type: ContentType }) =>
    `Takes back: the new ${contentNames[type]} ${quoted(title)}${inSpace(space)} goes to the trash`,
  deletesDraft: ({ title, space }: Named) =>
    `Takes back: the new draft ${quoted(title)}${inSpace(space)} is deleted for good, as drafts are`,
  afterDraft: () => 'A draft that is deleted cannot be brought back.',
});

export { book as undoCreationBook };

type CreationJob = UndoJob<z.infer<typeof contentCreated>>;

const rowSchema = z.object({ id: z.string(), title: z.string().nullish() });

/** Puts a page or blog post that was made into the trash; a draft, which has none, is deleted for good. */
export function undoCreation(type: ContentType) {
  return (job: CreationJob): Promise<UndoFound> => undoCreated(job, type);
}

async function undoCreated(job: CreationJob, type: ContentType): Promise<UndoFound> {
  const { reader, before, effect } = job;
  const what = contentNames[type];
  const id = effect.id ?? (await findCreated(job, type));
  if (id === null) return refused(`Its answer does not say which ${what} was made.`);
  const now = await readCurrentOrDraft(reader, type, id);
  if (now === null)
    return refused(`The ${what} ${quoted(before.title ?? effect.title ?? id)} is gone already.`);
  if (now.status === 'trashed')
    return refused(`The ${what} ${quoted(now.title)} is in the trash already.`, now.url);
  const isDraft = now.status === 'draft';
  if (now.status !== 'current' && !isDraft)
    return refused(`The ${what} ${quoted(now.title)} is ${now.status} now.`, now.url);

  const ours = effect.versionAfter ?? 1;
  if (now.version !== ours) {
    const who = await authorOfVersion(job, contentPath(type, id), now.version);
    return refused(madeSince(who, now.version, ours), now.url);
  }
  const children = type === 'page' ? await childrenOf(reader, id) : [];
  if (children.length > 0)
    return refused(
      `${counted(children.length, 'page')} stand${children.length === 1 ? 's' : ''} below it now and would lose ${children.length === 1 ? 'its' : 'their'} parent: ${firstOf(children)}.`,
      now.url,
    );

  const [space, ancestors, gone] = await Promise.all([
    readSpace(reader, now.spaceId),
    ancestorsOf(reader, type, id),
    isDraft ? [] : goneWith(reader, now),
  ]);
  const names = { title: now.title, space: space.name };
  const path = contentPath(type, id);
  return {
    possible: true,
    sentence: isDraft ? phrase.deletesDraft(names) : phrase.trashes({ ...names, type }),
    target: targetOf(now, space, ancestors),
    preview: { type: 'removal', format: storageDrawing.format, gone, text: now.body },
    afterwards: isDraft ? phrase.afterDraft() : contentPhrase.staysInTrash(),
    basis: [now.version, now.status, now.title, now.body, ancestors, gone],
    steps: [
      type === 'page'
        ? { via: 'tool', tool: 'CONFLUENCE_DELETE_PAGE', arguments: { id } }
        : { via: 'rest', method: 'DELETE', path, ...(isDraft ? { query: { draft: 'true' } } : {}) },
    ],
  };
}

/** What has the title in the space and was made by the one who asks, when the answer of the write got lost. */
async function findCreated(
  { reader, before, account }: CreationJob,
  type: ContentType,
): Promise<string | null> {
  if (before.title === null || account === null || !/^\d+$/.test(before.spaceId)) return null;
  const row = rowSchema.extend({ authorId: z.string().nullish() });
  const query = { 'space-id': before.spaceId, title: before.title, status: 'current' };
  const missing = 'There is no such space.';
  const collection = `/wiki/api/v2/${type === 'page' ? 'pages' : 'blogposts'}`;
  const { rows } = await reader.list(row, collection, query, missing, 5);
  const mine = rows.filter(({ authorId }) => authorId === account.id);
  return mine.length === 1 ? (mine[0]?.id ?? null) : null;
}

/** Confluence shows a draft only to who asks for drafts. */
async function readCurrentOrDraft(reader: Reader, type: ContentType, id: string): Promise<Content | null> {
  const found = await orNull(readContent(reader, type, id, true));
  if (found !== null) return found;
  const draft: Reader = {
    ...reader,
    read: (schema, path, query, missing) => reader.read(schema, path, { ...query, status: 'draft' }, missing),
  };
  return orNull(readContent(draft, type, id, true));
}

/** Titles of what stands right below a page. */
async function childrenOf(reader: Reader, pageId: string): Promise<string[]> {
  const { rows } = await listChildren(reader, rowSchema, pageId, 250);
  return rows.map(({ id, title }) => title ?? id);
}

/** What goes into the trash with a page or blog post, as far as this connection may see it. */
async function goneWith(reader: Reader, now: Content): Promise<Gone<Phrase>[]> {
  const rowsOf = (name: string) =>
    reader
      .list(rowSchema, `${contentPath(now.type, now.id)}/${name}`, {}, 'It is gone.', 250)
      .catch(() => ({ rows: [], more: true }));
  const [footer, inline, files] = await Promise.all([
    rowsOf('footer-comments'),
    rowsOf('inline-comments'),
    rowsOf('attachments'),
  ]);
  const comments = footer.more || inline.more ? null : footer.rows.length + inline.rows.length;
  const attachments = files.rows.map(({ id, title }) => ({ title: title ?? id, url: null }));
  const gone: Gone<Phrase>[] = [
    { what: contentPhrase.comments(), count: comments, items: [] },
    {
      what: contentPhrase.attachments(),
      count: files.more ? null : attachments.length,
      items: attachments.slice(0, 25),
    },
  ];
  return gone.filter(({ count }) => count !== 0);
}
