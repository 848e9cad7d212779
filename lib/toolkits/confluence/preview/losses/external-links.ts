import { parseStorage, StorageError, type StorageNode } from '../../storage/parse-storage.ts';
import { safeHref } from '../draw/safe-href.ts';

const ADDRESS = /\b(?:https?:[/\\]{1,2}|mailto:)[^\s"'<>`|^]+/gi;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
]);

/**
 * Every http, https and mailto address in a body, wherever it stands: links, images, parameters of macros, any attribute, plain text.
 * Each once, in the order and the form in which a browser would open it. A body that is not well-formed is searched as it is.
 */
export function externalLinks(source: string): string[] {
  const found = new Set<string>();
  try {
    collect(parseStorage(source), found);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    addWritten(
      source.replace(/&(amp|lt|gt|quot);/g, (entity) => ENTITIES.get(entity) ?? entity),
      found,
    );
  }
  return [...found];
}

/**
 * The addresses that `after` carries, `before` does not, and that lead away from the site (another host or port than `siteUrl`; null:
 * every one does). `before` is null for new content.
 */
export function newExternalLinks(before: string | null, after: string, siteUrl: string | null): string[] {
  const known = new Set(before === null ? [] : externalLinks(before));
  const site = siteUrl !== null && URL.canParse(siteUrl) ? new URL(siteUrl).host : null;
  return externalLinks(after).filter((address) => !known.has(address) && hostOf(address) !== site);
}

/** Null where there is no site to compare with, empty for mailto: the two are never the same. */
function hostOf(address: string): string {
  return new URL(address).host;
}

function collect(nodes: StorageNode[], found: Set<string>): void {
  let text = '';
  for (const node of nodes) {
    if (node.type === 'text') {
      text += node.text;
      continue;
    }
    addWritten(text, found);
    text = '';
    for (const [name, value] of Object.entries(node.attributes)) {
      if (!name.startsWith('xmlns')) addAttribute(value, found);
    }
    collect(node.children, found);
  }
  addWritten(text, found);
}

/** An attribute may be one address, in any form that a browser takes (`//host`, `https:\\host`), or hold several. */
function addAttribute(value: string, found: Set<string>): void {
  // What a browser leaves out of an address before it reads it.
  const trimmed = value.replace(/[\t\n\r]/g, '').trim();
  const whole = safeHref(/^[/\\]{2}/.test(trimmed) ? `https:${trimmed}` : trimmed);
  if (whole !== null) found.add(whole);
  else addWritten(value, found);
}

function addWritten(text: string, found: Set<string>): void {
  for (const [written] of text.matchAll(ADDRESS)) {
    const address = safeHref(withoutEnd(written));
    if (address !== null) found.add(address);
  }
}

/** Signs that end a sentence are not part of an address; a closing bracket is, where it was opened in it. */
function withoutEnd(written: string): string {
  const count = (sign: string) => written.split(sign).length - 1;
  const unopened = new Map(
    ['()', '[]', '{}'].map(([open = '', close = '']) => [close, count(close) - count(open)]),
  );
  let end = written.length;
  for (; end > 0; end -= 1) {
    const sign = written[end - 1] ?? '';
    const spare = unopened.get(sign) ?? 0;
    if (spare > 0) unopened.set(sign, spare - 1);
    else if (!/[.,;:!?*_…»“”’]/.test(sign)) break;
  }
  return written.slice(0, end);
}
