import { childOf, elementsOf, isHeading, macroName, parameterOf, textOf } from './element-kinds.ts';
import { escapeBlockIds, escapeLookalikes, lineToMarkdown, showToken } from './line-to-markdown.ts';
import type { StorageElement } from './parse-storage.ts';
import { cellsOf, elementOf, readBlocks, type StorageBlock } from './read-blocks.ts';
import { lineOf, readTokens, type Tokens } from './read-tokens.ts';

/**
 * A body as compact Markdown for a model. Each block is a line that begins with its id, `[#bcdfg]`, indented under what holds
 * it; the lines of code follow in a fence. What Markdown has no word for is a token: `{{k3m9:mention 5b10a…}}`.
 * @throws StorageError for a body that is not well-formed
 */
export function blocksToMarkdown(source: string): string {
  const page = readBlocks(source);
  const tokens = readTokens(page);
  return page.blocks.flatMap((block) => linesOf(block, tokens, '')).join('\n');
}

function linesOf(block: StorageBlock, tokens: Tokens, indent: string): string[] {
  const start = `${indent}[#${block.id}]`;
  const shown = block.children.filter((child) => !child.folded);
  const folded = block.children.filter((child) => child.folded);
  const below = () => shown.flatMap((child) => linesOf(child, tokens, `${indent} `));
  const line = (words: string) => (words === '' ? start : `${start} ${words}`);
  const element = elementOf(block);
  if (!element) return [line(lineToMarkdown(block.nodes, tokens))];
  const text = lineToMarkdown(
    (folded[0] ?? block) === block ? lineOf(block) : folded.flatMap(lineOf),
    tokens,
  );
  /** Its own text, or the first line of what it holds, stands beside its mark. */
  const marked = (mark: string) => {
    const [first, ...rest] = below();
    const joins = text === '' && (shown[0]?.kind === 'paragraph' || shown[0]?.kind === 'text');
    if (first === undefined || !joins) return [line(`${mark} ${text}`.trimEnd()), ...below()];
    return [`${line(mark)} ${first.trimStart()}`, ...rest];
  };
  switch (block.kind) {
    case 'paragraph':
      return [line(`${styleOf(element)}${text}`)];
    case 'heading':
      return [
        line(
          `${'#'.repeat(isHeading(element.name) ? Number(element.name.slice(1)) : 1)} ${styleOf(element)}${text}`,
        ),
      ];
    case 'item':
      return marked(itemMark(block));
    case 'task':
      return marked(`- [${isDone(element) ? 'x' : ' '}]`);
    case 'quote':
      return marked('>');
    case 'row':
      return rowLines(block, tokens, start, indent);
    case 'list':
      return [line(element.name), ...below()];
    case 'panel':
      return [line(`:::${panelWords(element)}`), ...below()];
    case 'section':
      return [line(`section ${escapeLookalikes(element.attributes['ac:type'] ?? '')}`.trimEnd()), ...below()];
    case 'tasks':
    case 'table':
    case 'layout':
    case 'cell':
    case 'group':
      return [line(block.kind === 'group' ? 'div' : block.kind), ...below()];
    case 'code':
      return codeLines(element, start);
    case 'rule':
      return [line('---')];
    default: {
      const token = tokens.of.get(element);
      return [line(token ? showToken(token) : '')];
    }
  }
}

/** Alignment and the like, since a paragraph that is written again loses it. */
function styleOf(element: StorageElement): string {
  const style = element.attributes.style;
  return style ? `(style="${escapeLookalikes(style)}") ` : '';
}

function itemMark(block: StorageBlock): string {
  const list = block.parent ? elementOf(block.parent) : undefined;
  if (list?.name !== 'ol') return '-';
  const before = block.parent?.children.filter((child) => child.kind === 'item') ?? [];
  return `${Number(list.attributes.start ?? 1) + before.indexOf(block)}.`;
}

function isDone(task: StorageElement): boolean {
  const status = childOf(task, 'ac:task-status');
  return status !== undefined && textOf(status.children).trim() === 'complete';
}

/** `| cell | cell |`, with `||` before the cells of a heading; what is more than a paragraph stands below its row. */
function rowLines(row: StorageBlock, tokens: Tokens, start: string, indent: string): string[] {
  let line = `${start} `;
  const below: string[] = [];
  for (const [index, { element, blocks }] of cellsOf(row).entries()) {
    const isPlain = blocks.every((block) => block.folded);
    const text = blocks.map((block) => lineToMarkdown(lineOf(block), tokens).replaceAll('|', '\\|'));
    const words = isPlain ? text.join(' ¶ ') : '(below)';
    line += `${element.name === 'th' ? '||' : '|'}${cellNote(element)} ${words}${words === '' ? '' : ' '}`;
    if (!isPlain)
      below.push(
        `${indent} cell ${index + 1}:`,
        ...blocks.flatMap((block) => linesOf(block, tokens, `${indent}  `)),
      );
  }
  return [`${line}|`, ...below];
}

function cellNote({ attributes }: StorageElement): string {
  const notes = ['colspan', 'rowspan', 'data-highlight-colour'].flatMap((name) => {
    const value = attributes[name];
    return value === undefined || value === '1' || value === ''
      ? []
      : [`${name.replace(/^data-/, '')}=${value}`];
  });
  return notes.length === 0 ? '' : escapeLookalikes(`(${notes.join(' ')})`);
}

function panelWords(macro: StorageElement): string {
  const parameters = elementsOf(macro)
    .filter((child) => child.name === 'ac:parameter' && child.attributes['ac:name'] !== 'title')
    .map((child) => ` ${child.attributes['ac:name'] ?? ''}=${textOf(child.children)}`);
  const title = parameterOf(macro, 'title');
  const words = `${macroName(macro)}${title ? ` “${title}”` : ''}${parameters.join('')}`;
  return escapeLookalikes(words.replace(/\s+/g, ' '));
}

function codeLines(element: StorageElement, start: string): string[] {
  const isMacro = element.name !== 'pre';
  const body = isMacro ? childOf(element, 'ac:plain-text-body') : element;
  const text = body ? textOf(body.children) : '';
  // Longer than any in the text, so that the text cannot end it.
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const name = isMacro ? macroName(element) : 'pre';
  const language = isMacro ? parameterOf(element, 'language') : null;
  const title = isMacro ? parameterOf(element, 'title') : null;
  const words = `${name === 'code' ? (language ?? '') : name}${title ? ` “${title}”` : ''}`;
  return [`${start} ${fence}${escapeLookalikes(words.replace(/\s+/g, ' '))}`, escapeBlockIds(text), fence];
}
