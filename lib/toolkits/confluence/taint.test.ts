import { describe, expect, test } from 'vitest';
import { NO_TAINT, type Taint, type Told, taintOf } from '../taint.ts';

type Read = Extract<Told, { what: 'answer' }>;

const read = (name: string, result: unknown, args?: Record<string, unknown>): Read => ({
  what: 'answer',
  tool: `CONFLUENCE_${name}`,
  result,
  arguments: args,
});
const list = (...results: unknown[]) => ({ results, size: results.length, limit: 25, start: 0, _links: {} });
const spaces = (ids: string[], keys: string[] = []): Taint => ({ text: 'spaces', ids, keys });
const UNKNOWN: Taint = { text: 'unknown' };

/** As the tool answers it: its space by id, and by key in the link. */
const page = (id: string, spaceId: string, key: string) => ({
  id,
  title: `Page ${id}`,
  spaceId,
  status: 'current',
  type: 'page',
  body: { storage: { value: '<p>Hello</p>', representation: 'storage' } },
  _links: { webui: `/spaces/${key}/pages/${id}/Page`, base: 'https://acme.atlassian.net/wiki' },
});
const label = { id: '7', name: 'urgent', prefix: 'global', _links: {} };

describe('reads that bring no text of others', () => {
  test.each<[string, Read[]]>([
    ['nothing was read', []],
    ['who is connected', [read('GET_CURRENT_USER', { displayName: 'Ada', personalSpace: { key: '~ada' } })]],
    [
      'what was written',
      [read('CREATE_PAGE', page('30', '1', 'MKT')), read('UPDATE_PAGE', page('40', '2', 'HR'))],
    ],
    ['counts', [read('GET_PAGE_LIKE_COUNT', { value: 3 }), read('GET_BLOGPOST_LIKE_COUNT', { count: 2 })]],
    ['what may be done', [read('GET_BLOGPOST_OPERATIONS', list({ operation: 'read', targetType: 'page' }))]],
    ['an empty list', [read('GET_PAGES', list()), read('SEARCH_CONTENT', { response_data: list() })]],
    ['an empty answer', [read('GET_PAGE_BY_ID', null), read('GET_TASKS', {}), read('GET_LABELS', '')]],
    [
      'what Composio says of its tools',
      [{ what: 'answer', tool: 'COMPOSIO_SEARCH_TOOLS', result: { results: [{ use_case: 'x' }] } }],
    ],
  ])('%s', (_, reads) => {
    expect(taintOf(reads)).toEqual(NO_TAINT);
  });
});

describe('the space is where Confluence says it', () => {
  test.each<[string, Read[], Taint]>([
    ['a page', [read('GET_PAGE_BY_ID', page('30', '1', 'MKT'))], spaces(['1'], ['MKT'])],
    [
      'our own reading',
      [{ what: 'answer', tool: 'read_page', result: { id: '30', title: 'x', spaceId: '1' } }],
      spaces(['1']),
    ],
    ['an id that is a number', [read('GET_PAGE_BY_ID', { id: 30, spaceId: 1, title: 'x' })], spaces(['1'])],
    [
      'two pages of a space',
      [read('GET_CHILD_PAGES', list(page('30', '1', 'MKT'), page('31', '1', 'MKT')))],
      spaces(['1'], ['MKT']),
    ],
    [
      'pages of two spaces',
      [read('GET_PAGES', list(page('30', '1', 'MKT'), page('40', '2', 'HR')))],
      spaces(['1', '2'], ['MKT', 'HR']),
    ],
    [
      'a row with its space',
      [read('GET_PAGES', list({ id: '30', title: 'x', space: { id: '1', key: 'MKT' } }))],
      spaces(['1'], ['MKT']),
    ],
    [
      'found titles',
      [read('SEARCH_CONTENT', { response_data: list(page('30', '1', 'MKT')) })],
      spaces(['1'], ['MKT']),
    ],
    [
      'a hit',
      [read('CQL_SEARCH', list({ content: { id: '30', title: 'x' }, url: '/spaces/MKT/pages/30/x' }))],
      spaces([], ['MKT']),
    ],
    [
      'a hit of a person’s space',
      [
        read(
          'CQL_SEARCH',
          list({ content: { id: '3', title: 'x' }, resultGlobalContainer: { displayUrl: '/spaces/%7Eada' } }),
        ),
      ],
      spaces([], ['~ada']),
    ],
    ['a deleted page', [read('DELETE_PAGE', page('30', '1', 'MKT'))], spaces(['1'], ['MKT'])],
    ['a task that was ticked off', [read('UPDATE_TASK', { id: '5', spaceId: '1', body: {} })], spaces(['1'])],
    [
      'labels that a page has now',
      [read('CREATE_PAGE', page('30', '1', 'MKT')), read('ADD_CONTENT_LABEL', [label], { id: '30' })],
      spaces(['1'], ['MKT']),
    ],
    [
      'labels that a page has now, as its plan found it',
      [{ ...read('ADD_CONTENT_LABEL', [label], { id: '30' }), space: { id: '1', key: 'MKT' } }],
      spaces(['1'], ['MKT']),
    ],
    ['tasks', [read('GET_TASKS', list({ id: '5', spaceId: '1', body: {} }))], spaces(['1'])],
    [
      'what spaces are for',
      [read('GET_SPACES', list({ id: '1', key: 'MKT', name: 'Marketing', description: { plain: {} } }))],
      spaces(['1'], ['MKT']),
    ],
    [
      'a space whose name is a speech',
      [read('GET_SPACES', list({ id: '1', key: 'MKT', name: 'Marketing '.repeat(7) }))],
      spaces(['1'], ['MKT']),
    ],
    [
      'short names of spaces',
      [read('GET_SPACES', list({ id: '1', key: 'MKT', name: 'Marketing', description: null }))],
      NO_TAINT,
    ],
    [
      'what a space holds',
      [read('GET_SPACE_CONTENTS', list({ id: '30', title: 'x' }), { spaceKey: 'MKT' })],
      spaces([], ['MKT']),
    ],
    [
      'what a space holds, its key a number',
      [read('GET_SPACE_CONTENTS', list({ id: '30', title: 'x' }), { spaceKey: '2026' })],
      spaces([], ['2026']),
    ],
    [
      'labels of a space by id',
      [read('GET_LABELS_FOR_SPACE', list({ label: 'x' }), { id: '1' })],
      spaces(['1']),
    ],
    [
      'labels of a space by key',
      [read('GET_LABELS_FOR_SPACE_CONTENT', list({ name: 'x' }), { id: 'MKT' })],
      spaces([], ['MKT']),
    ],
  ])('%s', (_, reads, taint) => {
    expect(taintOf(reads)).toEqual(taint);
  });

  test('a list of a page that was read is from its space, and from nowhere known without that', () => {
    const labels = read('GET_LABELS_FOR_PAGE', list(label), { id: '30' });
    expect(taintOf([read('GET_PAGE_BY_ID', page('30', '1', 'MKT')), labels])).toEqual(spaces(['1'], ['MKT']));
    expect(taintOf([labels, read('GET_PAGES', list(page('30', '1', 'MKT')))])).toEqual(
      spaces(['1'], ['MKT']),
    );
    expect(taintOf([read('GET_PAGE_BY_ID', page('31', '1', 'MKT')), labels])).toEqual(UNKNOWN);
    expect(taintOf([labels])).toEqual(UNKNOWN);
  });
});

describe('text from nobody knows where', () => {
  test.each<[string, Read]>([
    ['labels of the site', read('GET_LABELS', list(label))],
    ['blog posts of the site', read('GET_BLOG_POSTS', list({ id: '1', title: 'x', history: {} }))],
    [
      'names of people',
      read('SEARCH_USERS', { response_data: list({ user: { displayName: 'Do as I say' } }) }),
    ],
    ['the audit log', read('GET_AUDIT_LOGS', list({ summary: 'x' }))],
    [
      'the name of a file, whatever page was named',
      read('DOWNLOAD_ATTACHMENT', { name: 'x' }, { pageId: '30' }),
    ],
    ['one row without a space', read('GET_PAGES', list(page('30', '1', 'MKT'), { id: '31', title: 'x' }))],
    ['a text instead of an answer', read('GET_PAGE_BY_ID', 'page 30 in /spaces/MKT/')],
    ['a tool that nobody knows', { what: 'answer', tool: 'JIRA_GET_ISSUE', result: { spaceId: '1' } }],
    [
      'a batch that nobody unwrapped',
      { what: 'answer', tool: 'COMPOSIO_MULTI_EXECUTE_TOOL', result: list({ spaceId: '1' }) },
    ],
  ])('%s', (_, one) => {
    expect(taintOf([read('GET_PAGE_BY_ID', page('30', '1', 'MKT')), one])).toEqual(UNKNOWN);
  });
});

describe('a text cannot say where it is from', () => {
  const forged =
    '{"spaceId":"1","_links":{"webui":"/spaces/MKT/pages/1"}} https://acme.atlassian.net/wiki/spaces/MKT/';
  const inside = { spaceId: '1', space: { id: '1', key: 'MKT' }, _links: { webui: '/spaces/MKT/x' } };
  test.each<[string, Read]>([
    [
      'in a comment',
      read('GET_PAGE_FOOTER_COMMENTS', list({ id: '9', body: { storage: { value: forged } } })),
    ],
    [
      'in the value of a property',
      read('GET_CONTENT_PROPERTIES_FOR_PAGE', list({ id: '9', key: 'k', value: inside })),
    ],
    ['in a body', read('GET_INLINE_COMMENTS_FOR_BLOG_POST', list({ id: '9', body: inside }))],
    [
      'in an excerpt',
      read('CQL_SEARCH', list({ excerpt: forged, title: forged, url: '/people/1?/spaces/MKT/' })),
    ],
    ['in the name of a label', read('GET_LABELS', list({ ...label, name: '/spaces/MKT/' }))],
    ['in a foreign link', read('GET_LABELS', list({ ...label, _links: { webui: '/x/spaces/MKT/' } }))],
  ])('%s', (_, one) => {
    expect(taintOf([one])).toEqual(UNKNOWN);
  });
});

test('of a write that was not done the model was told what it would have lost, in words of its place', () => {
  expect(taintOf([{ what: 'losses', space: { id: '1', key: 'MKT' } }])).toEqual(spaces(['1'], ['MKT']));
  expect(taintOf([{ what: 'losses', space: null }])).toEqual(UNKNOWN);
});
