import { definePhrases } from '../../../domain/phrase.ts';
import { EditError } from './edit-error.ts';
import { StorageError } from './parse-storage.ts';
import { readBlocks, type StorageBlock, type StoragePage } from './read-blocks.ts';

type Span = { start: number; end: number };
/** `source.slice(start, end)` becomes `text`, in an edit of `block`. `found` is the whole text that a replace_text looked for. */
type Change = Span & { text: string; op: string; block: string | null; found?: Span };

type Named = { op: string; block: string | null };

const { book, phrase } = definePhrases('confluence.storage.changes', {
  overlap: ({ one, other }: { one: Named; other: Named }) =>
    `Two edits touch the same place: ${inWords(one)} and ${inWords(other)}. Put them into one, or edit the inner block alone.`,
  runsTogether: ({ block }: { block: string }) =>
    `[#${block}] would run together with what stands beside it, since it is text without a block. Replace it by <p>…</p> as well.`,
  malformed: ({ reason }: { reason: string }) => `The page would not be well-formed: ${reason}.`,
  emptied: ({ block, kind }: { block: string; kind: StorageBlock['kind'] }) =>
    `Nothing would be left in the ${kind} [#${block}]. Delete [#${block}] itself instead.`,
});

export { book as checkChangesBook };

/** @throws EditError when two changes, sorted by offset, cover the same bytes, or one stands within what another takes away */
export function refuseOverlaps(changes: Change[]): void {
  let last: Change | undefined;
  for (const change of changes) {
    if (last && change.start < last.end) throw overlap(last, change);
    if (change.end > change.start) last = change;
  }
  let text: (Change & { found: Span }) | undefined;
  for (const change of changes) {
    const { found } = change;
    if (!found) continue;
    if (text && found !== text.found && found.start < text.found.end && found.end > text.found.start)
      throw overlap(text, change);
    if (!text || found.end > text.found.end) text = { ...change, found };
  }
}

function overlap(one: Change, other: Change): EditError {
  return new EditError(phrase.overlap({ one: named(one), other: named(other) }));
}

/**
 * The new body must be well-formed, no list or table may be left with nothing in it, and each block that was not changed must
 * still be a block by itself, with the same bytes.
 * @throws EditError
 */
export function refuseSideEffects(page: StoragePage, body: string, changes: Change[]): void {
  for (const block of page.all) refuseEmptied(block, changes);
  const after = new Set(readResult(body).all.map(({ kind, start, end }) => `${kind} ${start} ${end}`));
  for (const block of page.all) {
    if (changes.some((change) => touches(change, block))) continue;
    const shift = changes
      .filter((change) => change.end <= block.start)
      .reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
    if (!after.has(`${block.kind} ${block.start + shift} ${block.end + shift}`))
      throw new EditError(phrase.runsTogether({ block: block.id }));
  }
}

function readResult(body: string): StoragePage {
  try {
    return readBlocks(body);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    throw new EditError(phrase.malformed({ reason: error.words }));
  }
}

function refuseEmptied(block: StorageBlock, changes: Change[]): void {
  if (!['list', 'tasks', 'table', 'layout'].includes(block.kind) || block.children.length === 0) return;
  const isDeleted = (child: StorageBlock) =>
    changes.some(({ start, end, text }) => text === '' && start <= child.start && end >= child.end);
  if (isDeleted(block) || !block.children.every(isDeleted)) return;
  const isFilled = changes.some(
    ({ start, end, text }) => text !== '' && start > block.start && end < block.end,
  );
  const isReplaced = changes.some(({ start, end }) => start <= block.start && end >= block.end);
  if (!isFilled && !isReplaced) throw new EditError(phrase.emptied({ block: block.id, kind: block.kind }));
}

function touches({ start, end, op }: Change, block: StorageBlock): boolean {
  // Text that is added at the end of a line without an element makes that line longer.
  if (op === 'replace_text') return start <= block.end && end >= block.start;
  return start < block.end && end > block.start;
}

const named = ({ op, block }: Change): Named => ({ op, block });

function inWords({ op, block }: Named): string {
  return block === null ? op : `${op} of [#${block}]`;
}
