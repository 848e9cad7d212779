import { expect, test } from 'vitest';
import type { Target, UndoStep } from '../domain/change.ts';
import type { Phrase } from '../domain/phrase.ts';
import { NO_POLICY, type Policy } from '../domain/policy.ts';
import { deniedByRules, kindOfStep } from './judge-undo.ts';

const target: Target = {
  type: 'page',
  id: '7',
  title: 'Plan',
  space: { id: '1', key: 'ENG', name: 'Engineering' },
  ancestors: [],
  labels: [],
  version: 1,
  url: null,
};
const restore: UndoStep = { via: 'tool', tool: 'CONFLUENCE_UPDATE_PAGE', arguments: {} };
const remove: UndoStep = { via: 'tool', tool: 'CONFLUENCE_DELETE_PAGE', arguments: {} };
const removeSpace: UndoStep = { via: 'tool', tool: 'CONFLUENCE_DELETE_SPACE', arguments: {} };
const removeOverRest: UndoStep = {
  via: 'rest',
  toolkit: 'confluence',
  method: 'DELETE',
  path: '/wiki/api/v2/blogposts/7',
};
const putOverRest: UndoStep = {
  via: 'rest',
  toolkit: 'confluence',
  method: 'PUT',
  path: '/wiki/api/v2/tasks/7',
};

function denied(tool: string, steps: UndoStep[], user: Partial<Policy>): Phrase[] {
  return deniedByRules(
    { tool: `CONFLUENCE_${tool}` },
    { steps, target },
    { instance: NO_POLICY, user: { ...NO_POLICY, ...user } },
  );
}

test('the rules are asked about what the undo does, not about what it takes back', () => {
  const noDeletions = { kinds: { destructive: 'deny' as const } };
  expect(denied('CREATE_PAGE', [remove], noDeletions)).toHaveLength(1);
  expect(denied('CREATE_SPACE', [removeSpace], noDeletions)).toHaveLength(1);
  expect(denied('CREATE_PAGE', [remove], { tools: { CONFLUENCE_DELETE_PAGE: 'deny' } })).toHaveLength(1);
  expect(denied('DELETE_PAGE', [restore], noDeletions)).toEqual([]);
});

test('one step that is not allowed forbids the whole, and is named once', () => {
  const rules = { tools: { CONFLUENCE_DELETE_PAGE: 'deny' as const } };
  expect(denied('CREATE_PAGE', [restore, remove, remove], rules)).toHaveLength(1);
});

test('a step over REST is judged by what it does, and by the tool that it takes back', () => {
  expect(kindOfStep(removeOverRest)).toBe('destructive');
  expect(kindOfStep(putOverRest)).toBe('write');
  expect(denied('CREATE_BLOGPOST', [removeOverRest], { kinds: { destructive: 'deny' } })).toHaveLength(1);
  expect(denied('UPDATE_TASK', [putOverRest], { kinds: { destructive: 'deny' } })).toEqual([]);
  expect(denied('UPDATE_TASK', [putOverRest], { tools: { CONFLUENCE_UPDATE_TASK: 'deny' } })).toHaveLength(1);
});

test('places where nothing is written are left alone, and what only asks is allowed to who asks for it', () => {
  const never = { places: [{ type: 'space' as const, value: 'eng', rule: 'never' as const }] };
  expect(denied('UPDATE_PAGE', [restore], never)).toHaveLength(1);
  expect(denied('UPDATE_PAGE', [restore], { readOnly: true })).toHaveLength(1);
  expect(denied('CREATE_SPACE', [removeSpace], { kinds: { destructive: 'ask' } })).toEqual([]);
});
