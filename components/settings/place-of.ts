import type { PlaceRule } from '@/lib/domain/policy';

type Typed = Pick<PlaceRule, 'type' | 'value' | 'name'> | { problem: string };

/**
 * A place from what a person typed or pasted: the key of a space, the id of a page or a label, or the address of the space
 * or page in Confluence. The name is the title that a page's address ends with.
 */
export function placeOf(type: PlaceRule['type'], typed: string): Typed {
  const text = typed.trim();
  if (type === 'label') {
    const value = text.replace(/^#/, '').toLowerCase();
    return /^[^\s,]{1,255}$/.test(value)
      ? { type, value }
      : { problem: 'Write one label, without spaces or commas.' };
  }
  if (type === 'space') {
    const value = decoded(/\/(?:spaces|display)\/([^/?#]+)/.exec(text)?.[1] ?? text);
    return /^~?[A-Za-z0-9._:-]{1,254}$/.test(value)
      ? { type, value }
      : { problem: 'Write the key of the space, such as MKT, or paste its address.' };
  }
  const [, id, title] = /\/pages\/(?:edit-v2\/)?(\d+)(?:\/([^/?#]*))?/.exec(text) ?? [];
  const value = id ?? /[?&]pageId=(\d+)/.exec(text)?.[1] ?? text;
  if (!/^\d{1,30}$/.test(value)) return { problem: 'Paste the address of the page, or write its number.' };
  const name = decoded((title ?? '').replaceAll('+', ' '))
    .trim()
    .slice(0, 255);
  return name === '' ? { type, value } : { type, value, name };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
