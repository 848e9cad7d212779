import { z } from 'zod';

const id = z.union([z.string(), z.number()]).transform(String);
const links = z
  .object({ base: z.string().nullish(), self: z.string().nullish(), webui: z.string().nullish() })
  .nullish();

/** A space as CONFLUENCE_GET_SPACES lists it. */
export const spaceRow = z.object({ id, key: z.string(), name: z.string(), _links: links });
export type SpaceRow = z.infer<typeof spaceRow>;

/** A page or post as a list, a read or a write answers it. */
export const pageEntity = z.object({
  id,
  title: z.string(),
  spaceId: id.nullish(),
  status: z.string().nullish(),
  webUrl: z.string().nullish(),
  body: z
    .object({ storage: z.object({ value: z.string() }).nullish(), value: z.string().nullish() })
    .nullish(),
  version: z
    .object({ number: z.number().nullish(), when: z.string().nullish(), createdAt: z.string().nullish() })
    .nullish(),
  updatedAt: z.string().nullish(),
  space: z.object({ key: z.string().nullish(), name: z.string().nullish() }).nullish(),
  _links: links,
});
export type PageEntity = z.infer<typeof pageEntity>;

/** One hit of CONFLUENCE_CQL_SEARCH. */
export const searchHit = z.object({
  content: z.object({ id, type: z.string(), title: z.string().nullish(), _links: links }),
  title: z.string().nullish(),
  url: z.string().nullish(),
  lastModified: z.string().nullish(),
  friendlyLastModified: z.string().nullish(),
  resultGlobalContainer: z
    .object({ title: z.string().nullish(), displayUrl: z.string().nullish() })
    .nullish(),
});

const list = z.object({ results: z.array(z.unknown()) });
const nested = z.union([
  list,
  z.object({ response_data: list }).transform((it) => it.response_data),
  z.object({ data: list }).transform((it) => it.data),
  z.array(z.unknown()).transform((results) => ({ results })),
]);

/** The rows of a list answer that have the given shape, wherever the answer keeps them. */
export function rowsOf<T>(data: unknown, row: z.ZodType<T>): T[] {
  const read = nested.safeParse(data);
  if (!read.success) return [];
  return read.data.results.flatMap((item) => {
    const parsed = row.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The body of a page in storage format; null when the answer held none. */
export function storageOf(page: PageEntity): string | null {
  return page.body?.storage?.value ?? page.body?.value ?? null;
}
