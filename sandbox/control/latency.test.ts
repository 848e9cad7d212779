import { expect, it } from 'vitest';
import { createLatency, latencySchema } from './latency.ts';

it('gives the same row of times for the same seed, within its bounds', () => {
  const row = (seed: number) => {
    const latency = createLatency();
    latency.change(latencySchema.parse({ model: { min: 10, max: 20, seed } }));
    return Array.from({ length: 50 }, () => latency.next('model'));
  };
  expect(row(7)).toEqual(row(7));
  expect(row(7)).not.toEqual(row(8));
  expect(row(7).every((ms) => ms >= 10 && ms <= 20)).toBe(true);
  expect(new Set(row(7)).size).toBeGreaterThan(40);
});

it('is for the surfaces named, until it is cleared', () => {
  const latency = createLatency();
  latency.change({ composio: 5 });
  latency.change({ mcp: 6 });
  expect([latency.next('composio'), latency.next('mcp'), latency.next('oauth')]).toEqual([5, 6, 0]);
  latency.clear();
  expect([latency.next('composio'), latency.read()]).toEqual([0, {}]);
});

it('refuses bounds the wrong way round', () => {
  expect(latencySchema.safeParse({ mcp: { min: 2, max: 1 } }).success).toBe(false);
  expect(latencySchema.safeParse({ nothing: 1 }).success).toBe(false);
});
