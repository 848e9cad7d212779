import { z } from 'zod';

const MARK = '_Sandbox model: rules, not AI._';

/** Every answer says what gave it. */
export function marked(markdown: string): string {
  return `${markdown.trim()}\n\n${MARK}`;
}

/** Text from pages and people is data: whatever Markdown or HTML it holds is shown, not applied. */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~]/g, '\\$&')
    .replace(/^([#+-]|\d+[.)])(?=\s)/, '\\$1');
}

/** A Markdown link, or the bold name alone when no safe address is known. */
export function link(text: string, url: string | null): string {
  if (url === null || !/^https?:\/\//i.test(url)) return `**${plain(text)}**`;
  const address = url
    .replace(/[\s<>]/g, encodeURIComponent)
    .replace(/\(/g, '%28')
    .replace(/\)/g, '%29');
  return `[${plain(text)}](${address})`;
}

const linked = z.object({
  webUrl: z.string().nullish(),
  _links: z
    .object({ base: z.string().nullish(), self: z.string().nullish(), webui: z.string().nullish() })
    .nullish(),
});

/** The address of a page, post or space from its own links, or from the base of the list it came in; null when unknown. */
export function addressOf(entity: unknown, listBase: string | null = null): string | null {
  const read = linked.safeParse(entity);
  if (!read.success) return null;
  const { webUrl, _links } = read.data;
  const path = _links?.webui ?? webUrl ?? null;
  return path === null ? null : joinAddress(baseOf(entity) ?? listBase, path);
}

/** The site's base from a result's links: `_links.base`, else read off an absolute `_links.self`. */
export function baseOf(entity: unknown): string | null {
  const read = linked.safeParse(entity);
  if (!read.success) return null;
  const links = read.data._links;
  if (links?.base) return links.base;
  return links?.self?.match(/^https?:\/\/.+?\/wiki(?=\/)/)?.[0] ?? null;
}

/** Joins base and path without doubling `/wiki`; a path that is an address stays as it is. */
export function joinAddress(base: string | null, path: string): string | null {
  if (/^https?:\/\//i.test(path)) return path;
  if (base === null) return null;
  const root = base.replace(/\/+$/, '');
  const tail = path.startsWith('/') ? path : `/${path}`;
  const context = root.match(/\/wiki$/)?.[0];
  return context && tail.startsWith(`${context}/`) ? root + tail.slice(context.length) : root + tail;
}

/** "a", "a and b", "a, b and c". */
export function sentenceList(items: string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
