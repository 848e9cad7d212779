import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { Planner } from '../defining/planner.ts';
import { objectArgument, readArguments } from '../reading/read-arguments.ts';
import { Impossible } from '../reading/refusals.ts';
import { plainName, quoted } from '../reading/words.ts';
import { findSpaceByKey } from './read-space.ts';

type New = { isPrivate: boolean; name: string; key: string };

const { book, phrase } = definePhrases('confluence.spaces.create', {
  wrongKey: ({ key }: { key: string }) =>
    `“${key}” cannot be the key of a space: it may have letters and digits only, no blanks, hyphens or underscores.`,
  keyTaken: ({ key, name }: { key: string; name: string }) =>
    `The key ${key} belongs to the space ${quoted(name)} already. Choose another key.`,
  creates: ({ isPrivate, name, key }: New) =>
    `Creates the ${isPrivate ? 'private ' : ''}space ${plainName(name)} (${plainName(key)})`,
  name: () => 'Name',
  key: () => 'Key',
  description: () => 'Description',
  whoSees: () => 'Who can see it',
  seenBy: ({ isPrivate }: { isPrivate: boolean }) =>
    isPrivate ? 'only you' : 'whoever the site lets see a new space',
  undo: () =>
    'Can be taken back only while it holds nothing but its homepage: then the space is deleted for good.',
});

export { book as createSpaceBook };

const descriptionArgument = objectArgument(
  z.union([
    z.string(),
    z
      .object({ plain: objectArgument(z.union([z.string(), z.object({ value: z.string() })])) })
      .transform(({ plain }) => (typeof plain === 'string' ? plain : plain.value)),
    z.object({ value: z.string() }).transform(({ value }) => value),
    z.object({}).transform(() => ''),
  ]),
);

const spaceSchema = z.object({
  key: z.string().trim().min(1),
  name: z.string().trim().min(1).max(255),
  description: descriptionArgument.optional(),
});

export const spaceCreated = z.object({ type: z.literal('space-created'), key: z.string(), name: z.string() });

/** Planner of CONFLUENCE_CREATE_SPACE or CONFLUENCE_CREATE_PRIVATE_SPACE. */
export function planCreateSpace(isPrivate: boolean): Planner<z.infer<typeof spaceCreated>> {
  return async (reader, args) => {
    const { key, name, description } = readArguments(spaceSchema, args);
    if (!/^~?[A-Za-z0-9]+$/.test(key) || key.length > 255) throw new Impossible(phrase.wrongKey({ key }));
    const taken = await findSpaceByKey(reader, key);
    if (taken !== null) throw new Impossible(phrase.keyTaken({ key: taken.key, name: taken.name }));

    const rows = [
      { name: phrase.name(), before: null, after: name },
      { name: phrase.key(), before: null, after: key },
      ...(description ? [{ name: phrase.description(), before: null, after: description }] : []),
      { name: phrase.whoSees(), before: null, after: phrase.seenBy({ isPrivate }) },
    ];
    return {
      sentence: phrase.creates({ isPrivate, name, key }),
      target: {
        type: 'space',
        id: null,
        title: name,
        space: { id: null, key, name },
        ancestors: [],
        labels: [],
        version: null,
        url: null,
      },
      preview: { type: 'values', rows },
      undo: { possible: true, words: phrase.undo() },
      before: { type: 'space-created', key, name },
      basis: [key, 'is free'],
    };
  };
}
