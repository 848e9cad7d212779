import { z } from 'zod';
import { describePage } from './confluence/storage/page-tools.ts';

/** Tools whose answer the model reads in another form than Confluence gave it. */
export const DESCRIBED_TOOLS: readonly string[] = ['read_page'];

const id = z.union([z.string(), z.number()]).transform(String);
const pageSchema = z.object({
  id,
  title: z.string(),
  spaceId: id,
  version: z.object({ number: z.coerce.number() }),
  body: z.object({ storage: z.object({ value: z.string() }) }),
  _links: z.object({ base: z.string().optional(), webui: z.string().optional() }).optional(),
});

/** A page or blog post as its read tool answered it. Null for what is no page with a body. */
function pageOf(data: unknown) {
  const page = pageSchema.safeParse(data);
  if (!page.success) return null;
  const { id, title, spaceId, version, body, _links } = page.data;
  const url = _links?.webui === undefined ? null : `${_links.base ?? ''}${_links.webui}`;
  return { id, title, spaceId, version: version.number, url, body: body.storage.value };
}

/** What `read_page` answered, as the model reads it. */
export function describedResult(result: unknown): string {
  const page = pageOf(result);
  return page ? describePage(page) : `It could not be read as blocks. Its JSON:\n${JSON.stringify(result)}`;
}
