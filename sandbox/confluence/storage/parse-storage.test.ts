import { describe, expect, it } from 'vitest';
import { parseStorage } from './parse-storage.ts';

describe('well-formedness of storage bodies', () => {
  it.each([
    [
      'a macro with CDATA',
      '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[a < b && c]]></ac:plain-text-body></ac:structured-macro>',
    ],
    ['HTML entities', '<p>Fish&nbsp;&amp;&nbsp;chips &ndash; &#163;9 &#x20AC;</p>'],
    ['single quotes, newlines and comments', "<p\n class='x'>a<!-- note --><br /></p>\n"],
    ['plain text', 'Just words'],
    ['nothing', ''],
  ])('accepts %s', (_name, body) => {
    expect(() => parseStorage(body)).not.toThrow();
  });

  it.each([
    ['crossed tags', '<p><strong>x</p></strong>', /expected <\/strong>/],
    ['an open tag at the end', '<p>x', /Unexpected end of input; expected <\/p>/],
    ['a close tag too many', 'x</p>', /Unexpected close tag <\/p>/],
    ['HTML void tags', '<p>a<br>b</p>', /expected <\/br>/],
    ['an attribute without quotes', '<p class=x>a</p>', /Unquoted attribute value/],
    ['an attribute without value', '<input disabled />', /Attribute without value/],
    ['an attribute given twice', '<p a="1" a="2">x</p>', /Duplicate attribute: a/],
    ['a bare ampersand', '<p>Fish & chips</p>', /&amp;/],
    ['an unknown entity', '<p>&bogus;</p>', /Undeclared general entity "bogus"/],
    ['an open CDATA', '<p><![CDATA[x</p>', /CDATA/],
    ['an unknown prefix', '<x:y />', /Undeclared namespace prefix "x"/],
    ['a lone <', '<p>1 < 2</p>', /Disallowed character in tag name/],
    ['a document type', '<!DOCTYPE html><p>x</p>', /doctype/],
    ['half a surrogate', '<p>&#xD800;</p>', /Malformed character entity/],
  ])('refuses %s', (_name, body, reason) => {
    expect(() => parseStorage(body)).toThrow(reason);
  });

  it('tells the row and column of the fault', () => {
    expect(() => parseStorage('<p>one</p>\n<p>two</b>')).toThrow(/\[row,col \{unknown-source\}\]: \[2,7\]/);
  });
});
