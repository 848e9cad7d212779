import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IS_LONG, SEED } from '../../../../launcher/test-support/property-seed.ts';
import { blocksToMarkdown } from './blocks-to-markdown.ts';
import { readCorpus } from './corpus/read-corpus.ts';
import { type BlockEdit, EditError, editBlocks, type Touched } from './edit-blocks.ts';
import { parseStorage, type StorageElement, type StorageNode } from './parse-storage.ts';
import { readBlocks, type StorageBlock } from './read-blocks.ts';

const pages = readCorpus();
/** The longest page takes seconds for what takes the others a moment: an ordinary run has a few edits of it. */
const LONGEST = '40-very-long';
const timeout = IS_LONG ? 180_000 : 15_000;

type Span = { start: number; end: number };
/** A wish for an edit; which block and content it comes to depends on the page. */
type Wish = { op: BlockEdit['op']; block: number; content: number; from: number; length: number };

const wish: fc.Arbitrary<Wish> = fc.record({
  op: fc.constantFrom('replace', 'insert_before', 'insert_after', 'delete', 'replace_text', 'append'),
  block: fc.nat(),
  content: fc.nat(),
  from: fc.nat(),
  length: fc.integer({ min: 1, max: 30 }),
});

const inner = (block: StorageBlock | undefined) =>
  block?.parent && !['row'].includes(block.parent.kind) && block.parent.kind;

/** Content that has its place there, with words that nothing else has. */
function contentFor(
  kind: string | false | null | undefined,
  pick: number,
  words: string,
  tokens: string[],
): string {
  const token = tokens.length > 0 ? ` {{${tokens[pick % tokens.length]}}}` : '';
  const choose = (...all: string[]) => all[pick % all.length] ?? '';
  switch (kind) {
    case 'list':
      return choose(
        `<li>${words}${token}</li>`,
        `<li><p>${words}</p><ul><li>in ${words}</li></ul></li>\n<li />`,
      );
    case 'tasks':
      return `<ac:task><ac:task-id>${pick}</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>${words}${token}</ac:task-body></ac:task>`;
    case 'table':
      return choose(
        `<tr><td>${words}${token}</td><td /></tr>`,
        `<tr><th colspan="2"><p>${words}</p></th></tr>`,
      );
    case 'layout':
      return `<ac:layout-section ac:type="single"><ac:layout-cell><p>${words}</p></ac:layout-cell></ac:layout-section>`;
    case 'section':
      return `<ac:layout-cell><p>${words}${token}</p></ac:layout-cell>`;
    case 'line':
      return choose(`${words} <strong>loud</strong>${token}`, `<p>${words}</p>`);
    case 'row':
      return `<td>${words}</td>`;
    default:
      return choose(
        `<p>${words} &amp; &eacute;${token}</p>`,
        `<h2>${words}</h2>\n<hr/>`,
        `<ul><li>${words}</li></ul><!-- remark -->`,
        `<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[${words} < {{zzzz}} ]]]]><![CDATA[>]]></ac:plain-text-body></ac:structured-macro>`,
        `<ac:structured-macro ac:name="info"><ac:rich-text-body><p>${words}</p></ac:rich-text-body></ac:structured-macro>`,
        `<table><tbody><tr><td>${words}</td></tr></tbody></table>`,
      );
  }
}

const holds = ['list', 'tasks', 'table', 'layout', 'section', 'row'];

function editFor(blocks: StorageBlock[], tokens: string[], wanted: Wish, words: string): BlockEdit {
  const block = blocks[wanted.block % Math.max(1, blocks.length)];
  if (!block) return { op: 'append', content: contentFor(null, wanted.content, words, tokens) };
  const content = (kind: string | false | null | undefined) =>
    contentFor(kind, wanted.content, words, tokens);
  const place = inner(block);
  switch (wanted.op) {
    case 'delete':
      return { op: 'delete', block: block.id };
    case 'append':
      return block.inner && wanted.content % 3 > 0
        ? { op: 'append', block: block.id, content: content(holds.find((kind) => kind === block.kind)) }
        : { op: 'append', content: content(null) };
    case 'replace_text': {
      const text = visibleText(block.nodes);
      const from = wanted.from % Math.max(1, text.length);
      const find = text.slice(from, from + wanted.length).split('\uffff')[0] ?? '';
      const replace = `${find.slice(0, wanted.content % 4)}${words} <&>${find.slice(-(wanted.content % 3) || find.length)}`;
      return { op: 'replace_text', block: block.id, find, replace };
    }
    case 'replace':
      return { op: 'replace', block: block.id, content: content(block.kind === 'text' ? 'line' : place) };
    default:
      return { op: wanted.op, block: block.id, content: content(place) };
  }
}

/** What a reader sees, with a mark where text does not run on. */
function visibleText(nodes: StorageNode[]): string {
  const runsOn = /^(?:strong|b|em|u|s|del|code|sub|sup|span|a|ac:inline-comment-marker)$/;
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text;
      if (
        /^ri:|^ac:(?:(?:default-)?parameter|task-(?:id|uuid|status)|adf-extension|placeholder)$/.test(
          node.name,
        )
      )
        return '\uffff';
      const within = visibleText(node.children);
      return runsOn.test(node.name) ? within : `\uffff${within}\uffff`;
    })
    .join('');
}

const isWithin = (one: Span, spans: Span[]) =>
  spans.some(({ start, end }) => one.start >= start && one.end <= end && end > start);
const isTouched = (one: Span, spans: Span[]) =>
  spans.some(({ start, end }) =>
    start === end ? start > one.start && start < one.end : start < one.end && end > one.start,
  );

/** The start tags of all elements outside the spans: what must still be there. */
function elementsOutside(source: string, spans: Span[]): string[] {
  const all = (nodes: StorageNode[]): StorageElement[] =>
    nodes.flatMap((node) => (node.type === 'element' ? [node, ...all(node.children)] : []));
  return all(parseStorage(source))
    .filter((element) => !isWithin(element, spans))
    .map(({ start, contentStart }) => source.slice(start, contentStart).replace(/\s*\/?>$/, ''))
    .sort();
}

function outsideOf(source: string, spans: Span[]): string[] {
  const edges = spans.flatMap(({ start, end }) => [start, end]);
  return [0, ...edges].flatMap((from, index) => (index % 2 === 0 ? [source.slice(from, edges[index])] : []));
}

/** Everything that must hold of one edited page. */
function checkEdit(source: string, edits: BlockEdit[], body: string, touched: Touched[]): void {
  const before = touched.map((one) => one.before);
  const after = touched.map((one) => one.after);
  expect(outsideOf(body, after)).toEqual(outsideOf(source, before));
  expect(elementsOutside(body, after)).toEqual(elementsOutside(source, before));

  // Each edit touched its own block and no more.
  const blocks = new Map(readBlocks(source).all.map((block) => [block.id, block]));
  for (const { op, block: id, before: span } of touched) {
    const block = blocks.get(id ?? '') ?? { start: source.length, end: source.length };
    if (op === 'replace' || op === 'delete') expect(span).toEqual({ start: block.start, end: block.end });
    else if (op === 'insert_before') expect(span).toEqual({ start: block.start, end: block.start });
    else if (op === 'insert_after') expect(span).toEqual({ start: block.end, end: block.end });
    else expect(block.start <= span.start && span.end <= block.end).toBe(true);
  }

  // All other blocks are still there, in their order, with their ids: but for the numbers of equal ones.
  const lines = edits.flatMap((edit) => (edit.op === 'replace_text' ? [blocks.get(edit.block)] : []));
  const isOwnLine = (block: Span) =>
    lines.some((line) => line && block.start >= line.start && block.end <= line.end);
  const untouched = readBlocks(source).all.filter((block) => !isTouched(block, before) && !isOwnLine(block));
  const result = readBlocks(body).all;
  const named = ({ kind, id }: StorageBlock) => `${kind} ${id.slice(0, 5)}`;
  const rest = result.map(named);
  for (const block of untouched) {
    const at = rest.indexOf(named(block));
    expect(at, `[#${block.id}] ${source.slice(block.start, block.end)}`).toBeGreaterThanOrEqual(0);
    rest.splice(at, 1);
  }
  const count = (all: StorageBlock[], id: string) =>
    all.filter((one) => one.id.slice(0, 5) === id.slice(0, 5)).length;
  const all = [...blocks.values()];
  const ids = new Set(result.map(({ id }) => id));
  for (const { id } of untouched)
    if (count(all, id) === 1 && count(result, id) === 1) expect(ids).toContain(id);
}

test.each(pages)('$name: edits leave all else as it was', { timeout }, ({ name, source: first }) => {
  let done = 0;
  let refused = 0;
  fc.assert(
    fc.property(
      fc.array(fc.array(wish, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
      (calls) => {
        let source = first;
        for (const [call, wishes] of calls.entries()) {
          const { all } = readBlocks(source);
          const markdown = blocksToMarkdown(source);
          const tokens = [...markdown.matchAll(/(?<!\\)\{\{([a-z0-9]{4}):/g)].map(([, id = '']) => id);
          const edits = wishes.map((one, index) => editFor(all, tokens, one, `New words ${call}-${index}`));
          try {
            const { body, touched } = editBlocks(source, edits);
            checkEdit(source, edits, body, touched);
            // What is read afterwards has the new words, each as often as they were written.
            const shown = blocksToMarkdown(body);
            for (const [index, edit] of edits.entries())
              if (edit.op !== 'delete') expect(shown).toContain(`New words ${call}-${index}`);
            source = body;
            done++;
          } catch (error) {
            if (!(error instanceof EditError)) throw error;
            refused++;
          }
        }
      },
    ),
    { numRuns: name === LONGEST && !IS_LONG ? 2 : 25 },
  );
  // The edits are wild, and many of them rightly refused; but the guarantee must not hold for lack of any.
  expect(done).toBeGreaterThan((done + refused) / 8);
});

test.each(pages)('$name: reading one edit shows exactly that edit', { timeout }, ({ name, source }) => {
  const plain = (markdown: string) =>
    markdown.split('\n').map((line) => line.replace(/(?<!\\)\[#\w+\]/g, '[#]').replace(/\{\{\w+/g, '{{'));
  const { blocks } = readBlocks(source);
  const ownLines = (markdown: string, block: StorageBlock, next: StorageBlock | undefined) => {
    const lines = markdown.split('\n');
    const from = lines.findIndex((line) => line.startsWith(`[#${block.id}]`));
    const to = next ? lines.findIndex((line) => line.startsWith(`[#${next.id}]`)) : lines.length;
    return { from, to };
  };
  const before = blocksToMarkdown(source);
  // Rounds of the long form begin at different blocks of the longest page, and so come to all of them.
  const step = name === LONGEST ? (IS_LONG ? 5 : 80) : 1;
  for (let index = SEED % step; index < blocks.length; index += step) {
    const block = blocks[index];
    if (
      !block ||
      block.kind === 'text' ||
      blocks[index + 1]?.kind === 'text' ||
      blocks[index - 1]?.kind === 'text'
    )
      continue;
    const { from, to } = ownLines(before, block, blocks[index + 1]);
    const expected = (start: number, end: number, ...lines: string[]) =>
      plain(before).toSpliced(start, end - start, ...lines);
    const after = (edit: BlockEdit) => plain(blocksToMarkdown(editBlocks(source, [edit]).body));
    const content = '<p>New &amp; bold</p>';
    expect(after({ op: 'delete', block: block.id })).toEqual(blocks.length === 1 ? [''] : expected(from, to));
    expect(after({ op: 'replace', block: block.id, content })).toEqual(expected(from, to, '[#] New & bold'));
    expect(after({ op: 'insert_before', block: block.id, content })).toEqual(
      expected(from, from, '[#] New & bold'),
    );
    expect(after({ op: 'insert_after', block: block.id, content })).toEqual(
      expected(to, to, '[#] New & bold'),
    );
  }
});
