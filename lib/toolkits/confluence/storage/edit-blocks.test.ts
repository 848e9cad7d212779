import { describe, expect, test } from 'vitest';
import { say } from '../../../phrases/say.ts';
import { type BlockEdit, EditError, editBlocks } from './edit-blocks.ts';
import { readBlocks } from './read-blocks.ts';
import { readTokens } from './read-tokens.ts';

/** The id of the block with these bytes. */
function id(source: string, markup: string): string {
  const found = readBlocks(source).all.find(({ start, end }) => source.slice(start, end) === markup);
  if (!found) throw new Error(`no block ${markup}`);
  return found.id;
}

const edit = (source: string, ...edits: BlockEdit[]) => editBlocks(source, edits).body;
const refusal = (source: string, ...edits: BlockEdit[]): string => {
  try {
    editBlocks(source, edits);
  } catch (error) {
    if (error instanceof EditError) return say(error.words);
    throw error;
  }
  throw new Error('it was not refused');
};
const a = '<p>a</p>';
const b = '<p>b</p>';
const page = `<!-- x -->${a}\r\n${b} `;

test('each op changes its stretch and nothing else', () => {
  expect(edit(page, { op: 'replace', block: id(page, a), content: '<h1>A</h1>' })).toBe(
    `<!-- x --><h1>A</h1>\r\n${b} `,
  );
  expect(edit(page, { op: 'insert_before', block: id(page, b), content: '<hr/>' })).toBe(
    `<!-- x -->${a}\r\n<hr/>${b} `,
  );
  expect(edit(page, { op: 'insert_after', block: id(page, a), content: '<hr/>' })).toBe(
    `<!-- x -->${a}<hr/>\r\n${b} `,
  );
  expect(edit(page, { op: 'delete', block: id(page, b) })).toBe(`<!-- x -->${a}\r\n `);
  expect(edit(page, { op: 'append', content: '<p>c</p>' })).toBe(`${page}<p>c</p>`);
  expect(edit('', { op: 'append', content: a })).toBe(a);
});

test('edits of one call mean the page as it was read, and keep the order in which they were given', () => {
  const both = edit(
    page,
    { op: 'delete', block: id(page, a) },
    { op: 'insert_after', block: id(page, a), content: '<p>1</p>' },
    { op: 'insert_before', block: id(page, a), content: '<p>0</p>' },
    { op: 'insert_after', block: id(page, a), content: '<p>2</p>' },
    { op: 'append', content: '<p>9</p>' },
    { op: 'replace', block: id(page, b), content: a },
  );
  expect(both).toBe(`<!-- x --><p>0</p><p>1</p><p>2</p>\r\n${a} <p>9</p>`);
});

test('append within a block puts content at its end, also where it was empty', () => {
  const list = '<ul><li>x</li></ul>';
  expect(edit(list, { op: 'append', block: id(list, list), content: '<li>y</li>' })).toBe(
    '<ul><li>x</li><li>y</li></ul>',
  );
  const table = '<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>';
  expect(edit(table, { op: 'append', block: id(table, table), content: '<tr><td>2</td></tr>' })).toBe(
    table.replace('</tbody>', '<tr><td>2</td></tr></tbody>'),
  );
  const cell = '<ac:layout-cell />';
  const layout = `<ac:layout><ac:layout-section ac:type="single">${cell}</ac:layout-section></ac:layout>`;
  expect(edit(layout, { op: 'append', block: id(layout, cell), content: a })).toBe(
    layout.replace(cell, `<ac:layout-cell>${a}</ac:layout-cell>`),
  );
});

describe('tokens', () => {
  const mention = '<ac:link><ri:user ri:account-id="u&amp;1" /></ac:link>';
  const source = `<p>By ${mention}</p>${b}`;
  const token = [...readTokens(readBlocks(source)).byId.values()].find(
    ({ markup }) => markup === mention,
  )?.id;
  const replace = (content: string): BlockEdit => ({ op: 'replace', block: id(source, b), content });

  test('stand for their bytes, with or without their words, which may hold what XML may not', () => {
    expect(edit(source, replace(`<p>{{${token}}} and {{${token}:mention <A & B}}</p>`))).toBe(
      `<p>By ${mention}</p><p>${mention} and ${mention}</p>`,
    );
  });

  test('of blocks move the whole block', () => {
    const first = id(source, `<p>By ${mention}</p>`);
    expect(
      edit(source, replace(`<blockquote>{{#${first}}}</blockquote>`), { op: 'delete', block: first }),
    ).toBe(`<blockquote><p>By ${mention}</p></blockquote>`);
  });

  test('are not looked for in CDATA, in attributes, and after a backslash', () => {
    const code = `<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[{{${token}:w}}]]></ac:plain-text-body></ac:structured-macro>`;
    expect(edit(source, replace(code))).toContain(code);
    expect(
      edit(source, replace(`<p>\\{{${token}}} {{ .Values }} <a href="{{nope}}">\\[#bcdfg]</a></p>`)),
    ).toContain(`<p>{{${token}}} {{ .Values }} <a href="{{nope}}">[#bcdfg]</a></p>`);
  });

  test('that the page does not have are refused', () => {
    expect(refusal(source, replace('<p>{{zzzz:mention Eve}}</p>'))).toMatch(
      /^\{\{zzzz:mention Eve\}\} is not a token/,
    );
  });
});

describe('what would break the page is refused, in words to act on', () => {
  const list = '<ul><li>x</li></ul>';
  const table = '<table><tbody><tr><td>1</td></tr></tbody></table>';
  const tasks =
    '<ac:task-list><ac:task><ac:task-status>complete</ac:task-status><ac:task-body>t</ac:task-body></ac:task></ac:task-list>';
  const layout =
    '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>l</p></ac:layout-cell><ac:layout-cell /></ac:layout-section></ac:layout>';
  const source = `${a}${list}${table}${tasks}${layout}loose`;
  const at = (markup: string) => id(source, markup);
  const task = tasks.slice(14, -15);
  const section = layout.slice(11, -12);

  test.each([
    ['an unknown block', { op: 'delete', block: 'zzzzz' }, 'There is no block [#zzzzz]'],
    ['empty content', { op: 'replace', block: at(a), content: ' ' }, 'The content is empty'],
    ['only a comment', { op: 'replace', block: at(a), content: '<!-- x -->' }, 'holds nothing to see'],
    [
      'markup left open',
      { op: 'replace', block: at(a), content: '<p>x' },
      'not well-formed storage XHTML: line 1, column 1',
    ],
    [
      'Markdown',
      { op: 'insert_after', block: at(a), content: '## Title' },
      'The text “## Title” stands in no block',
    ],
    [
      'loose text in a list',
      { op: 'insert_after', block: at('<li>x</li>'), content: 'y' },
      'cannot stand directly in',
    ],
    [
      'an item in no list',
      { op: 'insert_after', block: at(a), content: '<li>y</li>' },
      'A <li> can only stand in <ul> or <ol>',
    ],
    ['a paragraph in a list', { op: 'insert_after', block: at('<li>x</li>'), content: a }, 'only <li> can'],
    ['a row in no table', { op: 'append', content: '<tr><td/></tr>' }, 'A <tr> can only stand in'],
    ['a paragraph in a table', { op: 'append', block: at(table), content: a }, 'only <tr> can'],
    ['a cell in no row', { op: 'append', content: '<table><tbody><td/></tbody></table>' }, 'only <tr> can'],
    [
      'a task in no task list',
      { op: 'append', content: task },
      'A <ac:task> can only stand in <ac:task-list>',
    ],
    ['an item in a task list', { op: 'replace', block: at(task), content: '<li>x</li>' }, 'only <ac:task>'],
    [
      'a task without a body',
      { op: 'append', block: at(tasks), content: '<ac:task/>' },
      'An <ac:task> needs',
    ],
    [
      'a layout in a cell',
      { op: 'append', block: at('<ac:layout-cell />'), content: layout },
      'only stand at the top',
    ],
    [
      'a cell too few',
      { op: 'delete', block: at('<ac:layout-cell />') },
      'the number of them belongs to the section',
    ],
    [
      'a section with a cell too many',
      {
        op: 'replace',
        block: at(section),
        content: section.replace('<ac:layout-cell />', '<ac:layout-cell /><ac:layout-cell />'),
      },
      'has 2 <ac:layout-cell>, not 3',
    ],
    [
      'two cells for one',
      { op: 'replace', block: at('<ac:layout-cell />'), content: '<ac:layout-cell /><ac:layout-cell />' },
      'only be replaced by one',
    ],
    [
      'a list in a paragraph',
      { op: 'replace', block: at(a), content: `<p>x${list}</p>` },
      'A <ul> cannot stand in a <p>',
    ],
    ['a macro without a name', { op: 'append', content: '<ac:structured-macro/>' }, 'needs its name'],
    ['a list left empty', { op: 'delete', block: at('<li>x</li>') }, 'Nothing would be left in the list'],
    [
      'a table left empty',
      { op: 'delete', block: at('<tr><td>1</td></tr>') },
      'Nothing would be left in the table',
    ],
    [
      'a paragraph that holds no blocks',
      { op: 'append', block: at(a), content: b },
      'Nothing can be appended to',
    ],
    [
      'a macro that loose text would swallow',
      { op: 'insert_before', block: at('loose'), content: '<ac:structured-macro ac:name="toc"/>' },
      'would run together',
    ],
    [
      'a token as plain text',
      { op: 'replace_text', block: at(a), find: 'a', replace: `{{${at(list)}}}` },
      'replace_text takes plain text',
    ],
  ] as [string, BlockEdit, string][])('%s', (_name, one, message) => {
    expect(refusal(source, one)).toContain(message);
  });

  test('two edits of the same place', () => {
    const item = at('<li>x</li>');
    const remove: BlockEdit = { op: 'delete', block: at(list) };
    expect(refusal(source, remove, { op: 'replace_text', block: item, find: 'x', replace: 'y' })).toMatch(
      /^Two edits touch/,
    );
    expect(refusal(source, remove, { op: 'insert_after', block: item, content: '<li/>' })).toMatch(
      /^Two edits touch/,
    );
    expect(refusal(source, remove, remove)).toMatch(/is edited twice/);
    const word: BlockEdit = { op: 'replace_text', block: item, find: 'x', replace: 'y' };
    expect(refusal(source, word, word)).toMatch(/^Two edits touch/);
    const text = (find: string, replace: string): BlockEdit => ({
      op: 'replace_text',
      block: at('loose'),
      find,
      replace,
    });
    // What differs lies apart, but each was to stand beside what the other changes.
    expect(refusal(source, text('loos', 'l-oos'), text('oose', 'oos-e'))).toMatch(/^Two edits touch/);
    expect(edit(source, text('lo', 'Lo'), text('se', 'SE'))).toBe(source.replace('loose', 'LooSE'));
  });

  test('a page that is not well-formed, and no edits at all', () => {
    expect(refusal('<p>', { op: 'append', content: a })).toMatch(/^The page itself is not well-formed/);
    expect(refusal(page)).toBe('There are no edits.');
  });
});

test('one refused edit refuses them all', () => {
  expect(refusal(page, { op: 'delete', block: id(page, a) }, { op: 'delete', block: 'zzzzz' })).toMatch(
    /no block/,
  );
});
