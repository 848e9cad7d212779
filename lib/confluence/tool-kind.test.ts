import { expect, test } from 'vitest';
import catalogue from '../../sandbox/composio/toolkit/catalogue.json';
import { kindOfTool } from './tool-kind.ts';

test('each of the 62 Confluence tools has the kind that its hints promise', () => {
  const promised = (hint: string) => (hint === 'create' || hint === 'update' ? 'write' : hint);
  for (const { slug, kind } of catalogue) expect([slug, kindOfTool(slug)]).toEqual([slug, promised(kind)]);
  expect(catalogue).toHaveLength(62);
});

test.each([
  ['an unknown verb', 'CONFLUENCE_PUBLISH_EVERYTHING'],
  ['another app', 'JIRA_GET_ISSUE'],
  ['an unknown Composio tool', 'COMPOSIO_REMOTE_BASH_TOOL'],
  ['a batch, before it is looked into', 'COMPOSIO_MULTI_EXECUTE_TOOL'],
  ['nonsense', ''],
])('%s counts as a write', (_, tool) => {
  expect(kindOfTool(tool)).toBe('write');
});
