type Fields = Record<string, unknown>;

const LONGEST_QUOTE = 90;

/** A text or number on one short line; null for anything else. */
export function clean(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).replace(/\s+/g, ' ').trim();
  if (text === '') return null;
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1).trimEnd()}…` : text;
}

/** `“text”` */
export function quote(value: unknown): string | null {
  const text = clean(value);
  return text === null ? null : `“${text}”`;
}

/** An object, or the JSON of one; an empty one for anything else. */
export function asFields(value: unknown): Fields {
  if (typeof value === 'string') {
    try {
      return asFields(JSON.parse(value));
    } catch {
      return {};
    }
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** `a, b and c` of those that say something. */
export function inWords(items: (string | null)[]): string | null {
  const words = items.filter((item) => item !== null);
  if (words.length === 0) return null;
  return words.length === 1 ? `${words[0]}` : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `<lead> “<argument>”`, for the first of the keys that holds a text. */
export function quoting(lead: string, ...keys: string[]) {
  return (args: Fields): string | null => {
    const text = keys.map((key) => quote(args[key])).find((found) => found !== null);
    return text === undefined || text === null ? null : `${lead} ${text}`;
  };
}

/** `<lead> “<title>”` once the result tells it; until then `<lead> <id>`, for the first of the keys that holds one. */
export function naming(lead: string, ...keys: string[]) {
  return (args: Fields, result: Fields): string | null => {
    const title = quote(result.title) ?? quote(result.name);
    if (title !== null) return `${lead} ${title}`;
    const id = keys.map((key) => clean(args[key])).find((found) => found !== null);
    return id === undefined || id === null ? null : `${lead} ${id}`;
  };
}

/** `GET_PAGE_LIKE_COUNT` as “Get page like count”. */
export function titleCase(slug: string): string {
  const words = slug
    .replace(/[_\s-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
