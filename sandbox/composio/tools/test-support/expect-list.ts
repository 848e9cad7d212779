import { expect } from 'vitest';
import type { Json } from './tool-case.ts';

/** Most list tools say how long their list is, and where in the whole it lies. */
export function expectList(data: Json, expected: { size?: number; limit?: number; start?: number } = {}) {
  expect(data).toMatchObject({ limit: 25, start: 0, ...expected });
  expect(data.size).toBe(data.results.length);
  expect(data._links.self).toEqual(expect.any(String));
}
