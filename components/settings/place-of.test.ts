import { expect, test } from 'vitest';
import { placeRuleSchema } from '../../lib/domain/policy.ts';
import { placeOf } from './place-of.ts';

const SITE = 'https://acme.atlassian.net/wiki';

test.each([
  ['space', ' MKT ', { value: 'MKT' }],
  ['space', `${SITE}/spaces/MKT/overview`, { value: 'MKT' }],
  ['space', `${SITE}/spaces/%7E557058/pages/12/x`, { value: '~557058' }],
  ['tree', '163842', { value: '163842' }],
  ['tree', `${SITE}/spaces/MKT/pages/163842/Q3+Planning`, { value: '163842', name: 'Q3 Planning' }],
  ['tree', `${SITE}/spaces/MKT/pages/163842/50%25+done?x=1#top`, { value: '163842', name: '50% done' }],
  ['tree', `${SITE}/spaces/MKT/pages/163842/100%+done`, { value: '163842', name: '100% done' }],
  ['tree', `${SITE}/spaces/MKT/pages/edit-v2/163842`, { value: '163842' }],
  ['tree', `${SITE}/pages/viewpage.action?pageId=163842`, { value: '163842' }],
  ['label', '#Frozen', { value: 'frozen' }],
] as const)('%s from %s', (type, typed, place) => {
  const found = placeOf(type, typed);
  expect(found).toEqual({ type, ...place });
  expect(placeRuleSchema.safeParse({ ...found, rule: 'never' }).success).toBe(true);
});

test.each([
  ['space', 'My space'],
  ['space', ''],
  ['tree', 'Q3 Planning'],
  ['tree', `${SITE}/spaces/MKT/overview`],
  ['label', 'two words'],
  ['label', ''],
] as const)('%s from “%s” is refused with what to write instead', (type, typed) => {
  expect(placeOf(type, typed)).toEqual({ problem: expect.stringMatching(/^(Write|Paste) /) });
});
