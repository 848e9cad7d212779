import { expect, test } from 'vitest';
import { externalLinks, newExternalLinks } from './external-links.ts';

test.each<[name: string, source: string, found: string[]]>([
  ['a link', '<a href="https://a.example/?x=1&amp;y=2">a</a>', ['https://a.example/?x=1&y=2']],
  ['a mail address', '<a href="mailto:ada@a.example">a</a>', ['mailto:ada@a.example']],
  [
    'an image',
    '<ac:image><ri:url ri:value="https://a.example/b.png" /></ac:image>',
    ['https://a.example/b.png'],
  ],
  [
    'a parameter of a macro',
    '<ac:structured-macro ac:name="widget"><ac:parameter ac:name="url">https://a.example/v</ac:parameter></ac:structured-macro>',
    ['https://a.example/v'],
  ],
  [
    'a resource in a parameter',
    '<ac:structured-macro ac:name="widget"><ac:parameter ac:name="url"><ri:url ri:value="https://a.example/v" /></ac:parameter></ac:structured-macro>',
    ['https://a.example/v'],
  ],
  [
    'plain text',
    '<p>See https://a.example/b, (http://b.example/c_(d)) and <em>https://c.example</em>.</p>',
    ['https://a.example/b', 'http://b.example/c_(d)', 'https://c.example/'],
  ],
  [
    'code',
    '<ac:plain-text-body><![CDATA[curl "https://a.example/x"]]></ac:plain-text-body>',
    ['https://a.example/x'],
  ],
  ['a style', '<p style="background: url(https://a.example/b)">a</p>', ['https://a.example/b']],
  ['an address without a scheme', '<a href="//a.example/b">a</a>', ['https://a.example/b']],
  [
    'an address as only a browser reads it',
    '<a href="/&#9;/a.example/b">a</a><a href="HTTPS:\\\\b.example">b</a><a href="https:c.example">c</a>',
    ['https://a.example/b', 'https://b.example/', 'https://c.example/'],
  ],
  ['the same twice', '<p>https://a.example <a href="https://a.example/">a</a></p>', ['https://a.example/']],
  [
    'what leads nowhere outside',
    '<p xmlns:ac="https://a.example/">a:b <a href="/wiki/x">x</a><a href="javascript:alert(1)">y</a><a href="#z">z</a></p>',
    [],
  ],
  ['a body that is not well-formed', '<p><a href="https://a.example/?x&amp;y">a', ['https://a.example/?x&y']],
])('addresses are found in %s', (_, source, found) => {
  expect(externalLinks(source)).toEqual(found);
});

test('only addresses that the body does not have and that lead away from the site are new', () => {
  const before = '<p>https://known.example/a</p>';
  const after =
    '<p>https://known.example/a https://known.example/b https://acme.atlassian.net/wiki/x https://acme.atlassian.net@evil.example/ mailto:a@acme.atlassian.net</p>';
  expect(newExternalLinks(before, after, 'https://acme.atlassian.net/wiki')).toEqual([
    'https://known.example/b',
    'https://acme.atlassian.net@evil.example/',
    'mailto:a@acme.atlassian.net',
  ]);
  expect(newExternalLinks(null, '<p>https://acme.atlassian.net/x</p>', null)).toEqual([
    'https://acme.atlassian.net/x',
  ]);
});
