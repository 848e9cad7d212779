import { storageDocuments } from '@tributary/sandbox/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../../../domain/preview.ts';
import { parseStorage, StorageError, type StorageNode } from '../../storage/parse-storage.ts';
import { readBlocks } from '../test-support/read-side.ts';
import { renderStorage } from './render-storage.ts';

const said = (text: string): Block => ({ type: 'paragraph', children: [{ type: 'text', text }] });
const macro = (name: string, inside: string) =>
  `<ac:structured-macro ac:name="${name}">${inside}</ac:structured-macro>`;
const set = (name: string, value: string) => `<ac:parameter ac:name="${name}">${value}</ac:parameter>`;
const rich = (body: string) => `<ac:rich-text-body>${body}</ac:rich-text-body>`;
const line = (source: string) => {
  const [block] = renderStorage(`<p>${source}</p>`);
  return block?.type === 'paragraph' ? block.children : block;
};

describe('blocks', () => {
  test.each<[name: string, source: string, blocks: Block[]]>([
    [
      'loose text',
      'a <em>b</em><p>c</p>',
      [
        {
          type: 'paragraph',
          children: [
            { type: 'text', text: 'a ' },
            { type: 'text', text: 'b', styles: ['em'] },
          ],
        },
        said('c'),
      ],
    ],
    [
      'code',
      macro('code', `${set('language', 'sql')}<ac:plain-text-body><![CDATA[a <b]]></ac:plain-text-body>`),
      [{ type: 'code', language: 'sql', text: 'a <b' }],
    ],
    [
      'code with a title',
      macro('code', `${set('title', 'T')}<ac:plain-text-body><![CDATA[a]]></ac:plain-text-body>`),
      [{ type: 'panel', kind: 'code', title: 'T', blocks: [{ type: 'code', language: null, text: 'a' }] }],
    ],
    [
      'a panel',
      macro('warning', set('title', 'T') + rich('<p>a</p>')),
      [{ type: 'panel', kind: 'warning', title: 'T', blocks: [said('a')] }],
    ],
    [
      'an expand',
      macro('expand', set('title', 'More') + rich('<p>a</p>')),
      [{ type: 'panel', kind: 'expand', title: 'More', blocks: [said('a')] }],
    ],
    [
      'a macro with what tells most of it',
      macro('jira', set('server', 'S') + set('key', 'A-1')),
      [{ type: 'macro', name: 'Jira issues', detail: 'A-1', blocks: [] }],
    ],
    [
      'a macro that shows a page',
      macro('include', set('', '<ac:link><ri:page ri:content-title="Plan" /></ac:link>')),
      [{ type: 'macro', name: 'Another page', detail: 'Plan', blocks: [] }],
    ],
    [
      'a macro of an app',
      macro('some-app', rich('<p>a</p>')),
      [{ type: 'macro', name: 'some-app', detail: null, blocks: [said('a')] }],
    ],
    [
      'tasks',
      '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>a</ac:task-body></ac:task></ac:task-list>',
      [{ type: 'tasks', items: [{ done: true, blocks: [said('a')] }] }],
    ],
    [
      'columns',
      '<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell><p>a</p></ac:layout-cell><ac:layout-cell><p>b</p></ac:layout-cell></ac:layout-section></ac:layout>',
      [{ type: 'columns', columns: [[said('a')], [said('b')]] }],
    ],
    [
      'columns of the old editor',
      macro('section', rich(macro('column', rich('<p>a</p>')) + macro('column', rich('<p>b</p>')))),
      [{ type: 'columns', columns: [[said('a')], [said('b')]] }],
    ],
    [
      'merged cells',
      '<table><tbody><tr><th colspan="2">a</th><td rowspan="99999">b</td></tr></tbody></table>',
      [
        {
          type: 'table',
          rows: [
            {
              cells: [
                { header: true, columns: 2, rows: 1, blocks: [said('a')] },
                { header: false, columns: 1, rows: 1000, blocks: [said('b')] },
              ],
            },
          ],
        },
      ],
    ],
    [
      'an image alone in a paragraph',
      '<p><ac:image ac:alt="A hill"><ri:attachment ri:filename="h.png" /></ac:image></p>',
      [{ type: 'image', text: 'A hill (h.png)' }],
    ],
    [
      'a macro in the middle of a paragraph',
      `<p>a ${macro('info', rich('<p>b</p>'))} c</p>`,
      [said('a'), { type: 'panel', kind: 'info', title: null, blocks: [said('b')] }, said('c')],
    ],
    [
      'what nobody knows',
      '<strange-thing a="1"><p>a</p></strange-thing>',
      [{ type: 'macro', name: 'strange-thing', detail: null, blocks: [said('a')] }],
    ],
  ])('%s', (_, source, blocks) => {
    expect(renderStorage(source)).toEqual(blocks);
  });
});

describe('a line', () => {
  test.each<[name: string, source: string, pieces: unknown[]]>([
    [
      'a mention',
      '<ac:link><ri:user ri:account-id="ada" /></ac:link>',
      [{ type: 'chip', kind: 'mention', text: '@ada' }],
    ],
    ['a date', '<time datetime="2026-09-30" />', [{ type: 'chip', kind: 'date', text: '2026-09-30' }]],
    ['a status', macro('status', set('title', 'LATE')), [{ type: 'chip', kind: 'status', text: 'LATE' }]],
    [
      'an emoji',
      '<ac:emoticon ac:name="smile" ac:emoji-fallback="🙂" />',
      [{ type: 'chip', kind: 'emoji', text: '🙂' }],
    ],
    [
      'a file',
      '<ac:link><ri:attachment ri:filename="a.pdf" /></ac:link>',
      [{ type: 'chip', kind: 'attachment', text: 'a.pdf' }],
    ],
    [
      'a page',
      '<ac:link><ri:page ri:content-title="Plan" /></ac:link>',
      [{ type: 'link', href: null, children: [{ type: 'text', text: 'Plan' }] }],
    ],
    [
      'a comment',
      '<ac:inline-comment-marker ac:ref="1">a <strong>b</strong></ac:inline-comment-marker>',
      [
        { type: 'text', text: 'a ' },
        { type: 'text', text: 'b', styles: ['strong'] },
        { type: 'chip', kind: 'comment', text: 'comment' },
      ],
    ],
    [
      'blanks as a browser sets them',
      '  a\n  b <br/> c&nbsp; ',
      [{ type: 'text', text: 'a b ' }, { type: 'break' }, { type: 'text', text: 'c\u00a0' }],
    ],
    [
      'a macro with a body, where only words can stand',
      `<strong>a ${macro('info', rich('<p>b</p>'))}</strong>`,
      [
        { type: 'text', text: 'a ', styles: ['strong'] },
        { type: 'chip', kind: 'macro', text: 'Info panel' },
        { type: 'break' },
        { type: 'text', text: 'b', styles: ['strong'] },
      ],
    ],
    [
      'what nobody knows',
      'a <odd-one>b</odd-one>',
      [
        { type: 'text', text: 'a ' },
        { type: 'chip', kind: 'macro', text: 'odd-one' },
        { type: 'text', text: 'b' },
      ],
    ],
  ])('%s', (_, source, pieces) => {
    expect(line(source)).toEqual(pieces);
  });

  test.each([
    ['https://a.example/x', 'https://a.example/x'],
    ['mailto:ada@a.example', 'mailto:ada@a.example'],
    ['javascript:alert(1)', null],
    ['JavaScript:alert(1)', null],
    ['java&#10;script:alert(1)', null],
    ['data:text/html,a', null],
    ['vbscript:a', null],
    ['file:///etc/passwd', null],
    ['/wiki/spaces', null],
    ['//a.example', null],
  ])('a link to %s opens %s', (href, opened) => {
    expect(line(`<a href="${href}">a</a>`)).toMatchObject([{ type: 'link', href: opened }]);
  });
});

/** The words of the source that are not settings of macros or tasks. */
function words(nodes: StorageNode[]): string[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return node.text.match(/[\p{L}\p{N}]+/gu) ?? [];
    return /^ac:(parameter|task-id|task-uuid|task-status)$/.test(node.name) ? [] : words(node.children);
  });
}

test('no word of a body is left out, whatever stands where', () => {
  fc.assert(
    fc.property(storageDocuments, (source) => {
      const drawn = readBlocks(renderStorage(source)).join('\n');
      for (const word of words(parseStorage(source))) expect(drawn).toContain(word);
    }),
    { numRuns: 150 },
  );
});

test('a body that is not well-formed is refused', () => {
  expect(() => renderStorage('<p>a')).toThrow(StorageError);
});
