import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import MarkdownBody from './markdown-body.tsx';

const render = (text: string) => renderToStaticMarkup(<MarkdownBody text={text} streaming={false} />);

describe('MarkdownBody', () => {
  it('never loads an image: it becomes a link that a person may follow', () => {
    for (const text of [
      '![a](https://x.test/p.png?secret=1)',
      '![a][r]\n\n[r]: https://x.test/p.png',
      '<img src="https://x.test/p.png">',
    ]) {
      expect(render(text)).not.toMatch(/<(img|link|picture|video|iframe)\b/);
    }
    expect(render('![a](https://x.test/p.png)')).toContain(
      '<a href="https://x.test/p.png" target="_blank" rel="noopener noreferrer">a</a>',
    );
  });

  it('shows HTML as the text it is', () => {
    const html = render('<script>alert(1)</script>\n\n<div onclick="x()">hi</div> and <b>bold</b>');
    expect(html).not.toMatch(/<(script|b)\b|onclick="/);
    expect(html).toContain('&lt;b&gt;');
  });

  it('links only to web and mail addresses', () => {
    const html = render(
      '[a](javascript:alert(1)) [b](data:text/html,x) [c](/api/x) [d](https://ok.test) [e](mailto:a@b.c)',
    );
    expect([...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([
      'https://ok.test',
      'mailto:a@b.c',
    ]);
  });

  it('breaks a line at <br> in a table, and leaves it alone in code', () => {
    expect(render('| a |\n|---|\n| x<br>y |')).toContain('x<br/>y');
    expect(render('`<br>`')).toContain('&lt;br&gt;');
  });

  it('begins its headings at h3, whatever level the answer begins with', () => {
    expect(render('## One\n\n### Two')).toMatch(/<h3[^>]*>One<\/h3>[\s\S]*<h4[^>]*>Two<\/h4>/);
    expect(render('# One\n\n## Two')).toMatch(/<h3[^>]*>One<\/h3>[\s\S]*<h4[^>]*>Two<\/h4>/);
  });
});

describe('MarkdownBody while it is written', () => {
  const write = (text: string) => renderToStaticMarkup(<MarkdownBody text={text} streaming />);

  it('shows what is open as if it were closed, and no link before its address is whole', () => {
    expect(write('One **two')).toContain('<strong>two</strong>');
    expect(write('See [the page](https://x.test/pa')).not.toContain('href');
    expect(write('```js\nconst a = "**')).toContain('const a = &quot;**');
  });
});
