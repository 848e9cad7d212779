import type { StorageElement, StorageNode } from '../../storage/parse-storage.ts';
import { isBlank, isInline, isMacro } from '../element-kinds.ts';

/** What Confluence keeps for itself and writes anew on its own. */
const BOOKKEEPING = new Set([
  'ac:local-id',
  'local-id',
  'ac:macro-id',
  'ac:schema-version',
  'xmlns:ac',
  'xmlns:ri',
]);

export function isBookkeeping(attribute: string): boolean {
  return BOOKKEEPING.has(attribute);
}

const LINES = /^(p|h[1-6]|ul|ol|li|t[dhr]|table|tbody|thead|tfoot|colgroup|col|blockquote|hr|div|br)$/;
const OWN_LINES = /^ac:(task|layout|rich-text-body|parameter|adf|caption)/;
const AS_TYPED = /^(pre|ac:plain-text-body)$/;
const HOLDS_LINES = /^(li|t[dh]|ac:task-body)$/;

/**
 * Makes a function that answers nodes with a key that is the same for all ways to write the same: the order of attributes, how a
 * character is escaped, blanks that nobody sees, and the ids that Confluence keeps for itself make no difference. Keys of one such
 * function can be compared. Each element is looked at once, however often and on however many levels it is asked for.
 */
export function canonicalKeys(): (nodes: StorageNode[]) => string {
  const numbers = new Map<string, number>();
  const known = new Map<StorageElement, number>();

  const keyOf = (nodes: StorageNode[], ownLine: boolean, asTyped: boolean): string => {
    let key = '';
    nodes.forEach((node, index) => {
      if (node.type === 'element') key += `<${numberOf(node, asTyped)}>`;
      else if (asTyped) key += escaped(node.text);
      else {
        let text = node.text.replace(/[ \t\r\n]+/g, ' ');
        const before = nodes[index - 1];
        const after = nodes[index + 1];
        if (before === undefined ? ownLine : standsAlone(before)) text = text.replace(/^ /, '');
        if (after === undefined ? ownLine : standsAlone(after)) text = text.replace(/ $/, '');
        key += escaped(text);
      }
    });
    return key;
  };

  const numberOf = (element: StorageElement, asTyped: boolean): number => {
    const found = known.get(element);
    if (found !== undefined) return found;
    const children = HOLDS_LINES.test(element.name) ? unwrapped(element.children) : element.children;
    const below = keyOf(children, standsAlone(element), asTyped || AS_TYPED.test(element.name));
    const whole = element.name === 'ac:task-uuid' ? '' : `${element.name}${attributesOf(element)}>${below}`;
    const number = numbers.get(whole) ?? numbers.size;
    numbers.set(whole, number);
    known.set(element, number);
    return number;
  };

  return (nodes) => keyOf(unwrapped(nodes), true, false);
}

/** A paragraph that is alone and has nothing of its own looks like its bare text: `<li><p>a</p></li>` is `<li>a</li>`. */
function unwrapped(nodes: StorageNode[]): StorageNode[] {
  const [only, ...others] = nodes.filter((node) => !isBlank(node));
  if (only?.type !== 'element' || only.name !== 'p' || others.length > 0) return nodes;
  // What may stand in a line and on lines of its own is drawn otherwise there.
  const words = only.children.every(isInline) && !only.children.every(isBlank);
  return words && Object.keys(only.attributes).every(isBookkeeping) ? only.children : nodes;
}

function attributesOf({ attributes }: StorageElement): string {
  return Object.entries(attributes)
    .filter(([name]) => !BOOKKEEPING.has(name))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
    .join('');
}

function standsAlone(node: StorageNode): boolean {
  if (node.type === 'text') return false;
  if (isMacro(node)) return node.attributes['ac:name'] !== 'status';
  return LINES.test(node.name) || OWN_LINES.test(node.name);
}

function escaped(text: string): string {
  return text.replaceAll('<', '&lt;');
}
