import { definePhrases } from '../../../domain/phrase.ts';
import { EditError } from './edit-error.ts';
import { isPhrase } from './element-kinds.ts';
import { namedEntities } from './named-entities.ts';
import type { StorageNode, StorageText } from './parse-storage.ts';
import type { StorageBlock } from './read-blocks.ts';

/** `source.slice(start, end)` becomes `text`; `found` is all that was looked for, of which this is the part that differs. */
type Splice = { start: number; end: number; text: string };
type FoundSplice = Splice & { found: { start: number; end: number } };

/** One UTF-16 unit of what a reader sees, and the bytes that it comes from. */
type Unit = { char: string; start: number; end: number; node: StorageText | null };

const { book, phrase } = definePhrases('confluence.storage.replace-text', {
  empty: () => '"find" is empty. Say which text to replace.',
  same: () => '"find" and "replace" are the same.',
  onlySpaces: () => '"find" and "replace" differ in spaces only.',
  nothingBeside: () => 'There is no text to put this beside.',
  acrossOther: () => 'The text goes across something that is not text.',
  several: ({ find, count, block }: { find: string; count: number; block: string }) =>
    `“${find}” stands ${count} times in [#${block}]. Give more of the text around it, so that it is one place.`,
  notFound: ({ find, block }: { find: string; block: string }) =>
    `“${find}” is not in the text of [#${block}]. Give the text alone, as it stands in one paragraph: no Markdown marks, no tokens.`,
});

export { book as replaceTextBook };

// No body can hold it, so nothing that is looked for goes across it.
const barrier: Unit = { char: '\uffff', start: 0, end: 0, node: null };
const CDATA_START = '<![CDATA['.length;
const CDATA_END = ']]>'.length;

/**
 * Replaces a text in a block where it stands exactly once, across emphasis and comment markers, all markup kept. Any run of
 * spaces matches any other when there is no exact match. Only what differs between the two texts is touched.
 * @throws EditError when it is not found or stands there more than once
 */
export function replaceText(
  source: string,
  block: StorageBlock,
  find: string,
  replace: string,
): FoundSplice[] {
  if (find.trim() === '') throw new EditError(phrase.empty());
  if (find === replace) throw new EditError(phrase.same());
  const units = unitsOf(source, block.nodes);
  const { start, end, found, wasEscaped } = findOnce(units, find, block.id);
  const wanted = withSpacesOf(found, find, wasEscaped ? withoutBackslashes(replace) : replace);
  if (wanted === found) throw new EditError(phrase.onlySpaces());

  let before = commonStart(found, wanted);
  let after = commonEnd(found.slice(before), wanted.slice(before));
  if (isHighSurrogate(found[before - 1])) before--;
  if (isLowSurrogate(found[found.length - after])) after--;
  const touched = units.slice(start + before, end - after);
  const span = { start: units[start]?.start ?? 0, end: units[end - 1]?.end ?? 0 };
  const text = wanted.slice(before, wanted.length - after);
  return spliceUnits(source, units, touched, start + before, text).map((splice) => ({
    ...splice,
    found: span,
  }));
}

/** A text that was found with other spaces than were asked for keeps the page's own where its words stay. */
function withSpacesOf(found: string, find: string, replace: string): string {
  if (found === find) return replace;
  const theirs = found.split(/(\s+)/);
  const ours = replace.split(/(\s+)/);
  const isSame = (one = '', other = '') => one === other || (/^\s+$/.test(one) && /^\s+$/.test(other));
  let first = 0;
  while (first < Math.min(theirs.length, ours.length) && isSame(theirs[first], ours[first])) first++;
  let last = 0;
  while (
    last < Math.min(theirs.length, ours.length) - first &&
    isSame(theirs.at(-1 - last), ours.at(-1 - last))
  )
    last++;
  const middle = ours.slice(first, ours.length - last);
  return [...theirs.slice(0, first), ...middle, ...theirs.slice(theirs.length - last)].join('');
}

/** A model may copy the backslashes that stand before what only looks like a token. */
const withoutBackslashes = (text: string) => text.replace(/\\(?=\{\{|\[#|\|)/g, '');

function spliceUnits(source: string, units: Unit[], touched: Unit[], at: number, text: string): Splice[] {
  if (touched.length === 0) {
    const left = units[at - 1];
    const beside = left?.node ? left : units[at];
    if (!beside?.node) throw new EditError(phrase.nothingBeside());
    const offset = beside === left ? beside.end : beside.start;
    return [encode(source, beside.node, offset, offset, text)];
  }
  const splices: Splice[] = [];
  let rest = text;
  for (let index = 0; index < touched.length; ) {
    const first = touched[index];
    let last = first;
    while (touched[index]?.node === first?.node) last = touched[index++];
    if (!first?.node || !last) throw new EditError(phrase.acrossOther());
    splices.push(encode(source, first.node, first.start, last.end, rest));
    rest = '';
  }
  return splices;
}

/** New text as it is written in a node of this sort. */
function encode(source: string, node: StorageText, start: number, end: number, text: string): Splice {
  if (!node.cdata)
    return {
      start,
      end,
      text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    };
  // Brackets old and new must not come together as the end of the section, so it is ended and begun anew between them.
  const left = source.slice(Math.max(start - 2, node.start + CDATA_START), start);
  const joined = left + text + source.slice(end, Math.min(end + 2, node.end - CDATA_END));
  let safe = '';
  for (let index = 0; index <= text.length; index++) {
    const at = left.length + index;
    const ends =
      joined.startsWith(']]>', at - 2) || (index === text.length && joined.startsWith(']]>', at - 1));
    safe += `${ends ? ']]><![CDATA[' : ''}${text.charAt(index)}`;
  }
  return { start, end, text: safe };
}

type Found = { start: number; end: number; found: string; wasEscaped: boolean };

function findOnce(units: Unit[], find: string, id: string): Found {
  const text = units.map((unit) => unit.char).join('');
  for (const wanted of new Set([find, withoutBackslashes(find)])) {
    const literal = wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const anySpaces = literal.replace(/\s+/g, '\\s+').replace(/^\\s/, '(?<!\\s)\\s');
    for (const pattern of [literal, anySpaces]) {
      // Looking ahead finds matches that overlap as well.
      const matches = [...text.matchAll(new RegExp(`(?=(${pattern}))`, 'g'))];
      const [match] = matches;
      if (!match) continue;
      if (matches.length > 1) throw new EditError(phrase.several({ find, count: matches.length, block: id }));
      const found = match[1] ?? '';
      return { start: match.index, end: match.index + found.length, found, wasEscaped: wanted !== find };
    }
  }
  throw new EditError(phrase.notFound({ find, block: id }));
}

/** What a reader sees of nodes. Words in emphasis, code, and comment markers run on; all else ends a run. */
function unitsOf(source: string, nodes: StorageNode[]): Unit[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return textUnits(source, node);
    const runsOn = node.name === 'ac:inline-comment-marker' || (isPhrase(node) && node.name !== 'br');
    if (runsOn) return unitsOf(source, node.children);
    return isSilent(node.name) ? [barrier] : [barrier, ...unitsOf(source, node.children), barrier];
  });
}

function isSilent(name: string): boolean {
  return /^ri:|^ac:(?:(?:default-)?parameter|task-(?:id|uuid|status)|adf-extension|placeholder)$/.test(name);
}

function textUnits(source: string, node: StorageText): Unit[] {
  const from = node.cdata ? node.start + CDATA_START : node.start;
  const raw = source.slice(from, node.cdata ? node.end - CDATA_END : node.end);
  const pieces = raw.matchAll(node.cdata ? /\r\n?|[\s\S]/g : /&[^;]*;|\r\n?|[\s\S]/g);
  return [...pieces].flatMap(({ 0: piece, index }) => {
    const start = from + index;
    const text = piece.startsWith('\r') ? '\n' : node.cdata ? piece : decode(piece);
    // Both halves of a character that is written as one entity come from the same bytes.
    return [...text]
      .flatMap((char) => char.split(''))
      .map((char) => ({ char, start, end: start + piece.length, node }));
  });
}

function decode(piece: string): string {
  if (!piece.startsWith('&') || piece === '&') return piece;
  const name = piece.slice(1, -1);
  if (name.startsWith('#x') || name.startsWith('#X'))
    return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
  if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
  return namedEntities[name] ?? piece;
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length++;
  return length;
}

function commonEnd(one: string, other: string): number {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length))
    length++;
  return length;
}

const isHighSurrogate = (char: string | undefined) => char !== undefined && /^[\ud800-\udbff]$/.test(char);
const isLowSurrogate = (char: string | undefined) => char !== undefined && /^[\udc00-\udfff]$/.test(char);
