import { kitchenSinkBlocks, kitchenSinkInlines, kitchenSinkMacros } from '@tributary/sandbox/testing';
import { describe, expect, test } from 'vitest';
import { say } from '../../../../phrases/say.ts';
import { findLosses } from './find-losses.ts';

/** The losses as a person is told them. */
const saidLosses = (before: string, after: string) =>
  findLosses(before, after).map((loss) => ({
    ...loss,
    words: say(loss.words),
    examples: loss.examples.map(say),
  }));

/** Bodies that hold every element of storage format. */
const samplePages = [kitchenSinkBlocks, kitchenSinkInlines, kitchenSinkMacros];

const macro = (name: string, inside = '') =>
  `<ac:structured-macro ac:name="${name}">${inside}</ac:structured-macro>`;
const panel = (name: string, text: string) =>
  macro(name, `<ac:rich-text-body><p>${text}</p></ac:rich-text-body>`);
const mention = (id: string) => `<ac:link><ri:user ri:account-id="${id}" /></ac:link>`;
const page = (title: string, body = '') =>
  `<ac:link><ri:page ri:content-title="${title}" />${body}</ac:link>`;
const label = (text: string) => `<ac:link-body>${text}</ac:link-body>`;
const image = (file: string) => `<ac:image><ri:attachment ri:filename="${file}" /></ac:image>`;
const file = (name: string) => `<ac:link><ri:attachment ri:filename="${name}" /></ac:link>`;
const comment = (ref: string, text: string) =>
  `<ac:inline-comment-marker ac:ref="${ref}">${text}</ac:inline-comment-marker>`;
const tasks = (...list: [id: number, status: string, text: string][]) =>
  `<ac:task-list>${list.map(([id, status, text]) => `<ac:task><ac:task-id>${id}</ac:task-id><ac:task-status>${status}</ac:task-status><ac:task-body>${text}</ac:task-body></ac:task>`).join('')}</ac:task-list>`;
const table = (...rows: string[]) =>
  `<table><tbody>${rows.map((cell) => `<tr><td><p>${cell}</p></td></tr>`).join('')}</tbody></table>`;
const layout = (type: string, ...cells: string[]) =>
  `<ac:layout><ac:layout-section ac:type="${type}">${cells.map((cell) => `<ac:layout-cell>${cell}</ac:layout-cell>`).join('')}</ac:layout-section></ac:layout>`;

const page7 = '<p><ac:link><ri:page ri:content-id="7" /></ac:link></p>';

/** Enough text that what is taken away beside it does not make the body much smaller. */
const text = `<p>${'The quick brown fox jumps over the lazy dog. '.repeat(20)}</p>`;

describe('what an update would take away', () => {
  test.each<
    [name: string, before: string, after: string, losses: [what: string, count: number, words: string][]]
  >([
    [
      'macros',
      macro('jira') + macro('toc'),
      '',
      [['macro', 2, 'Loses 2 macros: Jira issues, Table of contents']],
    ],
    [
      'one of two macros',
      macro('toc') + macro('toc'),
      macro('toc'),
      [['macro', 1, 'Loses 1 macro: Table of contents']],
    ],
    [
      'a panel that becomes a paragraph',
      panel('info', 'Mind this'),
      '<p>Mind this</p>',
      [['macro', 1, 'Loses 1 macro: Info panel']],
    ],
    [
      'a panel of the new editor',
      '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-content><p>a</p></ac:adf-content></ac:adf-node></ac:adf-extension>',
      '<p>a</p>',
      [['macro', 1, 'Loses 1 macro: Panel']],
    ],
    [
      'inline comments',
      `<p>${comment('1', 'this')} and ${comment('2', 'that')}</p>`,
      '<p>this and that</p>',
      [['comment', 2, '2 inline comments lose their place: “this”, “that”']],
    ],
    [
      'an inline comment of two parts',
      `<p>${comment('1', 'one')} <strong>${comment('1', 'two')}</strong></p>`,
      '<p>one</p>',
      [['comment', 1, '1 inline comment loses its place: “one”']],
    ],
    [
      'a mention',
      `<p>By ${mention('ada')} and ${mention('alan')}</p>`,
      `<p>By ${mention('alan')}</p>`,
      [['mention', 1, 'Loses 1 mention: @ada']],
    ],
    [
      'a task',
      tasks([1, 'incomplete', 'Ship'], [2, 'complete', 'Write']),
      tasks([2, 'complete', 'Write']),
      [['task', 1, 'Loses 1 task: Ship']],
    ],
    [
      'a tick',
      tasks([1, 'complete', 'Ship']),
      tasks([1, 'incomplete', 'Ship']),
      [['task', 1, 'Opens 1 ticked task again: Ship']],
    ],
    [
      'a tick of a task with a new number',
      tasks([1, 'complete', 'Ship the new app']),
      tasks([9, 'incomplete', 'Ship the app']),
      [['task', 1, 'Opens 1 ticked task again: Ship the new app']],
    ],
    [
      'tasks that become a list',
      tasks([1, 'complete', 'Ship']),
      '<ul><li>Ship</li></ul>',
      [['task', 1, 'Loses 1 task: Ship']],
    ],
    ['an image', image('hills.png'), '', [['image', 1, 'Loses 1 image: hills.png']]],
    [
      'an image of the web',
      '<ac:image><ri:url ri:value="https://a.example/b.png" /></ac:image>',
      '',
      [['image', 1, 'Loses 1 image: https://a.example/b.png']],
    ],
    [
      'a file',
      `<p>See ${file('plan.pdf')}</p>`,
      '<p>See it</p>',
      [['attachment', 1, 'Loses 1 attached file: plan.pdf']],
    ],
    ['a table', table('Name', 'Ada'), '<p>Name Ada</p>', [['table', 1, 'Loses 1 table: Name | Ada']]],
    [
      'links',
      `<p>${page('Plan')} <a href="https://a.example">there</a></p>`,
      '<p>Plan there</p>',
      [['link', 2, 'Loses 2 links: Plan, there']],
    ],
    [
      'a layout',
      layout('two_equal', '<p>a</p>', '<p>b</p>'),
      '<p>a</p><p>b</p>',
      [['layout', 1, 'Loses 1 layout section: 2 columns']],
    ],
    [
      'columns that become one',
      layout('two_equal', '<p>a</p>', '<p>b</p>'),
      layout('single', '<p>a</p><p>b</p>'),
      [['layout', 1, 'Loses 1 layout section: 2 columns']],
    ],
    [
      'placeholder text',
      '<p>a</p>',
      '<p>a</p><p>[... rest of the page unchanged ...]</p>',
      [
        [
          'placeholder',
          1,
          'A placeholder stands where text should be: “[... rest of the page unchanged ...]”',
        ],
      ],
    ],
    [
      'a placeholder in a comment of the source',
      '<p>a</p>',
      '<p>a</p><!-- existing content -->',
      [['placeholder', 1, 'A placeholder stands where text should be: “existing content”']],
    ],
    [
      'a placeholder in code',
      macro('code', '<ac:plain-text-body><![CDATA[a()]]></ac:plain-text-body>'),
      macro('code', '<ac:plain-text-body><![CDATA[a()\n// ... existing code ...]]></ac:plain-text-body>'),
      [['placeholder', 1, 'A placeholder stands where text should be: “// ... existing code ...”']],
    ],
    [
      'what has no name',
      `${tasks([1, 'incomplete', ''])}<p><ac:link><ri:user /></ac:link><ac:image /><ac:link /></p>${page7}${table('')}`,
      '',
      [
        ['mention', 1, 'Loses 1 mention: @somebody'],
        ['task', 1, 'Loses 1 task: an empty task'],
        ['image', 1, 'Loses 1 image: an image without a name'],
        ['table', 1, 'Loses 1 table: an empty table'],
        ['link', 2, 'Loses 2 links: a link, content 7'],
      ],
    ],
  ])('%s', (_, before, after, losses) => {
    expect(
      saidLosses(text + before, text + after).map(({ what, count, words }) => [what, count, words]),
    ).toEqual(losses);
  });

  test.each([
    ['nothing is left', text, ''],
    ['only an empty paragraph is left', text, '<p> &nbsp; </p>'.replace('&nbsp;', '')],
    ['a body of one image', image('a.png'), '<p />'],
  ])('an emptied body: %s', (_, before, after) => {
    expect(saidLosses(before, after)[0]).toMatchObject({ what: 'emptied', words: 'Leaves the body empty' });
  });

  test('a body that is more than 40 % smaller', () => {
    const paragraphs = (count: number) => '<p>Ten words that say as much as ten words can.</p>'.repeat(count);
    expect(saidLosses(paragraphs(10), paragraphs(5))).toMatchObject([
      { what: 'shrunk', words: 'Makes the body 50 % smaller' },
    ]);
    expect(saidLosses(paragraphs(10), paragraphs(7))).toEqual([]);
  });

  test('a body that is not well-formed, new or present', () => {
    expect(saidLosses(text, '<p>a')).toMatchObject([
      { what: 'malformed', words: expect.stringContaining('<p> is never closed') },
    ]);
    expect(saidLosses('<p>a', text)).toMatchObject([
      { what: 'malformed', words: expect.stringContaining('not known') },
    ]);
  });
});

describe('what is no loss', () => {
  const whole = samplePages.join('\n');

  test.each<[name: string, before: string, after: string]>([
    ['nothing changes', whole, whole],
    ['something is added', whole, `${whole}<p>More.</p>${macro('toc')}`],
    ['everything moves', whole, [...samplePages].reverse().join('\n')],
    ['a body that was empty', '', '<p>New</p>'],
    ['a body that stays empty', '<p />', ''],
    [
      'a macro moves into a column',
      text + macro('toc') + layout('two_equal', '<p>a</p>', '<p>b</p>'),
      text + layout('two_equal', `<p>a</p>${macro('toc')}`, '<p>b</p>'),
    ],
    [
      'rewording',
      '<p>We ship on Friday, with all that we have.</p>',
      '<p>On Friday we will ship everything we have.</p>',
    ],
    [
      'rewording within a comment',
      `<p>${comment('1', 'these words')}</p>`,
      `<p>${comment('1', 'other words')}</p>`,
    ],
    [
      'a macro with other parameters',
      macro('jira', '<ac:parameter ac:name="key">A-1</ac:parameter>'),
      macro('jira', '<ac:parameter ac:name="key">A-2</ac:parameter>'),
    ],
    ['a task is ticked', tasks([1, 'incomplete', 'Ship']), tasks([1, 'complete', 'Ship'])],
    [
      'tasks are sorted and numbered anew',
      tasks([1, 'complete', 'Ship'], [2, 'incomplete', 'Write']),
      tasks([1, 'incomplete', 'Write'], [2, 'complete', 'Ship']),
    ],
    [
      'two tasks of the same words change places',
      tasks([1, 'complete', 'Review'], [2, 'incomplete', 'Review']),
      tasks([1, 'incomplete', 'Review'], [2, 'complete', 'Review']),
    ],
    [
      'a task is reworded',
      tasks([1, 'complete', 'Ship the app on Friday']),
      tasks([1, 'complete', 'Ship the app on Monday']),
    ],
    [
      'a link gets another address',
      '<p><a href="https://old.example">Docs</a></p>',
      '<p><a href="https://new.example">Docs</a></p>',
    ],
    [
      'a link gets other words',
      `<p>${page('Plan', label('the plan'))}</p>`,
      `<p>${page('Plan', label('our plan'))}</p>`,
    ],
    [
      'a layout of other columns',
      layout('two_equal', '<p>a</p>', '<p>b</p>'),
      layout('three_equal', '<p>a</p>', '<p>b</p>', '<p>c</p>'),
    ],
    ['a table is filled anew', table('Name', 'Ada'), table('Name', 'Grace')],
    [
      'paragraphs in items are left out',
      '<ul><li><p>a</p></li><li><p>b</p></li></ul>',
      '<ul><li>a</li><li>b</li></ul>',
    ],
    [
      'spans without a meaning are left out',
      '<p><span style="color: red;">a</span> <span>b</span></p>',
      '<p>a b</p>',
    ],
    [
      'the word “unchanged” in honest prose',
      text,
      `${text}<p>The price stays unchanged, and so does the rest.</p>`,
    ],
    ['the word “unchanged” in a cell', text + table('Price', '10'), text + table('Price', 'unchanged')],
    ['a placeholder that stood there before', `${text}<p>[...]</p>`, `<p>[...]</p>${text}`],
    [
      'what only looks like a comment, in code',
      text + macro('code', '<ac:plain-text-body><![CDATA[a]]></ac:plain-text-body>'),
      text + macro('code', '<ac:plain-text-body><![CDATA[<!-- keep the rest -->a]]></ac:plain-text-body>'),
    ],
  ])('%s', (_, before, after) => {
    expect(saidLosses(before, after)).toEqual([]);
  });
});

test('a link that keeps its name and gets another target is not lost, and equal names stand once', () => {
  const link = (attributes: string) =>
    `<p><ac:link><ri:page ri:content-title="Plan" ${attributes}/></ac:link></p>`;
  expect(saidLosses(text + link('ri:space-key="A" '), text + link('ri:space-key="B" '))).toEqual([]);
  const twice = link('ri:version-at-save="1" ') + link('ri:version-at-save="2" ');
  expect(saidLosses(text + twice, text)).toMatchObject([
    { words: 'Loses 2 links: Plan (2)', examples: ['Plan'] },
  ]);
});

test('there is at most one loss of a kind, and its examples are few', () => {
  const before = tasks(
    [1, 'complete', 'a'],
    ...Array.from({ length: 30 }, (_, id): [number, string, string] => [id + 2, 'incomplete', `Task ${id}`]),
  );
  const losses = saidLosses(text + before, text + tasks([1, 'incomplete', 'a']));
  const kinds = losses.map(({ what }) => what);
  expect(new Set(kinds).size).toBe(kinds.length);
  const loss = losses.find(({ what }) => what === 'task');
  expect(loss).toMatchObject({
    count: 31,
    words: 'Loses 30 tasks: Task 0, Task 1, Task 2 and 27 more. Opens 1 ticked task again: a',
  });
  expect(loss?.examples.length).toBeLessThanOrEqual(5);
});

test('what is lost is kept as codes, with what the page calls it', () => {
  const [loss] = findLosses(text + macro('jira') + macro('toc') + macro('jira'), text);
  expect(loss?.words).toMatchObject({ values: { what: 'macro', list: { count: 3, more: 0 } } });
  expect(JSON.stringify(loss)).not.toContain('Jira issues');
  expect(saidLosses(text + macro('jira'), text)[0]?.examples).toEqual(['Jira issues']);
});
