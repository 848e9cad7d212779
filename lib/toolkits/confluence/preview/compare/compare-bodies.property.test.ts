import {
  kitchenSinkBlocks,
  kitchenSinkInlines,
  kitchenSinkMacros,
  storageDocuments,
} from '@tributary/sandbox/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderStorage } from '../draw/render-storage.ts';
import { editedPages } from '../test-support/edited-pages.ts';
import { readBlocks, readSide } from '../test-support/read-side.ts';
import { compareBodies } from './compare-bodies.ts';
import { ONLY_IN_SOURCE } from './shows-change.ts';

/** Bodies that hold every element of storage format. */
const samplePages = [kitchenSinkBlocks, kitchenSinkInlines, kitchenSinkMacros];
const pages = editedPages(samplePages, storageDocuments);

const numRuns = 150;

/** The comparison without the row that stands for neither side: it says that only the source changes. */
function compare(before: string, after: string) {
  const rows = compareBodies(before, after);
  const [first] = rows;
  const onlySource =
    first?.change === 'changed' &&
    first.block.note === ONLY_IN_SOURCE &&
    rows.slice(1).every(({ change }) => change === 'same');
  return { onlySource, rows: onlySource && rows.length > renderStorage(after).length ? rows.slice(1) : rows };
}

test('a comparison holds all of both sides: without what is removed it reads as after, without what is added as before', () => {
  fc.assert(
    fc.property(pages, ([before, after]) => {
      const { rows } = compare(before, after);
      expect(readSide(rows, 'removed')).toEqual(readBlocks(renderStorage(after)));
      expect(readSide(rows, 'added')).toEqual(readBlocks(renderStorage(before)));
    }),
    { numRuns },
  );
});

test('bodies that differ never pass for the same, and a change of only the source is told only of what looks the same', () => {
  fc.assert(
    fc.property(pages, ([before, after]) => {
      const { rows, onlySource } = compare(before, after);
      if (before === after) expect(rows.every(({ change }) => change === 'same')).toBe(true);
      else expect(onlySource || rows.some(({ change }) => change !== 'same')).toBe(true);
      if (onlySource) expect(renderStorage(after)).toEqual(renderStorage(before));
    }),
    { numRuns },
  );
});
