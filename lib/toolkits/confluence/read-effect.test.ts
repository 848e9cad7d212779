import fc from 'fast-check';
import { expect, test } from 'vitest';
import { effectOf } from '../toolkits.ts';

const page = {
  id: '7',
  title: 'Q3 Planning',
  version: { number: 5, message: null },
  _links: { base: 'https://acme.atlassian.net/wiki', webui: '/spaces/MKT/pages/7/Q3+Planning' },
};

test('an update tells the version that it made', () => {
  expect(effectOf('CONFLUENCE_UPDATE_PAGE', { id: '7' }, page)).toEqual({
    id: '7',
    title: 'Q3 Planning',
    versionAfter: 5,
    partVersion: null,
  });
});

test('the version of a property or comment is not taken for that of the page it is on', () => {
  const property = { id: '9', key: 'note', value: 1, version: { number: 2 } };
  const args = { pageId: '7', propertyId: '9', value: 1 };
  expect(effectOf('CONFLUENCE_UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID', args, property)).toMatchObject({
    id: '9',
    versionAfter: null,
    partVersion: 2,
  });
  const comment = { id: '11', title: 'Re: Q3 Planning', version: { number: 1 } };
  expect(effectOf('CONFLUENCE_CREATE_FOOTER_COMMENT', { pageId: '7' }, comment)).toMatchObject({
    id: '11',
    versionAfter: null,
    partVersion: 1,
  });
});

test.each([
  ['JSON in a text', JSON.stringify(page)],
  ['an envelope', { data: page, successful: true }],
  ['another envelope', { response_data: page }],
])('reads %s', (_, result) => {
  expect(effectOf('CONFLUENCE_CREATE_PAGE', {}, result)).toMatchObject({ id: '7', versionAfter: 5 });
});

test('a version may be a number alone, and an id too', () => {
  const answer = { id: 9, key: 'note', version: 3 };
  const tool = 'CONFLUENCE_UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID';
  expect(effectOf(tool, {}, answer)).toMatchObject({ id: '9', partVersion: 3 });
});

test('what is labelled is named by the arguments, as the answer is a list of labels', () => {
  const answer = [{ id: '1', name: 'urgent', prefix: 'global' }];
  expect(effectOf('CONFLUENCE_ADD_CONTENT_LABEL', { id: '7', labels: [] }, answer)).toMatchObject({
    id: '7',
  });
});

test('a creation whose answer got lost has no id: one from its arguments would be of something else', () => {
  const args = { spaceId: '3', title: 'New' };
  expect(effectOf('CONFLUENCE_CREATE_PAGE', args, null)).toEqual({
    id: null,
    title: 'New',
    versionAfter: null,
    partVersion: null,
  });
});

test('it never throws, whatever a tool answers', () => {
  const tools = fc.oneof(
    fc.constantFrom('CONFLUENCE_UPDATE_PAGE', 'CONFLUENCE_ADD_CONTENT_LABEL'),
    fc.string(),
  );
  fc.assert(
    fc.property(tools, fc.anything(), fc.anything(), (tool, args, result) => {
      expect(effectOf(tool, args, result)).toHaveProperty('versionAfter');
    }),
  );
});
