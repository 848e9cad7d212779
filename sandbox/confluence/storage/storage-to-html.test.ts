import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storageToHtml } from './storage-to-html.ts';

const links = {
  nameOf: () => 'Ada <b>',
  pageUrl: (title: string) => (title === 'Known' ? '/wiki/known' : undefined),
};
const draw = (body: string): string => storageToHtml(body, links);

describe('storage drawn as HTML', () => {
  it.each([
    '<script>alert(1)</script>',
    '<style>p { color: red }</style>',
    '<p onclick="alert(1)">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" JaVaScRiPt:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="//evil.example/x">x</a>',
    '<img src="https://evil.example/x.png" onerror="alert(1)" />',
    '<iframe src="https://evil.example"></iframe>',
    '<p style="background: url(https://evil.example)">x</p>',
    '<svg><script>alert(1)</script></svg>',
    '<ac:structured-macro ac:name="html"><ac:plain-text-body><![CDATA[<script>alert(1)</script>]]></ac:plain-text-body></ac:structured-macro>',
    '<ac:structured-macro ac:name="&quot;&gt;&lt;script&gt;"></ac:structured-macro>',
    '<td colspan="2&quot; onclick=&quot;x">x</td>',
    '<p>not well-formed <script>alert(1)</script>',
  ])('lets nothing run or load: %s', (body) => {
    const html = draw(body);
    expect(html).not.toMatch(/<(script|style|iframe|svg|img|object|embed)/i);
    expect(html).not.toMatch(/<[^>]*\s(on\w+|style|src)=/i);
    expect(html).not.toMatch(/href="(?!https?:\/\/|mailto:|\/(?!\/)|#)/i);
    expect(html).not.toMatch(/href="[^"]*evil/);
  });

  it('writes only elements of its own list, whatever the text holds', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cdata = text.replaceAll(']]>', '');
        const html = draw(
          `<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${cdata}]]></ac:plain-text-body></ac:structured-macro>`,
        );
        expect(
          html.match(/<\/?[a-z]+/g)?.every((tag) => /^<\/?(figure|figcaption|pre|code)$/.test(tag)),
        ).toBe(true);
      }),
    );
  });

  it('keeps the inside of code, tasks, panels, mentions and layouts', () => {
    const html = draw(
      '<ac:layout><ac:layout-section ac:type="single"><ac:layout-cell>' +
        '<ac:structured-macro ac:name="info"><ac:rich-text-body><p>Read me</p></ac:rich-text-body></ac:structured-macro>' +
        '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[a < b]]></ac:plain-text-body></ac:structured-macro>' +
        '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>Ship</ac:task-body></ac:task></ac:task-list>' +
        '<p><ac:link><ri:user ri:account-id="1" /></ac:link> <ac:link><ri:page ri:content-title="Known" /></ac:link></p>' +
        '</ac:layout-cell></ac:layout-section></ac:layout>',
    );
    for (const part of [
      'Read me',
      'a &lt; b',
      'Done: ',
      'Ship',
      '@Ada &lt;b&gt;',
      '<a href="/wiki/known">Known</a>',
    ])
      expect(html).toContain(part);
  });

  it('counts on from where a list begins, leads to headings, and lists those a table of contents asks for', () => {
    const toc = (inner: string) => `<ac:structured-macro ac:name="toc">${inner}</ac:structured-macro>`;
    const html = draw(
      `${toc('<ac:parameter ac:name="minLevel">2</ac:parameter>')}<h1>Top</h1><h2>Below</h2><ol start="7"><li>x</li></ol><ac:link ac:anchor="Below"><ac:link-body>go</ac:link-body></ac:link>`,
    );
    expect(html).toContain('<ol start="7">');
    expect(html).toContain('<a href="#h-2">go</a>');
    expect(html).not.toContain('<a href="#h-1">');
    expect(draw('<ac:emoticon ac:name="tick" />')).toBe('(tick)');
  });

  it('names what it does not draw', () => {
    expect(draw('<ac:structured-macro ac:name="jira"></ac:structured-macro>')).toContain('Macro: jira');
    expect(draw('<ac:image ac:alt="A hill"><ri:attachment ri:filename="h.png" /></ac:image>')).toContain(
      'Image: A hill',
    );
    expect(draw('<marquee>x</marquee>')).toContain('marquee');
  });
});
