import { describe, expect, it } from 'vitest';
import { sourceLines } from './source-lines.ts';

describe('sourceLines', () => {
  it('makes lines of a source that has none, and marks only the block that changed', () => {
    const lines = sourceLines('<p>a</p><p>b</p><p>c</p>', '<p>a</p><p>B</p><p>c</p>');
    expect(lines).toEqual([
      { change: 'same', text: '<p>a</p>' },
      { change: 'removed', text: '<p>b</p>' },
      { change: 'added', text: '<p>B</p>' },
      { change: 'same', text: '<p>c</p>' },
    ]);
  });

  it('folds what is far from a change and loses no line', () => {
    const many = (words: string) =>
      Array.from({ length: 20 }, (_, n) => `<p>${n === 10 ? words : n}</p>`).join('');
    const lines = sourceLines(many('old'), many('new'));
    const counted = lines.reduce((sum, line) => sum + (line.change === 'folded' ? line.count : 1), 0);
    expect(counted).toBe(21);
    expect(lines.filter((line) => line.change === 'folded')).toEqual([
      { change: 'folded', count: 8 },
      { change: 'folded', count: 7 },
    ]);
  });

  it('bears an empty side', () => {
    expect(sourceLines('', '<p>a</p>')).toEqual([{ change: 'added', text: '<p>a</p>' }]);
    expect(sourceLines('<p>a</p>', '')).toEqual([{ change: 'removed', text: '<p>a</p>' }]);
    expect(sourceLines('', '')).toEqual([]);
  });
});
