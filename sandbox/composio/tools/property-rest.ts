import { z } from 'zod';
import { type Rest, ToolError } from './rest.ts';

const propertySchema = z.looseObject({
  id: z.string(),
  key: z.string(),
  value: z.unknown(),
  authorId: z.string().nullish(),
  createdAt: z.string().nullish(),
  version: z
    .looseObject({
      number: z.number(),
      message: z.string().nullish(),
      createdAt: z.string().nullish(),
      minorEdit: z.boolean().nullish(),
      authorId: z.string().nullish(),
    })
    .optional(),
  _links: z.looseObject({}).default({}),
});

const listSchema = z.object({ results: z.array(propertySchema) });

/** A property of a page, blog post, whiteboard or space as REST v2 sends it. */
export type Property = z.infer<typeof propertySchema>;

export function propertyVersion({ version }: Property) {
  return {
    number: version?.number ?? null,
    message: version?.message || null,
    createdAt: version?.createdAt ?? null,
    minorEdit: version?.minorEdit ?? false,
    authorId: version?.authorId ?? null,
  };
}

/** The properties of one thing over REST, which knows them by id; most tools know them by key. */
export function propertiesOf(
  rest: Rest,
  owner: 'pages' | 'blogposts' | 'whiteboards' | 'spaces',
  id: string,
) {
  const path = `/wiki/api/v2/${owner}/${encodeURIComponent(id)}/properties`;
  const one = (propertyId: string) => `${path}/${encodeURIComponent(propertyId)}`;
  return {
    path,
    parse: (row: unknown): Property => propertySchema.parse(row),

    async byId(propertyId: string): Promise<Property> {
      return propertySchema.parse(await rest.get(one(propertyId)));
    },

    /** Throws `ToolError` when nothing is kept under the key. */
    async byKey(key: string): Promise<Property> {
      const { results } = listSchema.parse(await rest.get(path, { key }));
      const property = results.find((result) => result.key === key);
      if (property === undefined) throw new ToolError(`No property with the key ${key} was found.`);
      return property;
    },

    async create(key: string, value: unknown): Promise<Property> {
      return propertySchema.parse(await rest.post(path, { key, value }));
    },

    /** Writes the version that follows the one just read; REST refuses when somebody was faster. */
    async update(read: Property, value: unknown): Promise<Property> {
      const version = { number: (read.version?.number ?? 0) + 1 };
      return propertySchema.parse(await rest.put(one(read.id), { key: read.key, value, version }));
    },

    async remove(propertyId: string): Promise<Record<string, never>> {
      await rest.delete(one(propertyId));
      return {};
    },
  };
}
