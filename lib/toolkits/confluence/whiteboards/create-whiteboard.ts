import { z } from 'zod';
import type { contentCreated } from '../content/kept-content.ts';
import { newTarget, placeBasis, placeWords, readPlace } from '../content/read-place.ts';
import type { Planner } from '../defining/planner.ts';
import { idArgument, optionalId, readArguments } from '../reading/read-arguments.ts';
import { quoted } from '../reading/words.ts';

const createSchema = z.object({ spaceId: idArgument, title: z.string().nullish(), parentId: optionalId });

/** CONFLUENCE_CREATE_WHITEBOARD: an empty one; what is drawn on it cannot be written over REST. */
export const planCreateWhiteboard: Planner<z.infer<typeof contentCreated>> = async (reader, args) => {
  const asked = readArguments(createSchema, args);
  const title = asked.title?.trim() || null;
  const place = await readPlace(reader, asked.spaceId, asked.parentId);
  const name = title === null ? 'an untitled whiteboard' : `the whiteboard ${quoted(title)}`;
  return {
    sentence: `Creates ${name}${placeWords(place)}`,
    target: newTarget('whiteboard', title, place),
    preview: {
      type: 'values',
      rows: [
        { name: 'Title', before: null, after: title ?? 'untitled' },
        { name: 'Space', before: null, after: place.space.name },
        ...(place.parent === null ? [] : [{ name: 'Under', before: null, after: place.parent.title }]),
      ],
    },
    undo: { possible: true, words: 'Can be taken back: the new whiteboard goes to the trash.' },
    before: {
      type: 'content-created',
      content: 'whiteboard',
      spaceId: place.space.id,
      title,
      parentId: place.parent?.id ?? null,
    },
    basis: [placeBasis(place)],
  };
};
