import { isPhrase } from './element-kinds.ts';
import type { StorageElement, StorageNode } from './parse-storage.ts';
import type { Token, Tokens } from './read-tokens.ts';

/** What a model may take for a token: `{{` and the id of one, with or without words after it. */
export const tokenPattern = /\{\{#?([^{}\s:]{1,16})(?::[^{}]*)?\}\}/g;

const marks: Record<string, string> = {
  strong: '**',
  b: '**',
  em: '*',
  i: '*',
  code: '`',
  s: '~~',
  del: '~~',
  strike: '~~',
};

/** Text of the page, or a token of ours: only the first is escaped. */
type Piece = { text: string } | { token: Token };

/** One line of text as Markdown. What looks like a block's id or a token, and is neither, has a backslash before it. */
export function lineToMarkdown(nodes: StorageNode[], tokens: Tokens): string {
  let line = '';
  let text = '';
  for (const piece of [...piecesOf(nodes, tokens), null]) {
    if (piece && 'text' in piece) {
      text += piece.text;
      continue;
    }
    // Escaped as one, since what looks like a token may be put together from several nodes.
    line += escapeLookalikes(text.replace(/\s+/g, ' '));
    text = '';
    if (piece) line += showToken(piece.token);
  }
  return line.trim();
}

export function showToken({ id, words }: Token): string {
  return words === '' ? `{{${id}}}` : `{{${id}:${escapeBlockIds(words)}}}`;
}

/** The same, and what would be one if the text that follows ended it. */
const lookalike = new RegExp(`${tokenPattern.source}|\\{\\{#?[^{}\\s:]{1,16}:[^{}]*$`, 'g');

/** A backslash before what looks like a block's id or a token. */
export function escapeLookalikes(text: string): string {
  return escapeBlockIds(
    text.replace(lookalike, (found, _id, at: number) => (text[at - 1] === '\\' ? found : `\\${found}`)),
  );
}

export function escapeBlockIds(text: string): string {
  return text.replace(/(?<!\\)\[(?=#[a-z0-9]+\])/gi, '\\[');
}

function piecesOf(nodes: StorageNode[], tokens: Tokens): Piece[] {
  return nodes.flatMap((node): Piece[] => {
    if (node.type === 'text') return [{ text: node.text }];
    const token = isPhrase(node) ? undefined : tokens.of.get(node);
    return token ? [{ token }] : phrasePieces(node, piecesOf(node.children, tokens));
  });
}

function phrasePieces(element: StorageElement, inside: Piece[]): Piece[] {
  const wrap = (before: string, after: string): Piece[] => [{ text: before }, ...inside, { text: after }];
  const { name, attributes } = element;
  if (name === 'br') return [{ text: '<br/>' }];
  const mark = Object.hasOwn(marks, name) ? marks[name] : undefined;
  if (mark !== undefined) return inside.length === 0 ? [] : wrap(mark, mark);
  if (name === 'a') {
    const href = attributes.href ?? '';
    const [first] = inside;
    const isBare = inside.length === 1 && first && 'text' in first && first.text === href;
    return isBare ? wrap('<', '>') : wrap('[', `](${href})`);
  }
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
  // A class has no look of its own in Confluence.
  return name === 'span' && Object.keys(attributes).every((key) => key === 'class')
    ? inside
    : wrap(`<${name}${given.join('')}>`, `</${name}>`);
}
