/** A stretch of a body's source, from `start` up to `end`. An `empty` tag opens and closes at once. */
export type StoragePiece = {
  type: 'open' | 'close' | 'empty' | 'text' | 'cdata' | 'comment';
  /** The element's name; '' for what is no tag. */
  name: string;
  start: number;
  end: number;
};

const MARKUP =
  /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<(\/?)([A-Za-z_][\w:.-]*)(?:[^<>"']|"[^"]*"|'[^']*')*?(\/?)>/g;

/** Cuts a well-formed body into tags and what stands between them, so that an edit can leave all the rest as it is. */
export function storagePieces(source: string): StoragePiece[] {
  const pieces: StoragePiece[] = [];
  let at = 0;
  const textUpTo = (end: number): void => {
    if (end > at) pieces.push({ type: 'text', name: '', start: at, end });
  };
  for (const found of source.matchAll(MARKUP)) {
    const [whole, slash, name = '', selfClosing] = found;
    textUpTo(found.index);
    at = found.index + whole.length;
    pieces.push({ type: typeOf(whole, slash, selfClosing), name, start: found.index, end: at });
  }
  textUpTo(source.length);
  return pieces;
}

function typeOf(
  whole: string,
  slash: string | undefined,
  selfClosing: string | undefined,
): StoragePiece['type'] {
  if (whole.startsWith('<![')) return 'cdata';
  if (whole.startsWith('<!--')) return 'comment';
  if (slash) return 'close';
  return selfClosing ? 'empty' : 'open';
}
