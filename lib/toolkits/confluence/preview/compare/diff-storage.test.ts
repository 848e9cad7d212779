import { describe, expect, test } from 'vitest';
import type { Block, DiffRow } from '../../../../domain/preview.ts';
import { StorageError } from '../../storage/parse-storage.ts';
import { diffStorage } from './diff-storage.ts';

/** The blocks that change, with how. */
function changes(before: string, after: string): [change: string, block: Block][] {
  return diffStorage(before, after).flatMap((row): [string, Block][] =>
    row.change === 'same' || row.change === 'folded' ? [] : [[row.change, row.block]],
  );
}

function changed(before: string, after: string): Block {
  const [only, ...others] = changes(before, after);
  expect(others).toEqual([]);
  expect(only?.[0]).toBe('changed');
  return only?.[1] ?? { type: 'rule' };
}

const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, index) => `<p>Paragraph ${index}</p>`).join('');

describe('what changes is marked where it is read', () => {
  test('an edited paragraph is one changed block with the words of both sides', () => {
    expect(
      changed(
        '<p>The quick brown fox jumps over the dog</p>',
        '<p>The slow brown fox jumps over the dog</p>',
      ),
    ).toEqual({
      type: 'paragraph',
      children: [
        { type: 'text', text: 'The ' },
        { type: 'text', text: 'quick', mark: 'removed' },
        { type: 'text', text: 'slow', mark: 'added' },
        { type: 'text', text: ' brown fox jumps over the dog' },
      ],
    });
  });

  test('a paragraph that has nothing of another is not an edit of it', () => {
    const kinds = changes('<p>Alpha beta gamma</p>', '<p>One two three</p>').map(([change]) => change);
    expect(kinds).toEqual(['removed', 'added']);
  });

  test('text that becomes bold is marked although its words stay', () => {
    expect(changed('<p>Ship it on Friday</p>', '<p>Ship it on <strong>Friday</strong></p>')).toMatchObject({
      children: [
        { text: 'Ship it on ' },
        { text: 'Friday', mark: 'removed' },
        { text: 'Friday', styles: ['strong'], mark: 'added' },
      ],
    });
  });

  test('a heading that changes its level says what it was', () => {
    expect(changed('<h2>Goals</h2>', '<h3>Goals</h3>')).toMatchObject({ level: 3, note: 'Was heading 2' });
    expect(changed('<p>Goals</p>', '<h3>Goals</h3>')).toMatchObject({ note: 'Was a paragraph' });
    expect(changed('<ul><li>a</li></ul>', '<ol><li>a</li></ol>')).toMatchObject({
      note: 'Was a bulleted list',
    });
  });

  test('items of lists are new, gone or edited on their own', () => {
    const block = changed(
      '<ul><li>Buy milk today</li><li>Sell eggs</li></ul>',
      '<ul><li>Buy milk tomorrow</li><li>Feed hens</li><li>Sell eggs</li></ul>',
    );
    expect(block).toMatchObject({
      type: 'list',
      items: [
        {
          blocks: [
            {
              children: [
                { text: 'Buy milk ' },
                { text: 'today', mark: 'removed' },
                { text: 'tomorrow', mark: 'added' },
              ],
            },
          ],
        },
        { mark: 'added', blocks: [{ children: [{ text: 'Feed hens' }] }] },
        { blocks: [{ children: [{ text: 'Sell eggs' }] }] },
      ],
    });
  });

  test('a task says that it was ticked, and that it was opened again', () => {
    const task = (status: string) =>
      `<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>Ship</ac:task-body></ac:task></ac:task-list>`;
    expect(changed(task('incomplete'), task('complete'))).toMatchObject({
      items: [{ done: true, note: 'Ticked' }],
    });
    expect(changed(task('complete'), task('incomplete'))).toMatchObject({
      items: [{ done: false, note: 'Opened again' }],
    });
  });

  test('rows and words in cells are marked; a number that changes stays in its cell', () => {
    const table = (rows: string[][]) =>
      `<table><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`;
    const block = changed(
      table([
        ['Ada', '42'],
        ['Alan', '7'],
      ]),
      table([
        ['Ada', '43'],
        ['Grace', '9'],
        ['Alan', '7'],
      ]),
    );
    expect(block).toMatchObject({
      rows: [
        {
          cells: [
            {},
            {
              blocks: [
                {
                  children: [
                    { text: '42', mark: 'removed' },
                    { text: '43', mark: 'added' },
                  ],
                },
              ],
            },
          ],
        },
        { mark: 'added' },
        { cells: [{}, {}] },
      ],
    });
  });

  test('a column that is put in is new in every row, and the others stay', () => {
    const block = changed(
      '<table><tbody><tr><th>Name</th><th>Age</th></tr><tr><td>Ada</td><td>36</td></tr></tbody></table>',
      '<table><tbody><tr><th>Name</th><th>Town</th><th>Age</th></tr><tr><td>Ada</td><td>London</td><td>36</td></tr></tbody></table>',
    );
    if (block.type !== 'table') throw new Error('not a table');
    expect(block.rows.map(({ cells }) => cells.map(({ mark }) => mark))).toEqual([
      [undefined, 'added', undefined],
      [undefined, 'added', undefined],
    ]);
  });

  test('code is compared line by line', () => {
    const code = (text: string) =>
      `<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${text}]]></ac:plain-text-body></ac:structured-macro>`;
    expect(changed(code('a\nb\nc'), code('a\nB\nc'))).toMatchObject({
      text: 'a\nB\nc',
      lines: [{ text: 'a' }, { text: 'b', mark: 'removed' }, { text: 'B', mark: 'added' }, { text: 'c' }],
    });
  });

  test('panels and columns are compared inside', () => {
    const page = (word: string) =>
      `<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>Left</p></ac:layout-cell><ac:layout-cell><ac:structured-macro ac:name="info"><ac:rich-text-body><p>It is ${word} today</p></ac:rich-text-body></ac:structured-macro></ac:layout-cell></ac:layout-section></ac:layout>`;
    expect(changed(page('cold'), page('warm'))).toMatchObject({
      columns: [
        [{ type: 'paragraph' }],
        [
          {
            type: 'panel',
            blocks: [
              { children: [{}, { text: 'cold', mark: 'removed' }, { text: 'warm', mark: 'added' }, {}] },
            ],
          },
        ],
      ],
    });
  });

  test('an inline comment that loses its place is marked, its words are not', () => {
    const [before, after] = [
      '<ac:inline-comment-marker ac:ref="r">these words</ac:inline-comment-marker>',
      'these words',
    ];
    expect(changed(`<p>On ${before}.</p>`, `<p>On ${after}.</p>`)).toMatchObject({
      children: [
        { text: 'On these words' },
        { type: 'chip', kind: 'comment', mark: 'removed' },
        { text: '.' },
      ],
    });
  });
});

describe('what is not drawn is told in words', () => {
  const macro = (name: string, parameter: string, value: string) =>
    `<ac:structured-macro ac:name="${name}"><ac:parameter ac:name="${parameter}">${value}</ac:parameter></ac:structured-macro>`;

  test.each([
    [
      'the address of a link',
      '<p><a href="https://a.example/">Docs</a></p>',
      '<p><a href="https://b.example/">Docs</a></p>',
      'link: https://a.example/ → https://b.example/',
    ],
    [
      'the page a link leads to',
      '<p><ac:link><ri:page ri:content-title="A" /><ac:link-body>Docs</ac:link-body></ac:link></p>',
      '<p><ac:link><ri:page ri:content-title="B" ri:space-key="HR" /><ac:link-body>Docs</ac:link-body></ac:link></p>',
      'link: A → B in HR',
    ],
    [
      'a parameter of a macro',
      macro('jira', 'jqlQuery', 'project = A'),
      macro('jira', 'jqlQuery', 'project = B'),
      'jqlQuery: project = A → project = B',
    ],
    [
      'the colour of a status',
      `<p>${macro('status', 'colour', 'Green')}</p>`,
      `<p>${macro('status', 'colour', 'Red')}</p>`,
      'colour: Green → Red',
    ],
    [
      'how a paragraph is set',
      '<p>a</p>',
      '<p style="text-align: center;">a</p>',
      'style added: text-align: center;',
    ],
    [
      'the width of an image',
      '<ac:image ac:width="10"><ri:attachment ri:filename="a.png" /></ac:image>',
      '<ac:image ac:width="90"><ri:attachment ri:filename="a.png" /></ac:image>',
      'width: 10 → 90',
    ],
    [
      'the title of a panel',
      macro('info', 'title', 'Old'),
      macro('info', 'title', 'New'),
      'title: Old → New',
    ],
    [
      'the number of a task',
      '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-body>a</ac:task-body></ac:task></ac:task-list>',
      '<ac:task-list><ac:task><ac:task-id>2</ac:task-id><ac:task-body>a</ac:task-body></ac:task></ac:task-list>',
      'task number: 1 → 2',
    ],
    [
      'what has no words',
      '<p>a <span>b</span></p>',
      '<p>a b</p>',
      'Only the source changes; what a reader sees stays the same.',
    ],
    [
      'blanks',
      '<p>a</p><p>b</p>',
      '<p>a</p>\n<p>b</p>',
      'Only the source changes; what a reader sees stays the same.',
    ],
  ])('%s', (_, before, after, note) => {
    expect(JSON.stringify(changed(before, after))).toContain(JSON.stringify(note).slice(1, -1));
  });

  test('ids that Confluence writes on its own do not make every block look changed', () => {
    const rows = diffStorage('<p local-id="1">a</p><p local-id="2">b</p>', '<p>a</p><p>c d e</p>');
    expect(rows[0]).toMatchObject({ change: 'same' });
  });
});

describe('unchanged blocks are folded', () => {
  const kinds = (rows: DiffRow[]) => rows.map((row) => (row.change === 'folded' ? row.count : row.change));

  test('all but one on each side of a change', () => {
    const page = `${paragraphs(5)}<p>It is cold today</p>${paragraphs(4)}<p>It is dark today</p>${paragraphs(2)}<p>It is late today</p>`;
    const rows = diffStorage(
      page,
      page.replace('cold', 'warm').replace('dark', 'light').replace('late', 'early'),
    );
    expect(kinds(rows)).toEqual([
      4,
      'same',
      'changed',
      'same',
      2,
      'same',
      'changed',
      'same',
      'same',
      'changed',
    ]);
  });

  test('within a block that holds others too', () => {
    const page = `<blockquote>${paragraphs(6)}<p>It is cold today</p></blockquote>`;
    expect(changed(page, page.replace('cold', 'warm'))).toMatchObject({
      blocks: [{ type: 'folded', count: 5 }, { type: 'paragraph' }, { type: 'paragraph' }],
    });
  });

  test('a body that stays is one fold', () => {
    expect(kinds(diffStorage(paragraphs(9), paragraphs(9)))).toEqual([9]);
  });
});

test('a body that is not well-formed cannot be compared', () => {
  expect(() => diffStorage('<p>a</p>', '<p>a')).toThrow(StorageError);
  expect(() => diffStorage('<p>a', '<p>a</p>')).toThrow(StorageError);
});
