import { expect, test } from 'vitest';
import { signVersion } from '../../toolkits.ts';
import { versionMark } from './sign-version.ts';

const id = '6f1c2a34-0000-4000-8000-000000000001';

test('an update carries the id of its action in the version message', () => {
  expect(signVersion('CONFLUENCE_UPDATE_PAGE', { id: '1', version: { number: 3 } }, id)).toEqual({
    id: '1',
    version: { number: 3, message: versionMark(id) },
  });
});

test('what the message said stays', () => {
  const signed = signVersion('CONFLUENCE_UPDATE_BLOGPOST', { version: { number: 3, message: 'Typo ' } }, id);
  expect(signed.version).toEqual({ number: 3, message: `Typo (${versionMark(id)})` });
});

test.each([
  ['a tool without a version message', 'CONFLUENCE_CREATE_PAGE', { title: 'x', version: { number: 1 } }],
  ['arguments that Confluence will refuse anyway', 'CONFLUENCE_UPDATE_PAGE', { version: 'three' }],
])('%s is left as it is', (_, tool, args) => {
  expect(signVersion(tool, args, id)).toBe(args);
});
