import { describe, expect, it } from 'vitest';
import { checkArguments } from './tool-arguments.ts';
import { findTool } from './toolkit/catalogue.ts';

function check(slug: string, given: unknown) {
  const tool = findTool(`CONFLUENCE_${slug}`);
  if (tool === undefined) throw new Error(`There is no ${slug}.`);
  return checkArguments(tool, given);
}

const ERROR = 'Invalid request data provided\n- ';

describe('arguments that fit', () => {
  it('get the defaults of their schema, in nested objects too', () => {
    const given = { pageId: '1', body: { value: 'x' } };
    const value = { pageId: '1', body: { representation: 'storage', value: 'x' } };
    expect(check('CREATE_FOOTER_COMMENT', given)).toEqual({ ok: true, value });
    expect(given).toEqual({ pageId: '1', body: { value: 'x' } });
    expect(check('GET_LABELS_FOR_PAGE', { id: '1' })).toEqual({
      ok: true,
      value: { id: '1', limit: 25, start: 0 },
    });
  });

  it('may be JSON strings, whole or where an object or a list is wanted', () => {
    const labels = [{ name: 'a', prefix: 'global' }];
    const wanted = { ok: true, value: { id: '1', labels } };
    expect(check('ADD_CONTENT_LABEL', JSON.stringify({ id: '1', labels }))).toEqual(wanted);
    expect(check('ADD_CONTENT_LABEL', { id: '1', labels: JSON.stringify(labels) })).toEqual(wanted);
    expect(check('GET_CURRENT_USER', ' ')).toEqual({ ok: true, value: {} });
    expect(check('GET_CURRENT_USER', null)).toEqual({ ok: true, value: {} });
  });

  it('keep text that looks like JSON where text or anything is wanted', () => {
    expect(check('GET_PAGE_BY_ID', { id: '{"a":1}' })).toEqual({ ok: true, value: { id: '{"a":1}' } });
    const given = { page_id: '1', key: 'k', value: '[1]' };
    expect(check('CREATE_PAGE_PROPERTY', given)).toEqual({ ok: true, value: given });
  });

  it('lose null where it says nothing, and only there', () => {
    expect(check('GET_PAGE_BY_ID', { id: '1', version: null })).toEqual({ ok: true, value: { id: '1' } });
    const value = { deep: [null, { empty: null }], empty: null };
    expect(check('CREATE_BLOGPOST_PROPERTY', { id: '1', key: 'k', value })).toEqual({
      ok: true,
      value: { id: '1', key: 'k', value },
    });
    expect(check('CREATE_PAGE_PROPERTY', { page_id: '1', key: 'k', value: null })).toMatchObject({
      ok: true,
    });
  });
});

describe('arguments that do not fit', () => {
  it('are answered with every field that is missing and every field that is wrong', () => {
    const given = { id: 7, version: { number: 0 }, body: { storage: null }, status: 'gone', title: null };
    expect(check('UPDATE_PAGE', given)).toEqual({
      ok: false,
      error: `${ERROR}Following fields are missing: {'title', 'spaceId', 'body.storage'}
- Input should be a valid string on parameter \`id\`
- Input should be greater than or equal to 1 on parameter \`version.number\``,
    });
  });

  it.each<[slug: string, given: unknown, error: string]>([
    ['GET_PAGES', { limit: 'ten' }, 'Input should be a valid integer on parameter `limit`'],
    ['GET_PAGES', { limit: 201 }, 'Input should be less than or equal to 200 on parameter `limit`'],
    ['GET_PAGES', { label: 'x' }, 'Input should be a valid list on parameter `label`'],
    ['GET_PAGES', { label: [1] }, 'Input should be a valid string on parameter `label.0`'],
    ['GET_PAGES', { direction: 'up' }, "Input should be 'asc' or 'desc' on parameter `direction`"],
    [
      'CREATE_BLOGPOST_PROPERTY',
      { id: '1', key: 'k', value: 'text' },
      'Input should be a valid dictionary on parameter `value`',
    ],
    [
      'GET_SPACE_CONTENTS',
      { spaceKey: 'A', postingDay: 'today' },
      "String should match pattern '^\\d{4}-\\d{2}-\\d{2}$' on parameter `postingDay`",
    ],
    [
      'CREATE_PRIVATE_SPACE',
      { key: 'A'.repeat(256), name: 'A' },
      'String should have at most 255 characters on parameter `key`',
    ],
    [
      'UPDATE_BLOGPOST',
      { id: '1', title: 'A', spaceId: '1', body: {}, version: { number: 2 }, type: 'page' },
      "Input should be 'blogpost' on parameter `type`",
    ],
  ])('%s with %j', (slug, given, error) => {
    expect(check(slug, given)).toEqual({ ok: false, error: ERROR + error });
  });

  it('are refused when they are no object at all', () => {
    for (const given of ['{', '[1]', [1], 7, '"text"']) {
      expect(check('GET_CURRENT_USER', given)).toMatchObject({ ok: false });
    }
  });
});
