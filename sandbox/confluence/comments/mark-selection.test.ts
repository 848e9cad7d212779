import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStorage } from '../storage/parse-storage.ts';
import { markerRefs, markSelection } from './mark-selection.ts';

const marked = (text: string) => `<ac:inline-comment-marker ac:ref="r">${text}</ac:inline-comment-marker>`;
const one = (text: string) => ({ text, count: 1, index: 0 });

describe('marking a selection', () => {
  it('marks the asked place of several, and nothing else', () => {
    const body = '<p>tea, tea</p>\n<hr/><p>tea</p>';
    expect(markSelection(body, { text: 'tea', count: 3, index: 1 }, 'r')).toBe(
      `<p>tea, ${marked('tea')}</p>\n<hr/><p>tea</p>`,
    );
  });

  it.each([
    [
      'words across tags',
      '<p>all <strong>good</strong> things</p>',
      'good thing',
      `<p>all <strong>${marked('good')}</strong>${marked(' thing')}s</p>`,
    ],
    [
      'entities and hard blanks',
      '<p>Fish &amp;&nbsp;chips 🙂!</p>',
      'Fish & chips 🙂',
      `<p>${marked('Fish &amp;&nbsp;chips 🙂')}!</p>`,
    ],
    ['line ends', '<p>one\n  two</p>', 'one two', `<p>${marked('one\n  two')}</p>`],
    [
      'two blocks',
      '<p>end</p>\n<p>start</p>',
      'end start',
      `<p>${marked('end')}</p>\n<p>${marked('start')}</p>`,
    ],
    [
      'panels',
      '<ac:structured-macro ac:name="info"><ac:parameter ac:name="title">note</ac:parameter><ac:rich-text-body><p>note</p></ac:rich-text-body></ac:structured-macro>',
      'note',
      undefined,
    ],
  ])('finds %s', (_, body, text, wanted) => {
    const result = markSelection(body, one(text), 'r');
    if (wanted !== undefined) expect(result).toBe(wanted);
    expect(markerRefs(result)).toEqual(new Set(['r']));
    parseStorage(result);
  });

  it('does not look into code, settings of macros, and states of tasks', () => {
    const body =
      '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">tea</ac:parameter><ac:plain-text-body><![CDATA[tea]]></ac:plain-text-body></ac:structured-macro><p>tea</p>';
    expect(markSelection(body, one('tea'), 'r')).toBe(body.replace('<p>tea</p>', `<p>${marked('tea')}</p>`));
  });

  it('refuses words that are not there, and another number of places than was said', () => {
    const body = '<p>tea, tea</p>';
    for (const selection of [one('tea'), one('coffee'), one(' '), { text: 'tea', count: 2, index: 2 }])
      expect(() => markSelection(body, selection, 'r')).toThrow('The text selection was found');
  });

  it('leaves everything but the markers byte for byte', () => {
    const text = fc.stringMatching(/^[a-c ]{1,8}$/);
    const inner = fc.oneof(
      text,
      text.map((words) => `<em>${words}</em>`),
      fc.constant('&amp;'),
    );
    const body = fc.array(inner, { minLength: 1, maxLength: 6 }).map((parts) => `<p>${parts.join('')}</p>`);
    fc.assert(
      fc.property(body, fc.stringMatching(/^[a-c]{1,2}$/), (source, words) => {
        const count =
          source
            .replace(/<p>|<\/?em>|<\/p>/g, '')
            .replaceAll('&amp;', '&')
            .split(words).length - 1;
        fc.pre(count > 0);
        const result = markSelection(source, { text: words, count, index: count - 1 }, 'r');
        expect(result.replace(/<\/?ac:inline-comment-marker[^>]*>/g, '')).toBe(source);
        expect(markerRefs(result).size).toBe(1);
        parseStorage(result);
      }),
    );
  });
});
