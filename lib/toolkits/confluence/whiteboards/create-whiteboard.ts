import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { contentCreated } from '../content/kept-content.ts';
import { newTarget, placeBasis, readPlace, under } from '../content/read-place.ts';
import type { Planner } from '../defining/planner.ts';
import { idArgument, optionalId, readArguments } from '../reading/read-arguments.ts';
import { quoted } from '../reading/words.ts';

const { book, phrase } = definePhrases('confluence.whiteboards.create', {
  creates: ({ title, parent, space }: { title: string | null; parent: string | null; space: string }) => {
    const name = title === null ? 'an untitled whiteboard' : `the whiteboard ${quoted(title)}`;
    return `Creates ${name}${under({ parent, space })}`;
  },
  title: () => 'Title',
  untitled: () => 'untitled',
  space: () => 'Space',
  parent: () => 'Under',
  undo: () => 'Can be taken back: the new whiteboard goes to the trash.',
});

export { book as createWhiteboardBook };

const createSchema = z.object({ spaceId: idArgument, title: z.string().nullish(), parentId: optionalId });

/** CONFLUENCE_CREATE_WHITEBOARD: an empty one; what is drawn on it cannot be written over REST. */
export const planCreateWhiteboard: Planner<z.infer<typeof contentCreated>> = async (reader, args) => {
  const asked = readArguments(createSchema, args);
  const title = asked.title?.trim() || null;
  const place = await readPlace(reader, asked.spaceId, asked.parentId);
  const { parent, space } = place;
  return {
    sentence: phrase.creates({ title, parent: parent?.title ?? null, space: space.name }),
    target: newTarget('whiteboard', title, place),
    preview: {
      type: 'values',
      rows: [
        { name: phrase.title(), before: null, after: title ?? phrase.untitled() },
        { name: phrase.space(), before: null, after: space.name },
        ...(parent === null ? [] : [{ name: phrase.parent(), before: null, after: parent.title }]),
      ],
    },
    undo: { possible: true, words: phrase.undo() },
    before: {
      type: 'content-created',
      content: 'whiteboard',
      spaceId: space.id,
      title,
      parentId: parent?.id ?? null,
    },
    basis: [placeBasis(place)],
  };
};
