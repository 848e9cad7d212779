/** So much of a result stays once its turn is over. A longer one is read again where it is needed again. */
const MOST_CHARACTERS = 6_000;

/** Each as much as a text, and as many rows of a list, as are tried in turn until the whole is short enough. */
const TRIES = [
  { text: 2_000, rows: 20 },
  { text: 500, rows: 20 },
  { text: 200, rows: 10 },
  { text: 80, rows: 5 },
];

/** A result that is long, with its long texts and lists cut; a short one as it is. The same for the same result. */
export function foldResult(value: unknown): unknown {
  for (const most of TRIES) {
    const folded = fold(value, most);
    if ((JSON.stringify(folded)?.length ?? 0) <= MOST_CHARACTERS) return folded;
  }
  return `${JSON.stringify(value).slice(0, MOST_CHARACTERS)}… [folded: read it again if you need the rest]`;
}

function fold(value: unknown, most: { text: number; rows: number }): unknown {
  if (typeof value === 'string')
    return value.length <= most.text
      ? value
      : `${value.slice(0, most.text)}… [folded: ${value.length - most.text} characters left out]`;
  if (Array.isArray(value)) {
    const rows = value.slice(0, most.rows).map((row) => fold(row, most));
    return value.length <= most.rows ? rows : [...rows, `[folded: ${value.length - most.rows} left out]`];
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fold(inner, most)]));
}
