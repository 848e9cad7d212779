import type { Block, Inline } from '../../../../domain/preview.ts';
import type { StorageNode } from '../../storage/parse-storage.ts';

/** What the drawing functions share. */
export type Drawing = {
  blocks(nodes: StorageNode[]): Block[];
  inlines(nodes: StorageNode[]): Inline[];
  /** Notes what a piece (a block, item, row, cell, chip, link) is drawn from, for a comparison to look at. Answers the piece. */
  from<Piece extends object>(piece: Piece, nodes: StorageNode[]): Piece;
};
