import { describe, expect, it } from 'vitest';
import type { ChangeSummary } from '@/lib/domain/change';
import { summaryOf } from '../changes/test-support/summary-of.ts';
import { whyNotAllowAll } from './allow-all.ts';

const of = (...parts: Partial<ChangeSummary>[]) => parts.map((part) => ({ summary: summaryOf(part) }));

describe('whyNotAllowAll', () => {
  it('lets plain changes be allowed together', () => {
    expect(whyNotAllowAll(of({}, {}, {}))).toBeNull();
  });

  it('never lets a loss, or what must be typed, go through with the others', () => {
    const loss = { what: 'macro' as const, count: 1, words: '1 macro is gone', examples: [] };
    expect(whyNotAllowAll(of({}, { losses: [loss] }))).toContain('lose');
    expect(whyNotAllowAll(of({ typeToAllow: 'Marketing' }, {}))).toContain('type');
  });
});
