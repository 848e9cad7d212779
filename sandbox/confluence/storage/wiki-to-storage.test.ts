import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStorage } from './parse-storage.ts';
import { wikiToStorage } from './wiki-to-storage.ts';

describe('wiki markup as storage', () => {
  it('converts headings, marks, links, lists, tables, code and panels', () => {
    expect(wikiToStorage('h2. Plan\n*bold* and _slanted_, {{code}}, [site|https://example.com/a_b_c]')).toBe(
      '<h2>Plan</h2><p><strong>bold</strong> and <em>slanted</em>, <code>code</code>, <a href="https://example.com/a_b_c">site</a></p>',
    );
    expect(wikiToStorage('* one\n** below\n* two')).toBe(
      '<ul><li><p>one</p><ul><li><p>below</p></li></ul></li><li><p>two</p></li></ul>',
    );
    expect(wikiToStorage('||A||B||\n|1|2|')).toBe(
      '<table><tbody><tr><th><p>A</p></th><th><p>B</p></th></tr><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>',
    );
    expect(wikiToStorage('{code:sql}\na < b\n{code}')).toBe(
      '<ac:structured-macro ac:name="code" ac:schema-version="1"><ac:parameter ac:name="language">sql</ac:parameter><ac:plain-text-body><![CDATA[a < b]]></ac:plain-text-body></ac:structured-macro>',
    );
    expect(wikiToStorage('{code}a{code}')).toContain('<![CDATA[a]]>');
    expect(wikiToStorage('{info:title=Read}\nThis\n{info}')).toContain('<ac:rich-text-body><p>This</p>');
    expect(wikiToStorage('*a _b* c_')).toBe('<p>*a _b* c_</p>');
    expect(wikiToStorage('{code} never closed')).toContain('never closed');
  });

  it('is well-formed whatever is written', () => {
    const pieces = fc.constantFrom(
      '*',
      '_',
      '-',
      '+',
      '{{',
      '}}',
      '[',
      '|',
      ']',
      '\n',
      '# ',
      '||',
      '{code}',
      'a',
      ' ',
      '&',
      '<',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        expect(() => parseStorage(wikiToStorage(parts.join('')))).not.toThrow();
      }),
    );
  });
});
