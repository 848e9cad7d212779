import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { contentCreated } from '../content/kept-content.ts';
import { contentPhrase } from '../content/read-content.ts';
import { madeSince, nameOf, refused, type UndoFound, type UndoJob } from '../defining/undo-job.ts';
import { readOwner } from '../properties/read-owner.ts';
import { quoted } from '../reading/words.ts';

const { book, phrase } = definePhrases('confluence.whiteboards.undo', {
  takesBack: ({ whiteboard }: { whiteboard: string }) => `Takes back: ${whiteboard} goes to the trash`,
  drawn: () => 'Drawn on it',
  unseen: () => 'Confluence does not tell',
});

export { book as undoWhiteboardBook };

const stateSchema = z.object({
  status: z.string(),
  version: z.object({ number: z.number(), authorId: z.string().nullish() }),
});
const childSchema = z.object({ id: z.string() });

/** Puts a whiteboard that was made into the trash. */
export async function undoWhiteboard(job: UndoJob<z.infer<typeof contentCreated>>): Promise<UndoFound> {
  const { reader, before, effect } = job;
  if (effect.id === null) return refused('Its answer does not say which whiteboard was made.');
  const name = quoted(before.title ?? effect.title ?? effect.id);
  const path = `/wiki/api/v2/whiteboards/${encodeURIComponent(effect.id)}`;
  const missing = `The whiteboard ${name} is gone already.`;
  const { target, words, basis, beside } = await readOwner(reader, 'whiteboard', effect.id, async () => ({
    ...(await reader.read(stateSchema, path, {}, missing)),
    children: await reader.list(childSchema, `${path}/direct-children`, {}, missing, 5),
  }));
  const { status, version, children } = beside;
  const { url } = target;
  if (status !== 'current') return refused(`The whiteboard ${name} is ${status} now.`, url);
  const ours = effect.versionAfter ?? 1;
  if (version.number !== ours) {
    const who = await nameOf(job, version.authorId ?? null);
    return refused(madeSince(who, version.number, ours), url);
  }
  if (children.rows.length > 0)
    return refused('Something stands below it now and would lose its parent.', url);
  return {
    possible: true,
    sentence: phrase.takesBack({ whiteboard: words }),
    target,
    preview: {
      type: 'values',
      rows: [
        { name: contentPhrase.state(), before: contentPhrase.current(), after: contentPhrase.inTrash() },
        { name: phrase.drawn(), before: phrase.unseen(), after: phrase.unseen() },
      ],
    },
    afterwards: contentPhrase.staysInTrash(),
    basis: [basis, version.number],
    steps: [{ via: 'rest', method: 'DELETE', path }],
  };
}
