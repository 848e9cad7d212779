import { z } from 'zod';
import type { Target } from '../../../domain/change.ts';
import { definePhrases } from '../../../domain/phrase.ts';
import { UNKNOWN_TARGET } from '../../to-plan.ts';
import { ancestorsOf, readContent, targetOf } from '../content/read-content.ts';
import { madeSince, nameOf, orNull, refused, type UndoFound, type UndoJob } from '../defining/undo-job.ts';
import { storageDrawing } from '../preview/storage-drawing.ts';
import { counted, quoted } from '../reading/words.ts';
import { inSpace, readSpace } from '../spaces/read-space.ts';
import type { commentCreated } from './create-comment.ts';

const { book, phrase } = definePhrases('confluence.comments.undo', {
  takesBack: ({ isReply, on }: { isReply: boolean; on: { title: string; space: string } | null }) => {
    const place = on === null ? '' : ` on ${quoted(on.title)}${inSpace(on.space)}`;
    return `Takes back: the ${isReply ? 'reply' : 'comment'}${place} is deleted for good`;
  },
  afterwards: () => 'Confluence has no trash for comments.',
});

export { book as undoCommentBook };

const commentSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  version: z.object({ number: z.number(), authorId: z.string().nullish() }),
  body: z.object({ storage: z.object({ value: z.string() }).optional() }).nullish(),
  _links: z.object({ base: z.string().optional(), webui: z.string().optional() }).default({}),
});

/** A comment on what belongs to another app. */
const NOWHERE: Target = { ...UNKNOWN_TARGET, type: 'comment' };

/** Deletes a comment that was made. Confluence has no trash for comments, and takes the replies along. */
export async function undoComment(job: UndoJob<z.infer<typeof commentCreated>>): Promise<UndoFound> {
  const { reader, before, effect } = job;
  const { on } = before;
  const isReply = before.parentCommentId !== null;
  const what = isReply ? 'reply' : 'comment';
  if (effect.id === null) return refused(`Its answer does not say which ${what} was made.`);
  const path = `/wiki/api/v2/footer-comments/${encodeURIComponent(effect.id)}`;
  const [now, content] = await Promise.all([
    orNull(reader.read(commentSchema, path, { 'body-format': 'storage' }, 'It is gone.')),
    on === null ? null : orNull(readContent(reader, on.type, on.id)),
  ]);
  if (now === null) return refused(`The ${what} is gone already.`, content?.url ?? null);
  const { base, webui } = now._links;
  const url = base !== undefined && webui !== undefined ? `${base}${webui}` : (content?.url ?? null);
  const ours = effect.partVersion ?? 1;
  if (now.version.number !== ours) {
    const who = await nameOf(job, now.version.authorId ?? null);
    return refused(madeSince(who, now.version.number, ours), url);
  }
  const replies = await reader.list(commentSchema, `${path}/children`, {}, 'It is gone.', 250);
  const [first] = replies.rows;
  if (first !== undefined) {
    const who = await nameOf(job, first.version.authorId ?? null);
    const others = replies.rows.length - 1;
    const said =
      others === 0 ? `${who} replied to it` : `${who} and ${counted(others, 'other')} replied to it`;
    return refused(`${said}. Deleting it would delete the replies too.`, url);
  }

  const space = content === null ? null : await readSpace(reader, content.spaceId);
  const target: Target =
    content === null || space === null
      ? NOWHERE
      : // A comment is as deep in the tree as what it stands on, and one step more.
        targetOf(content, space, [...(await ancestorsOf(reader, content.type, content.id)), content.id]);
  return {
    possible: true,
    sentence: phrase.takesBack({
      isReply,
      on: content === null || space === null ? null : { title: content.title, space: space.name },
    }),
    target: { ...target, type: 'comment', id: now.id, url },
    preview: {
      type: 'removal',
      gone: [],
      format: storageDrawing.format,
      text: now.body?.storage?.value ?? '',
    },
    afterwards: phrase.afterwards(),
    basis: [now.version.number, now.body, target],
    steps: [{ via: 'rest', method: 'DELETE', path }],
  };
}
