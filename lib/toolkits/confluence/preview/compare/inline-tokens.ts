import type { Inline } from '../../../../domain/preview.ts';
import type { Comparison } from './comparison.ts';

/** A word, a blank, a sign or a chip of a line. */
export type InlineToken = {
  /** The same for tokens that look alike and lead to the same place. */
  key: string;
  piece: Exclude<Inline, { type: 'link' }>;
  link: Link | null;
};

type Link = { key: string; href: string | null };

const WORD = /[\p{L}\p{M}\p{N}_]+|[ \t\r\n]+|[^ \t\r\n\p{L}\p{M}\p{N}_]/gu;

export function tokensOf(comparison: Comparison, pieces: Inline[], link: Link | null = null): InlineToken[] {
  const place = link === null ? '' : link.key;
  const tokens: InlineToken[] = [];
  for (const piece of pieces) {
    if (piece.type === 'link')
      tokens.push(...tokensOf(comparison, piece.children, { key: comparison.key(piece), href: piece.href }));
    else if (piece.type === 'text') {
      const styles = [...(piece.styles ?? [])].sort().join();
      for (const [text] of piece.text.matchAll(WORD))
        tokens.push({ key: `${styles} ${place} ${text}`, piece: { ...piece, text }, link });
    } else {
      const key = piece.type === 'chip' ? comparison.key(piece) : '';
      tokens.push({ key: `${piece.type} ${place} ${key}`, piece, link });
    }
  }
  return tokens;
}
