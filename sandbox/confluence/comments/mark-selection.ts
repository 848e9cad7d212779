import { ConfluenceError } from '../errors.ts';
import { entities } from '../storage/entities.ts';
import { storagePieces } from './storage-pieces.ts';

/** The words to comment on: the `index`th (from 0) of their `count` places in the text that a reader sees. */
export type TextSelection = { text: string; count: number; index: number };

/** One sign that a reader sees, and where it stands in the source. What parts two blocks stands nowhere: piece -1. */
type Sign = { sign: string; piece: number; start: number; end: number };

const unread = new Set([
  'ac:parameter',
  'ac:placeholder',
  'ac:task-id',
  'ac:task-uuid',
  'ac:task-status',
  'ac:adf-extension',
]);
const inline = new Set([
  'a',
  'b',
  'code',
  'del',
  'em',
  'i',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
  'ac:inline-comment-marker',
  'ac:link',
  'ac:link-body',
]);

/**
 * Puts markers with a reference around the selected words; everything else of the body stays byte for byte. Words that run
 * across tags get one marker for each stretch.
 * @throws ConfluenceError 400 when the words do not stand there, or not as often as was said
 */
export function markSelection(source: string, selection: TextSelection, ref: string): string {
  const signs = readSigns(source);
  const text = signs.map(({ sign }) => sign).join('');
  const wanted = selection.text.replace(/\s+/g, ' ').trim();
  const places = wanted === '' ? [] : placesOf(text, wanted);
  const place = places[selection.index];
  if (place === undefined || places.length !== selection.count)
    throw new ConfluenceError(
      400,
      `The text selection was found ${places.length} times, but ${selection.count} matches were given, of which number ${selection.index} (from 0) is to be commented on`,
    );
  const marked = stretchesOf(signs.slice(place, place + wanted.length));
  return marked.reduceRight(
    (body, { start, end }) =>
      `${body.slice(0, start)}<ac:inline-comment-marker ac:ref="${ref}">${body.slice(start, end)}</ac:inline-comment-marker>${body.slice(end)}`,
    source,
  );
}

/** The references of all markers in a body. */
export function markerRefs(source: string): Set<string> {
  const markers = source.matchAll(/<ac:inline-comment-marker\s[^>]*?ac:ref\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Set([...markers].map((found) => found[1] ?? found[2] ?? ''));
}

function placesOf(text: string, wanted: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at);
  return places;
}

// Runs of blanks, line ends and block borders count as one blank, as they do on the page.
function readSigns(source: string): Sign[] {
  const signs: Sign[] = [];
  let depthUnread = 0;
  const add = (one: Sign): void => {
    const blank = /\s/.test(one.sign);
    const last = signs.at(-1);
    if (!blank || last?.sign !== ' ') signs.push(blank ? { ...one, sign: ' ' } : one);
    else if (last.piece === one.piece) last.end = one.end;
  };
  storagePieces(source).forEach((piece, index) => {
    if (unread.has(piece.name)) {
      if (piece.type === 'open') depthUnread += 1;
      if (piece.type === 'close') depthUnread -= 1;
    }
    if (piece.name !== '' && !inline.has(piece.name)) add({ sign: ' ', piece: -1, start: 0, end: 0 });
    if (piece.type !== 'text' || depthUnread > 0) return;
    for (const found of source.slice(piece.start, piece.end).matchAll(/&([^;&\s]+);|[\s\S]/g)) {
      const [whole, entity] = found;
      const start = piece.start + found.index;
      for (const sign of (entity === undefined ? whole : decode(entity)).split(''))
        add({ sign, piece: index, start, end: start + whole.length });
    }
  });
  return signs;
}

function decode(entity: string): string {
  if (!entity.startsWith('#')) return entities.get(entity) ?? '';
  const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return String.fromCodePoint(code);
}

function stretchesOf(signs: Sign[]): { start: number; end: number }[] {
  const stretches = new Map<number, { start: number; end: number; blank: boolean }>();
  for (const { sign, piece, start, end } of signs) {
    if (piece < 0) continue;
    const known = stretches.get(piece);
    const blank = sign === ' ';
    if (!known) stretches.set(piece, { start, end, blank });
    else stretches.set(piece, { start: known.start, end, blank: known.blank && blank });
  }
  return [...stretches.values()].filter(({ blank }) => !blank);
}
