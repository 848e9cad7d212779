import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksToMarkdown } from './blocks-to-markdown.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import { readBlocks } from './read-blocks.ts';
import { readTokens } from './read-tokens.ts';

/** Without ids, which are hashes. */
const shown = (source: string) =>
  blocksToMarkdown(source)
    .replace(/(?<!\\)\[#\w+\]/g, '#')
    .replace(/(?<!\\)\{\{\w+:/g, '{{');

test('a page reads as Markdown, line by line', () => {
  const source =
    '<h2>Plan</h2><p>By <ac:link><ri:user ri:account-id="u1"/></ac:link> &amp; <em>all</em>, <time datetime="2026-01-02"/></p>' +
    '<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>' +
    '<table><tbody><tr><th>X</th><th colspan="2">Y|Z</th></tr><tr><td><p>1</p><p>2</p></td><td/><td><hr/></td></tr></tbody></table>' +
    '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>Ship</ac:task-body></ac:task></ac:task-list>' +
    '<ac:structured-macro ac:name="note"><ac:parameter ac:name="title">T</ac:parameter><ac:rich-text-body><p>n</p></ac:rich-text-body></ac:structured-macro>';
  expect(shown(source).split('\n')).toEqual([
    '# ## Plan',
    '# By {{mention u1}} & *all*, {{date 2026-01-02}}',
    '# ul',
    ' # - # a',
    '  # ul',
    '   # - b',
    ' # - c',
    '# table',
    ' # || X ||(colspan=2) Y\\|Z |',
    ' # | 1 ¶ 2 | | (below) |',
    '  cell 3:',
    '   # ---',
    '# tasks',
    ' # - [x] Ship',
    '# :::note “T”',
    ' # n',
  ]);
});

test('code is shown in full, in a fence that its text cannot end', () => {
  const source =
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">js</ac:parameter><ac:plain-text-body>' +
    '<![CDATA[a < b\n````\n  x[y[0]]]]><![CDATA[>]]></ac:plain-text-body></ac:structured-macro>';
  expect(shown(source)).toBe('# `````js\na < b\n````\n  x[y[0]]>\n`````');
});

test('what a token hides is named: links, images, status, comments, macros, unknown elements', () => {
  const inline = (markup: string) => shown(`<p>x ${markup}</p>`).slice(4);
  expect(
    inline(
      '<ac:link ac:anchor="a"><ri:page ri:content-title="P" ri:space-key="S"/><ac:link-body>t</ac:link-body></ac:link>',
    ),
  ).toBe('{{link “t” → page “P” in S#a}}');
  expect(inline('<ac:image ac:alt="d"><ri:attachment ri:filename="f.png"/></ac:image>')).toBe(
    '{{image file f.png “d”}}',
  );
  expect(inline('<ac:inline-comment-marker ac:ref="r">so <b>it</b> is</ac:inline-comment-marker>')).toBe(
    '{{commented “so it is”}}',
  );
  expect(inline('<ac:novel ac:x="1">{{words}}</ac:novel>')).toBe('{{ac:novel “((words))”}}');
  expect(inline('<a href="https://e.x" data-card-appearance="inline">e</a>')).toBe(
    '{{link “e” → https://e.x}}',
  );
});

test('what begins to look like a token in one cell is not ended by the next', () => {
  const words = '}}{{[#:words';
  const row = `<tr><td colspan="${words}">${words}</td><td>}}</td></tr>`;
  const markdown = blocksToMarkdown(`<table><tbody>${row}</tbody></table>`);
  expect(markdown).toContain('(colspan=}}\\{{[#:words) }}\\{{[#:words | }}');
});

test('text of a page cannot pass for an id or a token of ours', () => {
  const bait = fc.constantFrom(
    '[#',
    'bcdfg',
    ']',
    '{',
    '{{',
    '}}',
    'k3m9',
    ':words',
    '\\',
    '\n',
    ' ',
    '```',
    '|',
    '<b>',
    '</b>',
  );
  const text = fc.array(bait, { maxLength: 12 }).map((parts) => parts.join(''));
  const escaped = text.map((words) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  const holders: ((text: string) => string)[] = [
    (words) => `<p>${words}</p>`,
    (words) => `${words}<p/>`,
    (words) => `<p>{<span>${words}</span>}</p>`,
    (words) => `<table><tbody><tr><td colspan="${words}">${words}</td></tr></tbody></table>`,
    (words) =>
      `<ac:structured-macro ac:name="code"><ac:parameter ac:name="title">${words}</ac:parameter><ac:plain-text-body>${words}</ac:plain-text-body></ac:structured-macro>`,
    (words) =>
      `<ac:structured-macro ac:name="${words}"><ac:rich-text-body><p style="${words}"/></ac:rich-text-body></ac:structured-macro>`,
    (words) => `<p>a <ac:link><ri:page ri:content-title="${words}"/></ac:link></p>`,
  ];
  fc.assert(
    fc.property(escaped, fc.constantFrom(...holders), (words, holder) => {
      const source = holder(words);
      const page = readBlocks(source);
      const ids = new Set(page.all.map(({ id }) => id));
      const markdown = blocksToMarkdown(source);
      for (const [, id] of markdown.matchAll(/(?<!\\)\[#([a-z0-9]+)\]/g)) expect(ids).toContain(id);
      if (source.includes('plain-text-body')) return;
      const tokens = readTokens(page).byId;
      for (const [, id = ''] of markdown.matchAll(/(?<!\\)\{\{#?([^{}\s:]{1,16})(?::[^{}]*)?\}\}/g))
        expect([...tokens.keys()]).toContain(id);
    }),
    { numRuns: 300 },
  );
});

test('every shown block of the corpus has its own line, and the whole is far smaller than its source', () => {
  let before = 0;
  let after = 0;
  for (const { source } of readCorpus()) {
    const markdown = blocksToMarkdown(source);
    for (const { id, folded } of readBlocks(source).all) expect(markdown.includes(`[#${id}]`)).toBe(!folded);
    before += source.length;
    after += markdown.length;
  }
  expect(after / before).toBeLessThan(0.6);
});
