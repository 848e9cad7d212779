import type { Block } from '../../../../domain/preview.ts';
import type { StorageElement } from '../../storage/parse-storage.ts';
import { innerText, insideOf, isElement, oneLine, partsOf } from '../read-element.ts';
import type { Drawing } from './drawing.ts';
import { macroName } from './macro-words.ts';

/** What only the new editor has: panels of any colour, decisions, and more. Drawn from its content, else from its fallback. */
export function drawAdfExtension(drawing: Drawing, extension: StorageElement): Block[] {
  const node = partsOf(extension, 'ac:adf-node')[0];
  const fallback = insideOf(extension, 'ac:adf-fallback');
  const type = node?.attributes.type ?? 'extension';
  const content = node === undefined ? [] : nodeBlocks(drawing, node);
  // The fallback says the same again; where it does not, both are shown.
  const said = new Set([...(node === undefined ? [] : texts(node)), ''].map(oneLine));
  const differs = !said.has(oneLine(innerText(fallback))) || content.length === 0;
  const blocks = differs ? [...content, ...drawing.blocks(fallback)] : content;
  const block: Block =
    type === 'panel'
      ? { type: 'panel', kind: attributeOf(node, 'panel-type') ?? 'panel', title: null, blocks }
      : { type: 'macro', name: macroName(type), detail: null, blocks };
  return [drawing.from(block, [extension])];
}

function nodeBlocks(drawing: Drawing, node: StorageElement): Block[] {
  const items = partsOf(node, 'ac:adf-node');
  if (items.length > 0 && /list$/.test(node.attributes.type ?? '')) {
    const drawn = items.map((item) => drawing.from({ blocks: nodeBlocks(drawing, item) }, [item]));
    return [drawing.from({ type: 'list', ordered: false, items: drawn }, [node])];
  }
  return node.children
    .filter((child) => !isElement(child, 'ac:adf-attribute'))
    .flatMap((child) =>
      isElement(child, 'ac:adf-node') ? nodeBlocks(drawing, child) : drawing.blocks([child]),
    );
}

/** The text of the content, as it may stand in a fallback. */
function texts(node: StorageElement): string[] {
  const shown = node.children.filter((child) => !isElement(child, 'ac:adf-attribute'));
  const joined = shown.map((child) =>
    isElement(child, 'ac:adf-node') ? texts(child).join('') : innerText([child]),
  );
  return [joined.join('')];
}

function attributeOf(node: StorageElement | undefined, key: string): string | undefined {
  const found = node && partsOf(node, 'ac:adf-attribute').find((part) => part.attributes.key === key);
  return found && oneLine(innerText(found.children));
}
