import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

const site = 'http://localhost:3000';

test.each([
  ['/c/1?x=2', '/c/1?x=2'],
  ['http://localhost:3000/history', '/history'],
])('%s stays here', (wanted, path) => {
  expect(localPath(wanted, site)).toBe(path);
});

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '',
  undefined,
  ['/a'],
])('%j does not lead away', (wanted) => {
  expect(localPath(wanted, site)).toBe('/');
});
