import { z } from 'zod';
import type { Gone } from '../../../domain/preview.ts';
import type { Reader } from './open-reader.ts';

const searchSchema = z.object({
  results: z.array(
    z.object({
      content: z.object({ title: z.string() }).optional(),
      title: z.string().optional(),
      url: z.string().optional(),
    }),
  ),
  totalSize: z.number(),
  _links: z.object({ base: z.string().optional() }).default({}),
});

/** How many hits a CQL query has, with the first of them. The search may lag behind. Null when it cannot be asked. */
export async function searchCount(
  reader: Reader,
  cql: string,
  most: number,
): Promise<{ total: number; items: Gone['items'] } | null> {
  try {
    const query = { cql, limit: Math.max(most, 1), excerpt: 'none' };
    const found = await reader.read(searchSchema, '/wiki/rest/api/search', query, 'Nothing was found.');
    const { base } = found._links;
    const items = found.results.map(({ content, title, url }) => ({
      title: content?.title ?? title ?? '',
      url: base !== undefined && url !== undefined ? `${base}${url}` : null,
    }));
    return { total: found.totalSize, items: items.slice(0, most) };
  } catch {
    return null;
  }
}
