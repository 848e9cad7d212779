import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Block, ChipKind, Inline, Preview } from '@/lib/domain/preview';
import { PreviewView } from './preview-view.tsx';

const render = (preview: Preview) => renderToStaticMarkup(<PreviewView preview={preview} />);
const text = (words: string): Inline => ({ type: 'text', text: words });
const paragraph = (...children: Inline[]): Block => ({ type: 'paragraph', children });
const page = (...blocks: Block[]) => render({ type: 'document', title: 'A page', blocks });
const compared = (rows: Extract<Preview, { type: 'diff' }>['rows']) =>
  render({
    type: 'diff',
    title: { before: 'T', after: 'T' },
    source: { before: '', after: '' },
    rows,
  });

const CHIPS: ChipKind[] = [
  ...(['mention', 'date', 'status', 'emoji', 'image'] as const),
  ...(['attachment', 'macro', 'comment', 'placeholder'] as const),
];

describe('PreviewView', () => {
  it('tells what is new and what is gone by element and by word, not by colour alone', () => {
    const html = compared([
      {
        change: 'changed',
        block: paragraph(
          text('on '),
          { type: 'text', text: 'Friday', mark: 'removed' },
          { type: 'text', text: 'Monday', mark: 'added' },
        ),
      },
      { change: 'added', block: paragraph(text('New words')) },
      { change: 'removed', block: paragraph(text('Old words')) },
    ]);
    expect(html).toMatch(/<del[^>]*><span class="sr-only"> removed: <\/span>Friday<\/del>/);
    expect(html).toMatch(/<ins[^>]*><span class="sr-only"> added: <\/span>Monday<\/ins>/);
    expect(html).toMatch(/<ins[^>]*>(?:(?!<\/ins>).)*added: (?:(?!<\/ins>).)*New words/);
    expect(html).toMatch(/<del[^>]*>(?:(?!<\/del>).)*removed: (?:(?!<\/del>).)*Old words/);
  });

  it('tells the marks of items, tasks, rows and cells', () => {
    const blocks = [paragraph(text('x'))];
    const cell = { header: false, columns: 1, rows: 1, blocks };
    const html = compared([
      { change: 'changed', block: { type: 'list', ordered: false, items: [{ blocks, mark: 'added' }] } },
      { change: 'changed', block: { type: 'tasks', items: [{ done: true, blocks, mark: 'removed' }] } },
      { change: 'changed', block: { type: 'table', rows: [{ cells: [cell], mark: 'added' }] } },
      {
        change: 'changed',
        block: { type: 'table', rows: [{ cells: [{ ...cell, mark: 'removed' }] }] },
      },
    ]);
    expect(html.match(/<ins/g)).toHaveLength(2);
    expect(html.match(/<del/g)).toHaveLength(2);
    expect(html.match(/added: /g)).toHaveLength(2);
    expect(html.match(/removed: /g)).toHaveLength(2);
  });

  it('folds what stays into a line', () => {
    expect(compared([{ change: 'folded', count: 12 }])).toContain('12 unchanged blocks');
    expect(compared([{ change: 'folded', count: 1 }])).toContain('1 unchanged block<');
  });

  it('never makes an element that loads something, whatever a page holds', () => {
    const address = 'https://x.test/p.png?secret=1';
    const html = page(
      { type: 'image', text: address },
      { type: 'macro', name: 'widget', detail: address, blocks: [{ type: 'image', text: address }] },
      { type: 'panel', kind: 'info', title: address, blocks: [] },
      paragraph(...CHIPS.map((kind): Inline => ({ type: 'chip', kind, text: address }))),
      paragraph(text('<img src="https://x.test/p.png">'), { type: 'chip', kind: 'image', text: '' }),
    );
    expect(html).not.toMatch(/<(img|picture|video|audio|iframe|object|embed|link|script|image)\b/);
    expect(html).not.toMatch(/<[^>]*\s(src|srcset|style|data|poster)=/);
  });

  it('links to web addresses only, in a new tab that learns nothing of this one', () => {
    const link = (href: string | null): Inline => ({ type: 'link', href, children: [text('words')] });
    const hostile = ['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'file:///etc/passwd'];
    const html = page(
      paragraph(...hostile.map(link), link(null), link('/wiki/x'), link('https://ok.test/a')),
    );
    expect([...html.matchAll(/<a [^>]*>/g)].map(([tag]) => tag)).toEqual([
      expect.stringMatching(/href="https:\/\/ok\.test\/a" target="_blank" rel="noopener noreferrer"/),
    ]);
    expect(html).not.toMatch(/javascript:|data:text/i);
    expect(html.match(/words/g)).toHaveLength(7);
  });

  it('links what a deletion takes along by the same rule', () => {
    const items = [
      { title: 'Good', url: 'https://ok.test/' },
      { title: 'Bad', url: 'javascript:alert(1)' },
    ];
    const html = render({ type: 'removal', gone: [{ what: 'Child pages', count: 3, items }], blocks: [] });
    expect(html.match(/href="[^"]*"/g)).toEqual(['href="https://ok.test/"']);
    expect(html).toContain('and 1 more');
  });

  it('says why there is nothing to see', () => {
    expect(render({ type: 'none', why: 'The page could not be read.' })).toContain(
      'The page could not be read.',
    );
  });
});
