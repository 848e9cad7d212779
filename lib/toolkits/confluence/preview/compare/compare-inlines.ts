import type { Inline, Mark } from '../../../../domain/preview.ts';
import type { Comparison } from './comparison.ts';
import { type Hunk, hunksOf } from './inline-hunks.ts';
import { type InlineToken, tokensOf } from './inline-tokens.ts';

/** Two lines as one, word by word. A chip is one word; a word that changes its style or its link is another word. */
export function compareInlines(comparison: Comparison, before: Inline[], after: Inline[]): Inline[] {
  const sides = { before: tokensOf(comparison, before), after: tokensOf(comparison, after) };
  return hunksOf(sides, comparison.effort).flatMap(marked).reduce<Inline[]>(join, []);
}

function marked(hunk: Hunk): Inline[] {
  if (hunk.change === 'same') return lineOf(hunk.tokens, undefined);
  return [...lineOf(hunk.removed, 'removed'), ...lineOf(hunk.added, 'added')];
}

function lineOf(tokens: InlineToken[], mark: Mark | undefined): Inline[] {
  const pieces: Inline[] = [];
  let key: string | null = null;
  for (const { piece, link } of tokens) {
    const own = mark === undefined ? piece : { ...piece, mark };
    const last = pieces.at(-1);
    if (link === null) join(pieces, own);
    else if (last?.type === 'link' && key === link.key) join(last.children, { ...piece });
    else pieces.push({ type: 'link', href: link.href, children: [piece], ...(mark ? { mark } : {}) });
    key = link?.key ?? null;
  }
  return pieces;
}

/** Adds a piece, to the text before it if that is of one kind with it. */
function join(pieces: Inline[], piece: Inline): Inline[] {
  const last = pieces.at(-1);
  if (
    last?.type === 'text' &&
    piece.type === 'text' &&
    last.mark === piece.mark &&
    (last.styles ?? []).join() === (piece.styles ?? []).join()
  )
    pieces[pieces.length - 1] = { ...last, text: last.text + piece.text };
  else pieces.push(piece);
  return pieces;
}
