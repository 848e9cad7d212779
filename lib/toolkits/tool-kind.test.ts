import { CATALOGUE } from '@tributary/sandbox/testing';
import { expect, test } from 'vitest';
import { isKnownTool, kindOf, kindOfTool } from './toolkits.ts';

const promised = (hint: string) => (hint === 'create' || hint === 'update' ? 'write' : hint);

test('each of the 62 Confluence tools has the kind that its hints promise', () => {
  for (const { slug, kind } of CATALOGUE) {
    expect([slug, isKnownTool(slug)]).toEqual([slug, true]);
    expect([slug, kindOfTool(slug)]).toEqual([slug, promised(kind)]);
    const annotations = { readOnlyHint: kind === 'read', destructiveHint: kind === 'destructive' };
    expect([slug, kindOf(slug, annotations)]).toEqual([slug, promised(kind)]);
  }
  expect(CATALOGUE).toHaveLength(62);
});

test.each([
  ['an unknown verb', 'CONFLUENCE_PUBLISH_EVERYTHING'],
  ['a verb that usually reads', 'CONFLUENCE_GET_AND_FORGET'],
  ['another app', 'JIRA_GET_ISSUE'],
  ['an unknown Composio tool', 'COMPOSIO_REMOTE_BASH_TOOL'],
  ['a batch, before it is looked into', 'COMPOSIO_MULTI_EXECUTE_TOOL'],
  ['what every object has', 'constructor'],
  ['nonsense', ''],
])('%s counts as a write, whatever its hints say', (_, tool) => {
  expect(kindOfTool(tool)).toBe('write');
  expect(kindOf(tool, { readOnlyHint: true, destructiveHint: false })).toBe('write');
  expect(isKnownTool(tool)).toBe(false);
});

test('a slug in another case is the same tool, as it is to Composio', () => {
  expect(kindOfTool('confluence_delete_space')).toBe('destructive');
  expect(kindOfTool(' Confluence_Get_Page_By_Id ')).toBe('read');
});

test.each([
  ['a read that is said to destroy', 'CONFLUENCE_GET_PAGES', { destructiveHint: true }, 'destructive'],
  ['a read that is said not to be one', 'CONFLUENCE_GET_PAGES', { readOnlyHint: false }, 'write'],
  ['a write that is said to be a read', 'CONFLUENCE_CREATE_PAGE', { readOnlyHint: true }, 'write'],
  ['a write that is said to destroy', 'CONFLUENCE_UPDATE_PAGE', { destructiveHint: true }, 'destructive'],
  [
    'a deletion that is said to be harmless',
    'CONFLUENCE_DELETE_PAGE',
    { readOnlyHint: true, destructiveHint: false },
    'destructive',
  ],
  [
    'an unknown one that contradicts itself',
    'X_Y',
    { readOnlyHint: true, destructiveHint: true },
    'destructive',
  ],
  ['no hints at all', 'CONFLUENCE_GET_PAGES', {}, 'read'],
  [
    'Composio’s own tool, whose hint is about connections',
    'COMPOSIO_MANAGE_CONNECTIONS',
    { destructiveHint: true },
    'read',
  ],
] as const)('of catalogue and hints the stricter holds: %s', (_, tool, annotations, kind) => {
  expect(kindOf(tool, annotations)).toBe(kind);
});
