import type { StorageElement, StorageNode } from '../storage/parse-storage.ts';

export function isElement<Name extends string>(
  node: StorageNode,
  name?: Name,
): node is StorageElement & { name: Name } {
  return node.type === 'element' && (name === undefined || node.name === name);
}

/** The elements of one name directly below an element. */
export function partsOf(element: StorageElement, name: string): StorageElement[] {
  return element.children.filter((child): child is StorageElement => isElement(child, name));
}

/** What stands directly below the parts of one name. */
export function insideOf(element: StorageElement, name: string): StorageNode[] {
  return partsOf(element, name).flatMap((part) => part.children);
}

/** The bare characters below nodes. */
export function innerText(nodes: StorageNode[]): string {
  return nodes.map((node) => (node.type === 'element' ? innerText(node.children) : node.text)).join('');
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The first resource (`ri:page`, `ri:user`, …) directly below an element. */
export function resourceOf(element: StorageElement): StorageElement | undefined {
  return element.children.find(
    (child): child is StorageElement => isElement(child) && child.name.startsWith('ri:'),
  );
}

/** A resource by the name that a reader knows it by. */
export function resourceName(resource: StorageElement): string {
  const of = (name: string) => resource.attributes[`ri:${name}`];
  switch (resource.name) {
    case 'ri:page':
    case 'ri:blog-post':
    case 'ri:content-entity':
      return of('content-title') ?? `content ${of('content-id') ?? 'without a name'}`;
    case 'ri:user':
      return of('account-id') ?? of('userkey') ?? of('username') ?? 'somebody';
    case 'ri:shortcut':
      return `${of('key') ?? ''}:${of('parameter') ?? ''}`;
    default:
      return of('filename') ?? of('value') ?? of('space-key') ?? resource.name;
  }
}

/** The parameters of a macro, in their order. Resources and links among them are named. */
export function parametersOf(macro: StorageElement): { name: string; value: string }[] {
  return macro.children
    .filter((child) => isElement(child))
    .filter((child) => child.name === 'ac:parameter' || child.name === 'ac:default-parameter')
    .map((child) => ({ name: child.attributes['ac:name'] ?? '', value: oneLine(spoken(child.children)) }));
}

export function parameterOf(macro: StorageElement, name: string): string | undefined {
  return parametersOf(macro).find((parameter) => parameter.name === name)?.value;
}

function spoken(nodes: StorageNode[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.text;
      return node.name.startsWith('ri:') ? ` ${resourceName(node)} ` : spoken(node.children);
    })
    .join('');
}
