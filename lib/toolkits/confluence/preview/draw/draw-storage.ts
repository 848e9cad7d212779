import type { Block } from '../../../../domain/preview.ts';
import { parseStorage, type StorageNode } from '../../storage/parse-storage.ts';
import { drawBlocks } from './draw-blocks.ts';
import { drawInlines } from './draw-inlines.ts';
import type { Drawing } from './drawing.ts';

export type Drawn = {
  nodes: StorageNode[];
  blocks: Block[];
  /** The nodes that each piece is drawn from. */
  origins: ReadonlyMap<object, StorageNode[]>;
};

/**
 * Draws a body and keeps for each piece of the drawing what it is drawn from.
 * @throws StorageError when the source is not well-formed
 */
export function drawStorage(source: string): Drawn {
  const nodes = parseStorage(source);
  const origins = new Map<object, StorageNode[]>();
  const drawing: Drawing = {
    blocks: (below) => drawBlocks(drawing, below),
    inlines: (below) => drawInlines(drawing, below),
    from(piece, below) {
      origins.set(piece, [...below, ...(origins.get(piece) ?? [])]);
      return piece;
    },
  };
  return { nodes, blocks: drawing.blocks(nodes), origins };
}
