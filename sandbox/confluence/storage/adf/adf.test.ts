import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storageDocuments } from '../test-support/storage-documents.ts';
import type { AdfNode } from './adf-node.ts';
import { storageToAdf } from './storage-to-adf.ts';

const names = {
  nameOf: () => 'Ada Lovelace',
  pageUrl: (title: string) => `/wiki/${title}`,
  fileId: (filename: string) => `file-of-${filename}`,
  contentId: 7,
};
const toAdf = (storage: string): AdfNode => storageToAdf(storage, names);
describe('a storage body as an Atlassian document', () => {
  it('reads what a document has nodes for', () => {
    const document = toAdf(
      '<h2>Head <em>of</em> it</h2><p style="text-align: center;">Due <time datetime="2026-09-30" /> <ac:link><ri:user ri:account-id="1" /></ac:link></p>' +
        '<ul><li>bare</li></ul><ac:structured-macro ac:name="note"><ac:rich-text-body><p>x</p></ac:rich-text-body></ac:structured-macro>' +
        '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">sql</ac:parameter><ac:plain-text-body><![CDATA[a < b]]></ac:plain-text-body></ac:structured-macro>' +
        '<ac:image ac:width="80"><ri:attachment ri:filename="a.png" /></ac:image>',
    );
    expect(document.content).toEqual([
      {
        type: 'heading',
        attrs: { level: 2 },
        content: [
          { type: 'text', text: 'Head ' },
          { type: 'text', text: 'of', marks: [{ type: 'em' }] },
          { type: 'text', text: ' it' },
        ],
      },
      {
        type: 'paragraph',
        marks: [{ type: 'alignment', attrs: { align: 'center' } }],
        content: [
          { type: 'text', text: 'Due ' },
          { type: 'date', attrs: { timestamp: String(Date.UTC(2026, 8, 30)) } },
          { type: 'text', text: ' ' },
          { type: 'mention', attrs: { id: '1', text: '@Ada Lovelace', accessLevel: '' } },
        ],
      },
      {
        type: 'bulletList',
        content: [
          { type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'bare' }] }] },
        ],
      },
      {
        type: 'panel',
        attrs: { panelType: 'warning' },
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }],
      },
      { type: 'codeBlock', attrs: { language: 'sql' }, content: [{ type: 'text', text: 'a < b' }] },
      {
        type: 'mediaSingle',
        attrs: { layout: 'center', width: 80, widthType: 'pixel' },
        content: [
          {
            type: 'media',
            attrs: {
              type: 'file',
              id: 'file-of-a.png',
              collection: 'contentId-7',
              __fileName: 'a.png',
              width: 80,
            },
          },
        ],
      },
    ]);
  });

  it('carries what it has no node for as it was written', () => {
    const odd = "<marquee a='1'>Round &amp; round</marquee>";
    const link = '<ac:link><ri:page ri:content-title="A &amp; B" /></ac:link>';
    const macro = `<ac:structured-macro ac:name="include" ac:schema-version="1"><ac:parameter ac:name="">${link}</ac:parameter></ac:structured-macro>`;
    const wrapped = '<ac:adf-extension><ac:adf-node type="futurism">x</ac:adf-node></ac:adf-extension>';
    for (const [storage, kept] of [
      [odd, odd],
      [macro, link],
      [wrapped, wrapped],
    ] as const)
      expect(JSON.stringify(toAdf(storage))).toContain(JSON.stringify(kept).slice(1, -1));
  });

  it.each([
    ['info', 'info'],
    ['tip', 'success'],
    ['note', 'warning'],
    ['warning', 'error'],
  ])('names the panel of the macro %s %s', (macro, panelType) => {
    const storage = `<ac:structured-macro ac:name="${macro}" ac:schema-version="1"><ac:rich-text-body><p>x</p></ac:rich-text-body></ac:structured-macro>`;
    expect(toAdf(storage).content).toMatchObject([{ type: 'panel', attrs: { panelType } }]);
  });

  it('is a document of typed nodes, whatever the body', () => {
    const isTyped = (node: AdfNode): boolean =>
      node.type !== '' && (node.type !== 'text' || node.text !== '') && (node.content ?? []).every(isTyped);
    fc.assert(
      fc.property(storageDocuments, (storage) => {
        const document = toAdf(storage);
        expect(document).toMatchObject({ type: 'doc', version: 1 });
        expect(isTyped(document)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
