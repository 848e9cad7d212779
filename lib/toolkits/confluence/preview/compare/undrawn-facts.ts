import type { StorageElement, StorageNode } from '../../storage/parse-storage.ts';
import { isMacro } from '../element-kinds.ts';
import { innerText, isElement, oneLine, parametersOf, resourceName } from '../read-element.ts';
import { isBookkeeping } from './canonical.ts';

/** One thing that the source says and the drawing does not show. */
export type Fact = { label: string; value: string };

const DRAWN = /^(ac:name|datetime|type|key|ac:emoji-(shortname|fallback))$/;

/**
 * What stands in the nodes of a piece beside its text: addresses, parameters, sizes, colours. Nodes that `belongs` says no to are left
 * out with all below them.
 */
export function undrawnFacts(nodes: StorageNode[], belongs: (node: StorageNode) => boolean): Fact[] {
  const facts: Fact[] = [];
  const visit = (element: StorageElement) => {
    facts.push(...ownFacts(element));
    if (tellsAll(element)) return;
    for (const child of element.children) if (isElement(child) && belongs(child)) visit(child);
  };
  for (const node of nodes) if (isElement(node)) visit(node);
  return facts;
}

function tellsAll({ name }: StorageElement): boolean {
  return (
    /^ac:((default-)?parameter|task-id|task-status|task-uuid|adf-attribute)$/.test(name) ||
    name.startsWith('ri:')
  );
}

function ownFacts(element: StorageElement): Fact[] {
  const { name, attributes, children } = element;
  if (name === 'ac:adf-attribute')
    return [{ label: attributes.key ?? 'attribute', value: oneLine(innerText(children)) }].filter(
      ({ label }) => !isBookkeeping(label),
    );
  if (name === 'ac:task-id') return [{ label: 'task number', value: oneLine(innerText(children)) }];
  if (name === 'ac:inline-comment-marker')
    return [{ label: 'words of an inline comment', value: oneLine(innerText(children)) }];
  if (name.startsWith('ri:')) return [{ label: resourceLabel(name), value: resourceFact(element) }];
  const own = Object.entries(attributes)
    .filter(([attribute]) => !isBookkeeping(attribute) && !DRAWN.test(attribute))
    .map(([attribute, value]) => ({ label: attributeLabel(attribute), value }));
  if (!isMacro(element)) return own;
  const parameters = parametersOf(element).map(({ name: label, value }) => ({
    label: label || 'parameter',
    value,
  }));
  return [...own, ...parameters];
}

function resourceLabel(name: string): string {
  if (name === 'ri:user') return 'mention';
  return name === 'ri:attachment' ? 'file' : 'link';
}

function resourceFact(resource: StorageElement): string {
  const space = resource.attributes['ri:space-key'];
  const name = resourceName(resource);
  return space === undefined || space === name ? name : `${name} in ${space}`;
}

function attributeLabel(attribute: string): string {
  if (attribute === 'href') return 'link';
  return attribute.replace(/^(ac|ri):|^data-/, '').replaceAll('-', ' ');
}
