import type { StorageElement, StorageNode } from './parse-storage.ts';

/** The elements of one name directly below an element. */
export function elementsOf(element: StorageElement, name: string): StorageElement[] {
  return element.children.filter(
    (child): child is StorageElement => child.type === 'element' && child.name === name,
  );
}

/** The first resource identifier (`ri:page`, `ri:user`, …) directly below an element. */
export function resourceOf(element: StorageElement): StorageElement | undefined {
  return element.children.find(
    (child): child is StorageElement => child.type === 'element' && child.name.startsWith('ri:'),
  );
}

/** The bare characters below a node, for headings, code and parameters. */
export function innerText(nodes: StorageNode[]): string {
  return nodes.map((node) => (node.type === 'element' ? innerText(node.children) : node.text)).join('');
}

/** A parameter of a macro as text. */
export function parameterOf(element: StorageElement, name: string): string | undefined {
  const found = elementsOf(element, 'ac:parameter').find((part) => part.attributes['ac:name'] === name);
  return found && innerText(found.children);
}
