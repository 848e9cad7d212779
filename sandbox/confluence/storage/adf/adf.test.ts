import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStorage } from '../parse-storage.ts';
import { storageDocuments } from '../test-support/storage-documents.ts';
import type { AdfNode } from './adf-node.ts';
import { AdfSyntaxError, adfToStorage } from './adf-to-storage.ts';
import { storageToAdf } from './storage-to-adf.ts';

const names = {
  nameOf: () => 'Ada Lovelace',
  pageUrl: (title: string) => `/wiki/${title}`,
  fileId: (filename: string) => `file-of-${filename}`,
  contentId: 7,
};
const toAdf = (storage: string): AdfNode => storageToAdf(storage, names);
const toStorage = (content: unknown[]): string =>
  adfToStorage(JSON.stringify({ type: 'doc', version: 1, content }), {
    filename: (id) => id.replace('file-of-', ''),
  });
const again = (document: AdfNode): AdfNode => toAdf(toStorage(document.content ?? []));

describe('storage format and Atlassian documents', () => {
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

  it('keeps what it has no node for, and gives it back as it was written', () => {
    const odd = "<marquee a='1'>Round &amp; round</marquee>";
    expect(toStorage(toAdf(odd).content ?? [])).toBe(odd);
    const macro =
      '<ac:structured-macro ac:name="include" ac:schema-version="1"><ac:parameter ac:name=""><ac:link><ri:page ri:content-title="A &amp; B" /></ac:link></ac:parameter></ac:structured-macro>';
    expect(toStorage(toAdf(macro).content ?? [])).toBe(macro);
    const card = { type: 'blockCard', attrs: { url: 'https://example.com/]]>' } };
    expect(again({ type: 'doc', content: [card] }).content).toEqual([card]);
  });

  it('names panels by their macros, and wraps the panel that has none', () => {
    for (const [macro, panelType] of [
      ['info', 'info'],
      ['tip', 'success'],
      ['note', 'warning'],
      ['warning', 'error'],
    ]) {
      const storage = `<ac:structured-macro ac:name="${macro}" ac:schema-version="1"><ac:rich-text-body><p>x</p></ac:rich-text-body></ac:structured-macro>`;
      expect(toAdf(storage).content).toMatchObject([{ type: 'panel', attrs: { panelType } }]);
      expect(toStorage(toAdf(storage).content ?? [])).toBe(storage);
    }
    const note = { type: 'panel', attrs: { panelType: 'note' }, content: [{ type: 'paragraph' }] };
    expect(toStorage([note])).toContain('<ac:adf-node type="panel">');
    expect(again({ type: 'doc', content: [note] }).content).toEqual([note]);
  });

  it('gives the same document again after a way through storage, whatever the body', () => {
    fc.assert(
      fc.property(storageDocuments, (storage) => {
        const once = again(toAdf(storage));
        expect(again(once)).toEqual(once);
      }),
      { numRuns: 150 },
    );
  });

  it('writes well-formed storage for any text and any attributes', () => {
    const attrs = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean()));
    const types = fc.constantFrom(
      ...'text paragraph panel status date emoji mention media extension table tableRow tableCell taskList nonsense'.split(
        ' ',
      ),
    );
    const { node } = fc.letrec<{ node: AdfNode }>((tie) => ({
      node: fc.record(
        {
          type: types,
          text: fc.string({ unit: 'binary' }),
          attrs,
          content: fc.array(tie('node'), { maxLength: 2, depthIdentifier: 'adf' }),
        },
        { requiredKeys: ['type'] },
      ),
    }));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 4 }), (content) => {
        expect(() => parseStorage(toStorage(content))).not.toThrow();
      }),
      { numRuns: 150 },
    );
  });

  it.each(['', 'null', '[]', '{"type":"paragraph"}', '{"type":"doc","content":[{"text":"no type"}]}'])(
    'refuses what is no document: %s',
    (json) => {
      expect(() => adfToStorage(json, { filename: () => undefined })).toThrow(AdfSyntaxError);
    },
  );
});
