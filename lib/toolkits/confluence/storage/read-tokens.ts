import { describeElement } from './describe-element.ts';
import { isPhrase } from './element-kinds.ts';
import { hashText } from './hash-text.ts';
import type { StorageElement, StorageNode } from './parse-storage.ts';
import { elementOf, type StorageBlock, type StoragePage } from './read-blocks.ts';

/** An element shown only by name, which new content can put back by its id. `markup` is its bytes in the page. */
export type Token = { id: string; words: string; markup: string };

export type Tokens = { byId: Map<string, Token>; of: Map<StorageElement, Token> };

/** The nodes of a block that make up its line of text. */
export function lineOf(block: StorageBlock): StorageNode[] {
  if (block.kind === 'text') return block.nodes;
  if (block.kind === 'paragraph' || block.kind === 'heading') return elementOf(block)?.children ?? [];
  return [];
}

/**
 * All within lines of text that is more than words and emphasis: mentions, dates, macros, images, markers of comments. Equal
 * bytes share a token. Every block has one as well, under its own id (which is longer), so that a block can be moved as it is.
 */
export function readTokens(page: StoragePage): Tokens {
  const byId = new Map<string, Token>();
  const of = new Map<StorageElement, Token>();
  const add = (element: StorageElement) => {
    const markup = page.source.slice(element.start, element.end);
    const hash = hashText(markup, 4);
    let id = hash;
    // Another element with the same hash: rare, so a number will do.
    for (let count = 2; byId.has(id) && byId.get(id)?.markup !== markup; count++) id = `${hash}x${count}`;
    const token = byId.get(id) ?? { id, words: describeElement(element), markup };
    byId.set(id, token);
    of.set(element, token);
  };
  const walk = (nodes: StorageNode[]) => {
    for (const node of nodes) {
      if (node.type === 'text') continue;
      if (isPhrase(node)) walk(node.children);
      else add(node);
    }
  };
  for (const block of page.all) {
    const element = elementOf(block);
    const isShownByName = block.kind === 'macro' || block.kind === 'image' || block.kind === 'other';
    const token = {
      id: block.id,
      words: element && isShownByName ? describeElement(element) : '',
      markup: page.source.slice(block.start, block.end),
    };
    byId.set(block.id, token);
    if (element) of.set(element, token);
  }
  for (const block of page.all) walk(lineOf(block));
  return { byId, of };
}
