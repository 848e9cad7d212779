import { definePhrases } from '../../../domain/phrase.ts';
import { refuseOverlaps, refuseSideEffects } from './check-changes.ts';
import { checkNesting, type Place } from './check-nesting.ts';
import { EditError } from './edit-error.ts';
import { fillContent, parseContent } from './fill-content.ts';
import { tokenPattern } from './line-to-markdown.ts';
import { StorageError } from './parse-storage.ts';
import { readBlocks, type StorageBlock, type StoragePage } from './read-blocks.ts';
import { readTokens, type Tokens } from './read-tokens.ts';
import { replaceText } from './replace-text.ts';

export { EditError };

/** One edit. `block` is an id as it was read; `content` is storage XHTML, in which a token stands for the bytes it was read from. */
export type BlockEdit =
  | { op: 'replace' | 'insert_before' | 'insert_after'; block: string; content: string }
  | { op: 'delete'; block: string }
  | { op: 'replace_text'; block: string; find: string; replace: string }
  /** At the end of the page, or of what is in `block`. */
  | { op: 'append'; block?: string; content: string };

/** What an edit did: `before` in the body that was read, `after` in the new one. */
export type Touched = { op: BlockEdit['op']; block: string | null; before: Span; after: Span };
type Span = { start: number; end: number };

const { book, phrase } = definePhrases('confluence.storage.edit', {
  noEdits: () => 'There are no edits.',
  pageMalformed: ({ reason }: { reason: string }) =>
    `The page itself is not well-formed, so it has no blocks to edit: ${reason}.`,
  twice: ({ block }: { block: string }) => `[#${block}] is edited twice. Put both into one edit.`,
  noBlock: ({ block }: { block: string }) =>
    `There is no block [#${block}] on this page. Read the page again and use its ids.`,
  takesNothing: ({ block, kind }: { block: string; kind: StorageBlock['kind'] }) =>
    `Nothing can be appended to [#${block}] (${kind}). Use insert_after to put something behind it.`,
  nothingToSee: () => 'The content holds nothing to see. To remove a block use the op "delete".',
  oneCell: () => 'A layout cell can only be replaced by one <ac:layout-cell>.',
  cell: ({ block }: { block: string }) =>
    `[#${block}] is a layout cell; the number of them belongs to the section. Edit what is in it, or replace the whole section.`,
  plainText: ({ token }: { token: string }) =>
    `replace_text takes plain text; use the op "replace" to put ${token} into a block.`,
});

export { book as editBlocksBook };

/** At one offset the lower rank stands first. */
const rank = { textAtEnd: 0, after: 1, append: 2, before: 3, within: 4 };

/**
 * Edits a body by its blocks. All ids mean the body as it was read, whatever the other edits do; every byte outside the edited
 * stretches stays. The result is well-formed, and every block that was not edited is still a block by itself.
 * @throws EditError when one of the edits cannot be done; then none is
 */
export function editBlocks(source: string, edits: BlockEdit[]): { body: string; touched: Touched[] } {
  if (edits.length === 0) throw new EditError(phrase.noEdits());
  const page = readPage(source);
  const byId = new Map(page.all.map((block) => [block.id, block]));
  const tokens = readTokens(page);
  refuseTwice(edits);
  const changes = edits
    .flatMap((edit) =>
      changesOf(page, byId, tokens, edit).map((change) => ({
        ...change,
        op: edit.op,
        block: edit.block ?? null,
      })),
    )
    .sort((one, other) => one.start - other.start || one.rank - other.rank || one.end - other.end);
  refuseOverlaps(changes);

  let body = '';
  let copied = 0;
  const touched: Touched[] = [];
  for (const { start, end, text, op, block } of changes) {
    body += source.slice(copied, start);
    const after = { start: body.length, end: body.length + text.length };
    touched.push({ op, block, before: { start, end }, after });
    body += text;
    copied = end;
  }
  body += source.slice(copied);
  refuseSideEffects(page, body, changes);
  return { body, touched };
}

function readPage(source: string): StoragePage {
  try {
    return readBlocks(source);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    throw new EditError(phrase.pageMalformed({ reason: error.words }));
  }
}

/** A block that is replaced or deleted takes no second edit, other than something put beside it. */
function refuseTwice(edits: BlockEdit[]): void {
  const within = edits.filter(({ op }) => op === 'replace' || op === 'delete' || op === 'replace_text');
  for (const { op, block } of within)
    if (
      op !== 'replace_text' &&
      block !== undefined &&
      within.filter((other) => other.block === block).length > 1
    )
      throw new EditError(phrase.twice({ block }));
}

type Ranked = Span & { text: string; rank: number; found?: Span };

function changesOf(
  page: StoragePage,
  byId: Map<string, StorageBlock>,
  tokens: Tokens,
  edit: BlockEdit,
): Ranked[] {
  if (edit.op === 'append' && edit.block === undefined) {
    const end = page.source.length;
    return [{ start: end, end, text: contentFor(edit.content, 'top', tokens), rank: rank.append }];
  }
  const block = byId.get(edit.block ?? '');
  if (!block) throw new EditError(phrase.noBlock({ block: edit.block ?? '' }));
  const { start, end } = block;
  switch (edit.op) {
    case 'replace': {
      const place = block.kind === 'text' ? 'line' : placeOf(block);
      return [{ start, end, text: contentFor(edit.content, place, tokens, true), rank: rank.within }];
    }
    case 'delete':
      refuseCell(block);
      return [{ start, end, text: '', rank: rank.within }];
    case 'insert_before':
      refuseCell(block);
      return [
        { start, end: start, text: contentFor(edit.content, placeOf(block), tokens), rank: rank.before },
      ];
    case 'insert_after':
      refuseCell(block);
      return [{ start: end, end, text: contentFor(edit.content, placeOf(block), tokens), rank: rank.after }];
    case 'append':
      return [appendTo(page.source, block, edit.content, tokens)];
    case 'replace_text':
      refuseTokens(edit.replace, tokens);
      return replaceText(page.source, block, edit.find, edit.replace).map((splice) => ({
        ...splice,
        rank: splice.start === end ? rank.textAtEnd : rank.within,
      }));
  }
}

function appendTo(source: string, block: StorageBlock, content: string, tokens: Tokens): Ranked {
  const { inner, id, kind } = block;
  if (!inner || kind === 'section') throw new EditError(phrase.takesNothing({ block: id, kind }));
  const text = contentFor(content, placeWithin(block), tokens);
  const isSelfClosing = inner.contentStart === inner.end;
  if (!isSelfClosing) return { start: inner.contentEnd, end: inner.contentEnd, text, rank: rank.append };
  const slash = source.slice(inner.start, inner.end).search(/\s*\/>$/);
  return { start: inner.start + slash, end: inner.end, text: `>${text}</${inner.name}>`, rank: rank.within };
}

function contentFor(content: string, place: Place, tokens: Tokens, forOne = false): string {
  const filled = fillContent(content, tokens.byId);
  const nodes = parseContent(filled);
  const elements = nodes.filter((node) => node.type === 'element');
  if (elements.length === 0 && nodes.every((node) => node.type === 'text' && node.text.trim() === ''))
    throw new EditError(phrase.nothingToSee());
  checkNesting(nodes, place);
  if (forOne && place === 'section' && elements.length !== 1) throw new EditError(phrase.oneCell());
  return filled;
}

/** How many cells a section has is part of its type. */
function refuseCell(block: StorageBlock): void {
  if (block.kind === 'cell') throw new EditError(phrase.cell({ block: block.id }));
}

function refuseTokens(text: string, tokens: Tokens): void {
  for (const [found, id = ''] of text.matchAll(tokenPattern))
    if (tokens.byId.has(id)) throw new EditError(phrase.plainText({ token: found }));
}

/** What may stand where the block stands. What a row holds stands in its cells, which are no blocks. */
function placeOf({ parent }: StorageBlock): Place {
  if (!parent) return 'top';
  return parent.kind === 'row' ? 'flow' : placeWithin(parent);
}

function placeWithin({ kind }: StorageBlock): Place {
  const kinds: string[] = ['list', 'tasks', 'table', 'row', 'layout', 'section'] satisfies Place[];
  return kinds.includes(kind) ? (kind as Place) : 'flow';
}
