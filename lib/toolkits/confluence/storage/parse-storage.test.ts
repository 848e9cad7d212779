import { describe, expect, test } from 'vitest';
import { say } from '../../../phrases/say.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import { parseStorage, StorageError, type StorageNode } from './parse-storage.ts';

/** What lies between two nodes that stand side by side: nothing but comments and processing instructions. */
const gap = /^(?:<!--[\s\S]*?-->|<\?[\s\S]*?\?>)*$/;

function checkOffsets(source: string, nodes: StorageNode[], from: number, to: number): void {
  let at = from;
  for (const node of nodes) {
    expect(source.slice(at, node.start)).toMatch(gap);
    const raw = source.slice(node.start, node.end);
    if (node.type === 'text') {
      if (node.cdata) expect(raw).toBe(`<![CDATA[${node.text}]]>`);
      else expect(raw).not.toContain('<');
    } else {
      expect(raw).toMatch(new RegExp(`^<${node.name}[\\s/>]`));
      expect(raw).toMatch(/>$/);
      if (node.contentStart !== node.end) {
        expect(source.slice(node.contentEnd, node.end)).toMatch(new RegExp(`^</${node.name}\\s*>$`));
        checkOffsets(source, node.children, node.contentStart, node.contentEnd);
      } else expect(node.children).toEqual([]);
    }
    at = node.end;
  }
  expect(source.slice(at, to)).toMatch(gap);
}

describe('offsets name the exact bytes of every node', () => {
  test.each(readCorpus())('$name', ({ source }) => {
    checkOffsets(source, parseStorage(source), 0, source.length);
  });

  test('around comments, CDATA and self-closing tags', () => {
    const source = 'a<!-- > --><!----><br/><b ></b\n><![CDATA[]]><?pi > ?>\r\n<c d="&gt;>"/>&eacute;😀';
    checkOffsets(source, parseStorage(source), 0, source.length);
  });
});

test('text is decoded: named, decimal and hexadecimal entities, CDATA as it stands', () => {
  const [p] = parseStorage(
    '<p title="&quot;a&nbsp;b&quot;">&lt;&eacute;&#8364;&#x1F600;<![CDATA[&lt;]]></p>',
  );
  expect(p).toMatchObject({ attributes: { title: '"a\u00a0b"' } });
  expect(p?.type === 'element' && p.children.map((node) => node.type === 'text' && node.text)).toEqual([
    '<é€😀',
    '&lt;',
  ]);
});

function fault(source: string): string {
  try {
    parseStorage(source);
  } catch (error) {
    if (error instanceof StorageError) return say(error.words);
    throw error;
  }
  throw new Error('it was not refused');
}

test.each([
  ['<p>one\ntwo & three</p>', 'line 2, column 5: a bare "&"; write it as &amp;'],
  ['<p>a < b</p>', 'line 1, column 6: a bare "<"; write it as &lt;'],
  ['<ul>\n<li>a</ul>', 'line 2, column 6: </ul> closes nothing; <li> is still open'],
  ['<p><br></p>', 'line 1, column 8: </p> closes nothing; <br> is still open'],
  ['<p>never', 'line 1, column 1: <p> is never closed'],
  ['</p>', 'line 1, column 1: </p> closes nothing that is open'],
  ['<p>&toString;</p>', 'line 1, column 4: the entity &toString; is not known'],
  ['<foo:x/>', 'line 1, column 9: the prefix "foo:" is not known; Confluence has ac: and ri:'],
  ['<p a="1" a="2"/>', 'line 1, column 17: duplicate attribute: a'],
  ['a ]]> b', 'line 1, column 3: "]]>" in text; write it as ]]&gt;'],
  ['<p>\ud83d</p>', 'line 1, column 4: half of a character (a lone surrogate)'],
  ['<![CDATA[x', 'line 1, column 11: unexpected end'],
])('what is not well-formed is refused with its place: %j', (source, message) => {
  expect(fault(source)).toBe(message);
});

test('a body nested without end is refused rather than read into a full stack', () => {
  expect(fault('<b>'.repeat(100_000))).toContain('nested more than 500 deep');
});
