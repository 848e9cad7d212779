import fc from 'fast-check';

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) =>
  value
    .replace(/[^\p{L}\p{N}\p{P}\p{S}\p{Zs}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;'),
);
const quoted = text.map((value) => value.replaceAll('"', '&quot;'));
const cdata = text.map((value) => `<![CDATA[${value} <b> && ]]>`);
const entity = fc.constantFrom('&nbsp;', '&mdash;', '&#8364;', '&#x1F600;', '&amp;');

const { inline } = fc.letrec<{ inline: string; inlines: string }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 3 },
    text,
    entity,
    fc.constantFrom('<br />', '<br/>', '<time datetime="2026-09-30" />', '<!-- a remark -->'),
    quoted.map((name) => `<ac:link><ri:page ri:content-title="${name}" /></ac:link>`),
    quoted.map(
      (name) =>
        `<ac:structured-macro ac:name="status"><ac:parameter ac:name="title">${name}</ac:parameter></ac:structured-macro>`,
    ),
    fc
      .tuple(fc.constantFrom('strong', 'em', 'u', 'code', 'sub', 'span'), tie('inlines'))
      .map(([tag, inner]) => `<${tag}>${inner}</${tag}>`),
    tie('inlines').map(
      (inner) => `<ac:inline-comment-marker ac:ref="r-1">${inner}</ac:inline-comment-marker>`,
    ),
    tie('inlines').map((inner) => `<unknown-thing data-x='1'>${inner}</unknown-thing>`),
  ),
  inlines: fc.array(tie('inline'), { maxLength: 3 }).map((parts) => parts.join('')),
}));
const inlines = fc.array(inline, { maxLength: 4 }).map((parts) => parts.join(''));

const { block } = fc.letrec<{ block: string; blocks: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    inlines.map((inner) => `<p>${inner}</p>`),
    fc
      .tuple(fc.integer({ min: 1, max: 6 }), inlines)
      .map(([level, inner]) => `<h${level}>${inner}</h${level}>`),
    fc.constantFrom('<hr />', '<hr/>', '\n', '  '),
    cdata.map(
      (body) =>
        `<ac:structured-macro ac:name="code" ac:schema-version="1"><ac:plain-text-body>${body}</ac:plain-text-body></ac:structured-macro>`,
    ),
    tie('blocks').map((inner) => `<ul><li>${inner}</li></ul>`),
    tie('blocks').map((inner) => `<blockquote>${inner}</blockquote>`),
    tie('blocks').map((inner) => `<table><tbody><tr><td colspan="2">${inner}</td></tr></tbody></table>`),
    fc
      .tuple(fc.constantFrom('info', 'tip', 'expand', 'excerpt', 'anything'), tie('blocks'))
      .map(
        ([name, inner]) =>
          `<ac:structured-macro ac:name="${name}"><ac:rich-text-body>${inner}</ac:rich-text-body></ac:structured-macro>`,
      ),
    tie('blocks').map(
      (inner) =>
        `<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell>${inner}</ac:layout-cell><ac:layout-cell>x</ac:layout-cell></ac:layout-section></ac:layout>`,
    ),
  ),
  blocks: fc.array(tie('block'), { maxLength: 3 }).map((parts) => parts.join('')),
}));

/** Well-formed storage bodies of all shapes, for tests of what must hold for every one of them. */
export const storageDocuments = fc.array(block, { maxLength: 5 }).map((parts) => parts.join(''));
