import { kitchenSinkBlocks, kitchenSinkInlines, kitchenSinkMacros } from '@tributary/sandbox/testing';
import { describe, expect, test } from 'vitest';
import { diffStorage } from './diff-storage.ts';

/** Bodies that hold every element of storage format. */
const samplePages = [kitchenSinkBlocks, kitchenSinkInlines, kitchenSinkMacros];

describe('it is quick', () => {
  const cost = (run: () => void) => {
    const start = process.cpuUsage();
    run();
    return process.cpuUsage(start).user / 1000;
  };
  const page = samplePages.join('\n').repeat(19);

  test('two bodies of 200 kB with a few changes', () => {
    const after = page.replace('plain paragraph', 'new paragraph').replace(/(.*)One page/s, '$1Two pages');
    expect(page.length).toBeGreaterThan(200_000);
    diffStorage(page, after);
    expect(cost(() => diffStorage(page, after))).toBeLessThan(400);
  });

  test.each([
    [
      'nothing in common',
      (side: number) =>
        Array.from({ length: 20_000 }, (_, index) => `<p>${(index * 7919 + side * 13) % 10_007}</p>`).join(
          '',
        ),
    ],
    [
      'one paragraph of the same few words',
      (side: number) =>
        `<p>${Array.from({ length: 60_000 }, (_, index) => 'abcd'[(index * index * (side + 3)) % 4]).join(' ')}</p>`,
    ],
    [
      'quotes in quotes',
      (side: number) =>
        `${'<blockquote><p>a</p>'.repeat(400)}${'word '.repeat(30_000)}${side}${'</blockquote>'.repeat(400)}`,
    ],
  ])('its worst case is bounded: %s', (_, body) => {
    expect(cost(() => diffStorage(body(0), body(1)))).toBeLessThan(3000);
  });
});
