import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReadText, readBlocks } from './read-blocks.ts';

const PIECES = [
  'Words of *a* paragraph',
  '\n',
  '\n\n',
  '- item\n',
  '  - inner\n',
  '1. first\n\n2. second\n',
  '```js\ncode\n',
  '```\n',
  '# Heading\n',
  '===\n',
  '| a | b |\n|---|---|\n',
  '| 1 | 2 |\n',
  '> quoted\n',
  '[named][r] ',
  '[r]: https://x.test\n',
  '<div>\n',
  '    indented\n',
  '\r\n',
  '&amp; ',
  '**',
];

const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 });

/** Reads a text as it arrives, in pieces of a few characters. */
function arrive(whole: string, size: number): ReadText | null {
  let read: ReadText | null = null;
  for (let end = 0; end < whole.length + size; end += size) read = readBlocks(whole.slice(0, end), read);
  return read;
}

describe('readBlocks', () => {
  it('comes to the same blocks, however a text arrives', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (pieces, size) => {
        const whole = pieces.join('');
        expect(arrive(whole, size)?.blocks, JSON.stringify(whole)).toEqual(readBlocks(whole, null).blocks);
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads only the end again: what is finished stays as it is', () => {
    const before = readBlocks('# One\n\nTwo\n\nThree\n\nFour', null);
    const next = readBlocks(`${before.text} and more\n\nFive`, before);
    expect(next.blocks.slice(0, 3).every((block, index) => block === before.blocks[index])).toBe(true);
  });

  it('lets a definition count for what stands before it', () => {
    const before = readBlocks('[a][r]\n\nTwo\n\nThree\n\n', null);
    const { blocks } = readBlocks(`${before.text}[r]: https://x.test\n`, before);
    expect(JSON.stringify(blocks[0])).toContain('https://x.test');
  });
});
