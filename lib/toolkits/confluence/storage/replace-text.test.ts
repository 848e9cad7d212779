import { describe, expect, test } from 'vitest';
import { say } from '../../../phrases/say.ts';
import { EditError, editBlocks } from './edit-blocks.ts';
import { textOf } from './element-kinds.ts';
import { parseStorage } from './parse-storage.ts';
import { readBlocks } from './read-blocks.ts';

describe('replace_text', () => {
  const swap = (source: string, find: string, replace: string) =>
    editBlocks(source, [{ op: 'replace_text', block: readBlocks(source).blocks[0]?.id ?? '', find, replace }])
      .body;
  const no = (source: string, find: string, replace: string): string => {
    try {
      swap(source, find, replace);
    } catch (error) {
      if (error instanceof EditError) return say(error.words);
      throw error;
    }
    throw new Error('it was not refused');
  };

  test.each([
    ['<p>5 &lt; 6 &eacute;</p>', '5 < 6', '5 < 7 & up', '<p>5 &lt; 7 &amp; up &eacute;</p>'],
    ['<p>so <b>bold</b> now</p>', 'so bold now', 'so brave now', '<p>so <b>brave</b> now</p>'],
    ['<p>so <b>bold</b> now</p>', 'bold now', 'it', '<p>so <b>it</b></p>'],
    ['<p>a</p>', 'a', '<b> & ]]>', '<p>&lt;b&gt; &amp; ]]&gt;</p>'],
    ['<p>one two</p>', 'one two', 'one or two', '<p>one or two</p>'],
    ['<p>a&nbsp;b  c</p>', 'a b c', 'a b d', '<p>a&nbsp;b  d</p>'],
    ['<p>a  \u00a0 b</p>', ' b', ' c', '<p>a  \u00a0 c</p>'],
    ['<p>😀</p>', '😀', '😁', '<p>😁</p>'],
    ['<p>&#128512; x</p>', '😀 x', '😁 x', '<p>😁 x</p>'],
    [
      '<p><ac:inline-comment-marker ac:ref="r">12 euros</ac:inline-comment-marker> a year</p>',
      '12 euros a year',
      '13 euros a year',
      '<p><ac:inline-comment-marker ac:ref="r">13 euros</ac:inline-comment-marker> a year</p>',
    ],
    ['<p>{{k3m9}} x</p>', '\\{{k3m9}} x', '\\{{k3m9}} y', '<p>{{k3m9}} y</p>'],
  ])('%s: “%s” → “%s”', (source, find, replace, result) => {
    expect(swap(source, find, replace)).toBe(result);
  });

  test('in code stays within CDATA, whatever brackets come together', () => {
    const code = (body: string) =>
      `<ac:structured-macro ac:name="code"><ac:plain-text-body>${body}</ac:plain-text-body></ac:structured-macro>`;
    const source = code('<![CDATA[x[y[0]] + a]x]>b & c]]>');
    for (const [find, replace] of [
      ['0]] +', '0]]>'],
      ['] + a', ']> a'],
      ['x]>', ']>'],
      ['b & c', 'b && ]]> <c>'],
      ['0]] +', '0]]]>'],
    ] as const) {
      const result = swap(source, find, replace);
      expect(textOf(parseStorage(result))).toBe(textOf(parseStorage(source)).replace(find, () => replace));
    }
  });

  test('is refused when the text is missing, ambiguous, across something else, or the same', () => {
    expect(no('<p>a</p>', 'z', 'y')).toMatch(/^“z” is not in the text of \[#\w+\]/);
    expect(no('<p>aa</p>', 'a', 'b')).toMatch(/^“a” stands 2 times/);
    expect(no('<ul><li>a</li><li>b</li></ul>', 'ab', 'c')).toMatch(/is not in the text/);
    expect(no('<p>a<br/>b</p>', 'ab', 'c')).toMatch(/is not in the text/);
    expect(no('<p>a</p>', 'a', 'a')).toMatch(/are the same/);
    expect(no('<p>a  b</p>', 'a b', 'a\tb')).toMatch(/spaces only/);
    expect(no('<p>a</p>', ' ', 'b')).toMatch(/"find" is empty/);
    expect(no('<p>a</p>', 'a', '\u0001')).toMatch(/not be well-formed/);
    const macro =
      '<ac:structured-macro ac:name="toc"><ac:parameter ac:name="x">hidden</ac:parameter></ac:structured-macro>';
    expect(no(macro, 'hidden', 'seen')).toMatch(/is not in the text/);
  });
});
