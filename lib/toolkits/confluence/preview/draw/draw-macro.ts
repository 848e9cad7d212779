import type { Block } from '../../../../domain/preview.ts';
import type { StorageElement, StorageNode } from '../../storage/parse-storage.ts';
import { isBlank, isMacro } from '../element-kinds.ts';
import { innerText, insideOf, isElement, parameterOf, partsOf } from '../read-element.ts';
import type { Drawing } from './drawing.ts';
import { macroDetail, macroName } from './macro-words.ts';

const PANELS = new Set(['info', 'note', 'tip', 'warning', 'panel', 'expand']);

/** A macro that stands on lines of its own. */
export function drawMacro(drawing: Drawing, macro: StorageElement): Block[] {
  const name = macro.attributes['ac:name'] ?? '';
  const title = parameterOf(macro, 'title') || null;
  const one = (block: Block): Block[] => [drawing.from(block, [macro])];

  if (name === 'code' || name === 'noformat') {
    const text = innerText(insideOf(macro, 'ac:plain-text-body'));
    const language = parameterOf(macro, 'language') || null;
    const code: Block = { type: 'code', language, text };
    const blocks = [code, ...drawing.blocks(besidePlainBody(macro))];
    return title === null && blocks.length === 1
      ? one(code)
      : one({ type: 'panel', kind: 'code', title, blocks });
  }
  const blocks = bodyBlocks(drawing, macro);
  if (PANELS.has(name)) return one({ type: 'panel', kind: name, title, blocks });
  const columns = name === 'section' ? oldColumns(macro) : [];
  if (columns.length > 0)
    return one({ type: 'columns', columns: columns.map((column) => bodyBlocks(drawing, column)) });
  return one({ type: 'macro', name: macroName(name), detail: macroDetail(macro), blocks });
}

function bodyBlocks(drawing: Drawing, macro: StorageElement): Block[] {
  const plain = partsOf(macro, 'ac:plain-text-body').map(
    (part): Block => drawing.from({ type: 'code', language: null, text: innerText(part.children) }, [part]),
  );
  return [...plain, ...drawing.blocks(besidePlainBody(macro))];
}

function besidePlainBody(macro: StorageElement): StorageNode[] {
  return macro.children.filter(
    (child) => !(isElement(child) && /^ac:(parameter|default-parameter|plain-text-body)$/.test(child.name)),
  );
}

/** The columns of a section as the old editor writes them; none where other things stand beside them. */
function oldColumns(section: StorageElement): StorageElement[] {
  const inside = insideOf(section, 'ac:rich-text-body').filter((child) => !isBlank(child));
  const columns = inside
    .filter((child) => isElement(child))
    .filter((child) => isMacro(child) && child.attributes['ac:name'] === 'column');
  return columns.length === inside.length ? columns : [];
}
