import { expect, test } from 'vitest';
import { newPageStorage, textToStorage } from './storage-compose.ts';
import { extractOf, isWholeStorage, readStorage } from './storage-read.ts';

test('a page is read as its headings, text, items, tasks, rows and code, without what is hidden', () => {
  const storage =
    '<h1>Plan &amp; goals</h1><p>See <ac:link><ri:page ri:content-title="Road &amp; map" /></ac:link> and <ac:link><ri:page ri:content-title="X" /><ac:plain-text-link-body><![CDATA[this]]></ac:plain-text-link-body></ac:link>, due <time datetime="2026-12-01" />.</p>' +
    '<ul><li><p>One<br />line</p></li><li>Two<ul><li>Inner</li></ul></li></ul>' +
    '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">sh</ac:parameter><ac:plain-text-body><![CDATA[rm -rf <x>]]></ac:plain-text-body></ac:structured-macro>' +
    '<ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>Ship</ac:task-body></ac:task></ac:task-list>' +
    '<table><tbody><tr><th><p>Who</p></th><td><p>Ada</p></td></tr></tbody></table><p>End&nbsp;&#8211;&#x2014;</p>';
  expect(readStorage(storage).map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'heading: Plan & goals',
    'paragraph: See Road & map and this, due 2026-12-01.',
    'item: One line',
    'item: Two',
    'item: Inner',
    'code: rm -rf <x>',
    'item: Ship',
    'row: Who · Ada',
    'paragraph: End –—',
  ]);
});

test('a body that was cut, or whose tags do not match, is not whole', () => {
  expect(isWholeStorage('<p title="a > b">x<br /></p><![CDATA[<p>]]>')).toBe(true);
  for (const cut of ['<p>x', '<p>x</p', '<p><strong>x</p></strong>', 'x</p>', '<p>x…[trimmed]<'])
    expect(isWholeStorage(cut)).toBe(false);
});

test('an extract has at most three sentences, those about the topic first', () => {
  const blocks = readStorage(
    '<p>First one here. Second one here. Remote work is fine. Fourth one here. Fifth one here.</p>',
  );
  expect(extractOf(blocks, 'remote work')).toBe('First one here. Second one here. Remote work is fine.');
  expect(extractOf(readStorage(`<p>${'word '.repeat(500)}</p>`)).length).toBeLessThanOrEqual(421);
});

test('composed bodies are whole whatever text goes in', () => {
  const nasty = `]]> <script>alert("1")</script> & ' \u0000\u0008 </p> ${String.fromCodePoint(0x1f600)}`;
  for (const storage of [
    newPageStorage({ title: nasty, sections: [nasty], text: nasty }),
    textToStorage(`# ${nasty}\n- ${nasty}\n1. ${nasty}`),
  ]) {
    expect(isWholeStorage(storage)).toBe(true);
    expect(storage).not.toContain('<script');
    expect([...storage].every((character) => character >= ' ')).toBe(true);
    expect(storage).toContain('😀');
  }
});
