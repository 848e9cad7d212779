import { describe, expect, it } from 'vitest';
import { withFilters } from './history-query.ts';

describe('withFilters', () => {
  it('keeps the filters that are set on the way to the next page and to an export, and no empty ones', () => {
    const filters = { status: 'failed', kind: '', tool: undefined, q: 'a&b' };
    expect(withFilters('/history', filters, { cursor: 'c=1' })).toBe(
      '/history?status=failed&q=a%26b&cursor=c%3D1',
    );
    expect(withFilters('/history', {})).toBe('/history');
  });
});
