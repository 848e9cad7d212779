import { parseStorage, type StorageNode } from '../../storage/parse-storage.ts';
import { isInline, isMacro } from '../element-kinds.ts';
import { oneLine } from '../read-element.ts';

/** A text that stands on its own: a line, a cell, a line of code, a comment of the source. */
export type TextUnit = { place: 'line' | 'cell' | 'code' | 'comment'; text: string };

/** All texts of a well-formed body that stand on their own, and the comments in its source, which no reader sees. */
export function textUnits(source: string): TextUnit[] {
  const units: TextUnit[] = [];
  collect(parseStorage(source), 'line', units);
  const outside = source.replace(/<!\[CDATA\[.*?\]\]>/gs, '');
  for (const [, comment] of outside.matchAll(/<!--(.*?)-->/gs))
    units.push({ place: 'comment', text: oneLine(comment ?? '') });
  return units.filter(({ text }) => text !== '');
}

function collect(nodes: StorageNode[], place: TextUnit['place'], units: TextUnit[]): void {
  let line = '';
  const flush = () => {
    units.push({ place, text: oneLine(line) });
    line = '';
  };
  const inner = (below: StorageNode[]) => {
    for (const node of below) {
      if (node.type === 'text') {
        if (node.cdata || place === 'code') {
          for (const text of node.text.split('\n')) units.push({ place: 'code', text: oneLine(text) });
        } else line += node.text;
      } else if (node.name === 'br') flush();
      else if (isInline(node) && !isMacro(node)) inner(node.children);
      else {
        flush();
        collect(node.children, placeOf(node.name, place), units);
      }
    }
  };
  inner(nodes);
  flush();
}

function placeOf(name: string, place: TextUnit['place']): TextUnit['place'] {
  if (name === 'td' || name === 'th') return 'cell';
  return name === 'pre' || name === 'ac:plain-text-body' ? 'code' : place;
}
