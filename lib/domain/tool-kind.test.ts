import { CATALOGUE as catalogue } from '@tributary/sandbox/testing';
import { expect, test } from 'vitest';
import { kindOfTool as known } from '../toolkits/toolkits.ts';
import { kindOfTool, WRITING_TOOLS } from './tool-kind.ts';

test('the browser knows each tool by the kind that the server knows it by', () => {
  for (const { slug } of catalogue) expect([slug, kindOfTool(slug)]).toEqual([slug, known(slug)]);
  expect(kindOfTool('confluence_delete_space')).toBe('destructive');
});

test('the writing tools are those of the catalogue that do not read', () => {
  const writing = catalogue.filter(({ kind }) => kind !== 'read').map(({ slug }) => slug);
  expect([...WRITING_TOOLS].sort()).toEqual(writing.sort());
});
