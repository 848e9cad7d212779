import { Lexer, type MarkedToken, type TokensList } from 'marked';

/** Where links that are only named lead to. */
export type Links = TokensList['links'];

/** The blocks of a text as far as it is there, and the link definitions that it has. */
export type ReadText = { text: string; blocks: MarkedToken[]; links: Links };

/** Blocks at the end that what is still to come may change: a paragraph becomes a heading, a list goes on in its next item. */
const OPEN_BLOCKS = 2;

/**
 * Reads Markdown into its blocks. Of a text that goes on where `before` ended only the end is read again: its other blocks are the
 * same objects as before.
 */
export function readBlocks(given: string, before: ReadText | null): ReadText {
  const text = given.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  if (before === null || !text.startsWith(before.text)) return readAll(text);
  const finished = before.blocks.slice(0, endOfFinished(before.blocks));
  const from = finished.reduce((length, { raw }) => length + raw.length, 0);
  const end = readAll(text.slice(from));
  // A definition counts for what stands before it, too.
  if (hasAny(before.links) || hasAny(end.links)) return withSameLinks(readAll(text), before.links);
  return { text, blocks: [...finished, ...end.blocks], links: before.links };
}

function readAll(text: string): ReadText {
  const tokens = new Lexer().lex(text);
  return { text, blocks: [...tokens] as MarkedToken[], links: tokens.links };
}

function hasAny(links: Links): boolean {
  return Object.keys(links).length > 0;
}

/** Blocks whose links lead where they led are not drawn again. */
function withSameLinks(read: ReadText, links: Links): ReadText {
  return JSON.stringify(read.links) === JSON.stringify(links) ? { ...read, links } : read;
}

function endOfFinished(blocks: readonly MarkedToken[]): number {
  let end = blocks.length;
  for (let open = 0; end > 0 && open < OPEN_BLOCKS; end -= 1)
    if (blocks[end - 1]?.type !== 'space') open += 1;
  return end;
}
