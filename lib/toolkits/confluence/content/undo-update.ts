import type { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import {
  authorOfVersion,
  madeSince,
  orNull,
  refused,
  type UndoFound,
  type UndoJob,
} from '../defining/undo-job.ts';
import { quoted } from '../reading/words.ts';
import { inSpace, readSpace } from '../spaces/read-space.ts';
import type { contentUpdated } from './kept-content.ts';
import { lostSince } from './lost-since.ts';
import {
  ancestorsOf,
  contentNames,
  contentPath,
  findSameTitle,
  readContent,
  targetOf,
} from './read-content.ts';
import { diffOf } from './show-body.ts';

type Taken = { title: string; space: string; version: number; next: number; leavesArchive: boolean };

const { book, phrase } = definePhrases('confluence.content.undo-update', {
  takesBack: ({ title, space, version, next, leavesArchive }: Taken) =>
    `Takes back: the update of ${quoted(title)}${inSpace(space)}; what version ${version} said becomes version ${next}${leavesArchive ? ', outside of the archive' : ''}`,
  afterwards: ({ version }: { version: number }) =>
    `Version ${version} stays in the history and can be brought back.`,
});

export { book as undoUpdateBook };

const TOOLS = { page: 'CONFLUENCE_UPDATE_PAGE', blogpost: 'CONFLUENCE_UPDATE_BLOGPOST' } as const;

/** Brings back the former title and body of a page or blog post, as a new version. */
export async function undoUpdate(job: UndoJob<z.infer<typeof contentUpdated>>): Promise<UndoFound> {
  const { reader, before, effect } = job;
  const { content: type, id } = before;
  const what = contentNames[type];
  const now = await orNull(readContent(reader, type, id, true));
  if (now === null) return refused(`The ${what} ${quoted(before.title)} is gone.`);
  if (now.status === 'trashed')
    return refused(`The ${what} ${quoted(now.title)} is in the trash now.`, now.url);
  if (now.status !== 'current')
    return refused(`The ${what} ${quoted(now.title)} is ${now.status} now.`, now.url);

  const ours = effect.versionAfter ?? before.version + 1;
  if (now.version !== ours) {
    const who = await authorOfVersion(job, contentPath(type, id), now.version);
    return refused(madeSince(who, now.version, ours), now.url);
  }
  if (now.title === before.title && now.body === before.body)
    return refused('Title and text are what they were before, so there is nothing to take back.', now.url);
  const taken =
    type === 'page' && now.title !== before.title
      ? await findSameTitle(reader, now.spaceId, before.title, id)
      : null;
  if (taken !== null)
    return refused(`Another page has the former title ${quoted(before.title)} now.`, now.url);

  const [space, ancestors] = await Promise.all([
    readSpace(reader, now.spaceId),
    ancestorsOf(reader, type, id),
  ]);
  const next = now.version + 1;
  return {
    possible: true,
    sentence: phrase.takesBack({
      title: now.title,
      space: space.name,
      version: before.version,
      next,
      // Writing on an archived page takes it out of the archive, and there is no way back over REST.
      leavesArchive: before.status === 'archived',
    }),
    target: targetOf(now, space, ancestors),
    preview: diffOf(now, before),
    losses: lostSince({ written: job.arguments.body, now: now.body, former: before.body }),
    afterwards: phrase.afterwards({ version: now.version }),
    basis: [now.version, now.title, now.body, ancestors],
    steps: [
      {
        via: 'tool',
        tool: TOOLS[type],
        arguments: {
          id,
          title: before.title,
          spaceId: now.spaceId,
          body: { storage: { value: before.body, representation: 'storage' } },
          version: { number: next, message: `Takes back version ${now.version}` },
        },
      },
    ],
  };
}
