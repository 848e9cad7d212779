import type { DiffRow } from '../../../../domain/preview.ts';
import { compareBodies } from './compare-bodies.ts';
import { foldRows } from './fold-rows.ts';

/**
 * Two bodies in storage format as one, from top to bottom: an edited block once, with the marks of both sides in it; blocks that are far
 * from any change folded. What changes without being drawn is told in a `note`. When the bodies differ, at least one row is not the same.
 * @throws StorageError when either is not well-formed
 */
export function diffStorage(before: string, after: string): DiffRow[] {
  return foldRows(compareBodies(before, after));
}
