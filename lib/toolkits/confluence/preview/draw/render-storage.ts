import type { Block } from '../../../../domain/preview.ts';
import { drawStorage } from './draw-storage.ts';

/**
 * A body in storage format as a reader would see it: drawn by us, never HTML. Macros, mentions, images and what is not known become
 * blocks and chips that show a name; nothing is left out silently. An inline comment is a chip right after its words.
 * @throws StorageError when the source is not well-formed
 */
export function renderStorage(source: string): Block[] {
  return drawStorage(source).blocks;
}
