import { markup } from './markup.ts';

const { mention, page, status } = markup;

/** The words that an inline comment stands on, and the marker around them. */
export const sinkComment = {
  ref: '6c1f6f3e-8d0a-4b59-9c55-2f4f7a0e9b01',
  selection: 'words that somebody asked about',
};

const link = (target: string, body = '', anchor = ''): string =>
  `<ac:link${anchor === '' ? '' : ` ac:anchor="${anchor}"`}>${target}${body}</ac:link>`;
const label = (text: string): string => `<ac:link-body>${text}</ac:link-body>`;

/** Everything that can stand in a line: marks, links of every kind, people, dates, images. */
export const kitchenSinkInlines = [
  '<h2>In a line</h2>',
  '<p><strong>strong</strong>, <em>emphasised</em>, <u>underlined</u>, <s>struck</s>, <del>deleted</del>, <code>code &lt;b&gt;</code>, H<sub>2</sub>O, E = mc<sup>2</sup>, <span style="color: rgb(255,86,48);">red</span>, <strong><em>both</em></strong>,<br />and a new line. Entities: a&nbsp;b &ndash; c &hellip; &euro;5 &amp; &lt;tag&gt; &#163;9.</p>',
  `<p>Due <time datetime="2026-09-30" />, kept by ${mention('ada')} and ${mention('alan')}, ${status('ON TRACK', 'Green')} ${status('LATE', 'Red')} ${status('ASLEEP', 'Grey')}, and <ac:inline-comment-marker ac:ref="${sinkComment.ref}">${sinkComment.selection}</ac:inline-comment-marker>.</p>`,
  '<p><ac:emoticon ac:name="smile" ac:emoji-shortname=":slight_smile:" ac:emoji-id="1f642" ac:emoji-fallback="🙂" /> <ac:emoticon ac:name="tick" /> <ac:placeholder>Say here what you mean</ac:placeholder></p>',
  '<h2>Links</h2>',
  '<ul>',
  ...[
    '<a href="https://example.com/?a=1&amp;b=2">of the web</a>',
    '<a href="https://example.com/card" data-card-appearance="inline">https://example.com/card</a>',
    page('Architecture overview'),
    page('Q3 Planning', 'MKT'),
    link('<ri:page ri:content-title="Offline sync" />', label('with <em>its own</em> words')),
    link(
      '<ri:page ri:content-title="Offline sync" />',
      '<ac:plain-text-link-body><![CDATA[plain & simple words]]></ac:plain-text-link-body>',
      'When two phones win',
    ),
    link('', label('to a place on this page'), 'Blocks'),
    link('<ri:blog-post ri:content-title="Wayfarer 5.3 is out" ri:posting-day="2026/09/02" />'),
    link('<ri:attachment ri:filename="readings.csv" />', label('to a file of this page')),
    link('<ri:space ri:space-key="HR" />'),
    mention('grace'),
  ].map((one) => `<li><p>${one}</p></li>`),
  '</ul>',
  '<h2>Images</h2>',
  '<ac:image ac:align="center" ac:layout="center" ac:width="320" ac:alt="A path over three hills"><ri:attachment ri:filename="hills.svg" /><ac:caption><p>Three hills and a path</p></ac:caption></ac:image>',
  '<p>An image within a line <ac:image ac:height="16" ac:alt="a small hill"><ri:attachment ri:filename="hills.svg" /></ac:image> and one of the web:</p>',
  '<ac:image ac:alt="Elsewhere"><ri:url ri:value="https://example.com/picture.png" /></ac:image>',
].join('\n');
