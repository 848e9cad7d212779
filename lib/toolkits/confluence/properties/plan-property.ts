import { z } from 'zod';
import { definePhrases } from '../../../domain/phrase.ts';
import type { Planner } from '../defining/planner.ts';
import type { Reader } from '../reading/open-reader.ts';
import { idArgument, readArguments, unquoted } from '../reading/read-arguments.ts';
import { Impossible } from '../reading/refusals.ts';
import { quoted } from '../reading/words.ts';
import { keptOwner, type OwnerType, ownerPhrase, propertiesPath, readOwner } from './read-owner.ts';

type Owned = { key: string; owner: string };

const { book, phrase } = definePhrases('confluence.properties.plan', {
  present: ({ key, owner, version, id }: Owned & { version: number; id: string }) =>
    `${owner} has a property ${quoted(key)} already (version ${version}, id ${id}). Update that one.`,
  absent: ({ owner, by, named }: { owner: string; by: 'key' | 'id'; named: string }) =>
    `${owner} has no property with the ${by} ${quoted(named)}.`,
  valueMissing: () => 'The arguments do not fit: “value” is missing.',
  adds: ({ key, owner }: Owned) => `Adds the property ${quoted(key)} to ${owner}`,
  undoAdding: () => 'Can be taken back: the property is deleted again.',
  sets: ({ key, owner }: Owned) => `Sets the property ${quoted(key)} of ${owner}`,
  setsAgain: ({ key, owner }: Owned) => `Sets the property ${quoted(key)} of ${owner} to the value it has`,
  undoSetting: () => 'Can be taken back while nobody has changed it since: it gets its former value again.',
  deletes: ({ key, owner }: Owned) => `Deletes the property ${quoted(key)} of ${owner}`,
  undoDeleting: () =>
    'Can be taken back: it is made again with the same value, but under a new id and from version 1.',
});

export { book as planPropertyBook };

const propertySchema = z.object({
  id: z.string(),
  key: z.string(),
  value: z.unknown(),
  version: z.object({ number: z.number() }).optional(),
});

const keptProperty = z.object({ id: z.string(), key: z.string(), value: z.unknown(), version: z.number() });
type Property = z.infer<typeof keptProperty>;

export const propertyCreated = z.object({
  type: z.literal('property-created'),
  owner: keptOwner,
  key: z.string(),
});
export const propertyUpdated = z.object({
  type: z.literal('property-updated'),
  owner: keptOwner,
  property: keptProperty,
});
export const propertyDeleted = z.object({
  type: z.literal('property-deleted'),
  owner: keptOwner,
  property: keptProperty,
});

/** How a tool calls the owner and the property: some know a property by its key, some by its id. */
type Names = { owner: string; property: string; by: 'key' | 'id' };

/** Planner of the tools that add a property under a key that its owner has not yet. */
export function planCreateProperty(
  type: OwnerType,
  ownerArgument: string,
): Planner<z.infer<typeof propertyCreated>> {
  return async (reader, args) => {
    const id = ownerId(args, ownerArgument);
    const { key } = readArguments(z.object({ key: z.string().min(1) }), args);
    const value = givenValue(args, type === 'page');
    const owner = await readOwner(reader, type, id, (ownId) => findByKey(reader, type, ownId, key));
    const present = owner.beside;
    if (present !== null)
      throw new Impossible(
        phrase.present({ key, owner: owner.words, version: present.version, id: present.id }),
      );
    return {
      sentence: phrase.adds({ key, owner: owner.words }),
      target: owner.target,
      preview: { type: 'values', rows: [{ name: key, before: null, after: asText(value) }] },
      undo: { possible: true, words: phrase.undoAdding() },
      before: { type: 'property-created', owner: owner.before, key },
      basis: [owner.basis, key, 'is free'],
    };
  };
}

/** Planner of the tools that give a property another value. */
export function planUpdateProperty(type: OwnerType, names: Names): Planner<z.infer<typeof propertyUpdated>> {
  return async (reader, args) => {
    const value = givenValue(args, false);
    const { owner, property } = await readProperty(reader, type, names, args);
    const says = asText(property.value) === asText(value) ? phrase.setsAgain : phrase.sets;
    return {
      sentence: says({ key: property.key, owner: owner.words }),
      target: owner.target,
      preview: {
        type: 'values',
        rows: [{ name: property.key, before: asText(property.value), after: asText(value) }],
      },
      undo: { possible: true, words: phrase.undoSetting() },
      before: { type: 'property-updated', owner: owner.before, property },
      basis: [owner.basis, property],
    };
  };
}

/** Planner of the tools that delete a property for good. */
export function planDeleteProperty(type: OwnerType, names: Names): Planner<z.infer<typeof propertyDeleted>> {
  return async (reader, args) => {
    const { owner, property } = await readProperty(reader, type, names, args);
    return {
      sentence: phrase.deletes({ key: property.key, owner: owner.words }),
      target: owner.target,
      preview: {
        type: 'values',
        rows: [{ name: property.key, before: asText(property.value), after: null }],
      },
      undo: { possible: true, words: phrase.undoDeleting() },
      before: { type: 'property-deleted', owner: owner.before, property },
      basis: [owner.basis, property],
    };
  };
}

/** Null is a value as any other. An object may come as its JSON text, except where any value is taken as it stands. */
function givenValue(args: unknown, asItStands: boolean): unknown {
  const given = z.record(z.string(), z.unknown()).catch({}).parse(unquoted(args));
  if (given.value === undefined) throw new Impossible(phrase.valueMissing());
  return asItStands ? given.value : unquoted(given.value);
}

function ownerId(args: unknown, name: string): string {
  return String(readArguments(z.object({ [name]: idArgument }), args)[name]);
}

async function readProperty(reader: Reader, type: OwnerType, names: Names, args: unknown) {
  const id = ownerId(args, names.owner);
  const named = ownerId(args, names.property);
  const beside = (ownId: string) =>
    names.by === 'key' ? findByKey(reader, type, ownId, named) : findById(reader, type, ownId, named);
  const owner = await readOwner(reader, type, id, beside, names.owner === 'spaceKey');
  const property = owner.beside;
  if (property === null) throw new Impossible(phrase.absent({ owner: owner.words, by: names.by, named }));
  return { owner, property };
}

async function findByKey(reader: Reader, type: OwnerType, id: string, key: string): Promise<Property | null> {
  const missing = ownerPhrase.missing({ type, id });
  const { rows } = await reader.list(propertySchema, propertiesPath(type, id), { key }, missing, 10);
  const found = rows.find((row) => row.key === key);
  return found === undefined ? null : propertyOf(found);
}

async function findById(
  reader: Reader,
  type: OwnerType,
  id: string,
  propertyId: string,
): Promise<Property | null> {
  try {
    const path = `${propertiesPath(type, id)}/${encodeURIComponent(propertyId)}`;
    return propertyOf(await reader.read(propertySchema, path, {}, 'no such property'));
  } catch (error) {
    // Whether the property or its owner is not there shows in the read of the owner.
    if (error instanceof Impossible && error.missing) return null;
    throw error;
  }
}

function propertyOf({ id, key, value, version }: z.infer<typeof propertySchema>): Property {
  return { id, key, value, version: version?.number ?? 1 };
}

/** JSON, so that `"1"` and `1` look different. */
function asText(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? 'null';
}
