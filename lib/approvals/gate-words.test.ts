import { describe, expect, test } from 'vitest';
import { say } from '../phrases/say.ts';
import {
  allowed,
  always,
  askGate,
  CREATE,
  DELETE,
  DELETE_SPACE,
  from,
  fromAnywhere,
  type Given,
  label,
  operator,
  places,
  space,
  tool,
  tree,
  UNKNOWN,
  UPDATE,
  user,
} from './test-support/ask-gate.ts';

describe('the card and the model are told why, in sentences', () => {
  test.each([
    [CREATE, {}, ['Writes ask first.']],
    [DELETE, {}, ['What takes something away asks first.']],
    [UNKNOWN, {}, ['Tributary does not know this tool, so it asks first.']],
    [CREATE, operator({ readOnly: true }), ['By the operator’s rules, Tributary only reads.']],
    [CREATE, user(tool(CREATE, 'deny')), ['By your settings, “Create page” is not allowed.']],
    [
      UPDATE,
      user(places({ ...tree('20', 'never'), name: 'Plans' }, label('planning', 'never'))),
      [
        'By your settings, writing to “Plans” and below it is not allowed.',
        'By your settings, writing to what is labelled “planning” is not allowed.',
      ],
    ],
    [CREATE, always(CREATE, 'MKT'), ['You said before that “Create page” is allowed in the space MKT.']],
    [DELETE_SPACE, {}, ['What takes something away asks first.', 'Deleting a space always asks.']],
    [
      UPDATE,
      { ...allowed, ...from(['2']) },
      ['Text from another space was read before, and it may hold instructions that are not yours.'],
    ],
  ] satisfies [string, Given, string[]][])('%s %j', (slug, given, reasons) => {
    expect(askGate(slug, given).reasons.map(say)).toEqual(reasons);
  });
});

describe('“always” is offered only where it would help', () => {
  test.each([
    ['a plain write', CREATE, {}, true],
    ['a deletion of a page', DELETE, {}, true],
    ['an unknown tool that can be shown', UNKNOWN, {}, true],
    ['a kind that asks every time', CREATE, user({ kinds: { write: 'ask' } }), false],
    ['a place that asks every time', CREATE, operator(places(space('MKT', 'ask'))), false],
    ['a loss', UPDATE, { risk: { losses: true } }, false],
    ['no preview', UPDATE, { risk: { noPreview: true } }, false],
    ['text of others', UPDATE, fromAnywhere, false],
    ['deleting a space', DELETE_SPACE, {}, false],
    ['what is forbidden', CREATE, user({ readOnly: true }), false],
    ['what is allowed', CREATE, allowed, false],
  ] satisfies [string, string, Given, boolean][])('%s', (_, slug, given, offered) => {
    expect(askGate(slug, given).mayRemember).toBe(offered);
  });
});
