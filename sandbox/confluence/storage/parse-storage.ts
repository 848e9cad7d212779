import { entities } from './entities.ts';

export type StorageElement = {
  type: 'element';
  name: string;
  attributes: Record<string, string>;
  children: StorageNode[];
};
export type StorageNode = StorageElement | { type: 'text' | 'cdata'; text: string };

/** Where and why a body is not well-formed, in the words of the parser Confluence uses. */
export class StorageSyntaxError extends Error {
  constructor(reason: string, source: string, offset: number) {
    const before = source.slice(0, offset).split('\n');
    const column = (before.at(-1) ?? '').length + 1;
    super(`${reason}\n at [row,col {unknown-source}]: [${before.length},${column}]`);
    this.name = 'StorageSyntaxError';
  }
}

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const TAG_END = /\s*(\/?)>/y;
const knownPrefixes = new Set(['ac', 'ri', 'xml']);

/**
 * Reads storage format (XHTML with the undeclared prefixes `ac:` and `ri:`) strictly: balanced tags, quoted attributes,
 * known entities, closed CDATA. Comments are dropped.
 * @throws StorageSyntaxError with the row and column of the first fault
 */
export function parseStorage(source: string): StorageNode[] {
  const root: StorageElement = { type: 'element', name: '', attributes: {}, children: [] };
  const open: StorageElement[] = [root];
  let at = 0;

  const fail = (reason: string, offset = at): never => {
    throw new StorageSyntaxError(reason, source, offset);
  };
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at += found[0].length;
    return found;
  };
  const readName = (): string => {
    const name = match(NAME)?.[0];
    if (name === undefined) return fail('Unexpected character in a tag; expected an element name');
    checkPrefix(name);
    return name;
  };
  const checkPrefix = (name: string): void => {
    const prefix = name.includes(':') ? name.split(':')[0] : undefined;
    if (prefix !== undefined && !knownPrefixes.has(prefix)) fail(`Undeclared namespace prefix "${prefix}"`);
  };
  const decode = (text: string, offset: number): string =>
    text.replace(/&([^;\s&<]*)(;?)/g, (whole: string, name: string, end: string, index: number) => {
      if (end === '')
        fail('Unexpected character in an entity; an "&" must be written as "&amp;"', offset + index);
      const decoded = decodeEntity(name);
      return decoded ?? fail(`Undeclared general entity "${whole.slice(1, -1)}"`, offset + index);
    });
  const append = (node: StorageNode): void => {
    open.at(-1)?.children.push(node);
  };

  while (at < source.length) {
    if (source.startsWith('<![CDATA[', at)) {
      const end = source.indexOf(']]>', at);
      if (end < 0) fail('Unexpected end of input in a CDATA section');
      append({ type: 'cdata', text: source.slice(at + 9, end) });
      at = end + 3;
    } else if (source.startsWith('<!--', at)) {
      const end = source.indexOf('-->', at + 4);
      if (end < 0) fail('Unexpected end of input in a comment');
      at = end + 3;
    } else if (source.startsWith('</', at)) {
      const start = at;
      at += 2;
      const name = readName();
      if (!match(/\s*>/y)) fail('Unexpected character in a close tag; expected ">"');
      const current = open.length > 1 ? open.pop() : undefined;
      if (!current) fail(`Unexpected close tag </${name}>`, start);
      else if (current.name !== name)
        fail(`Unexpected close tag </${name}>; expected </${current.name}>.`, start);
    } else if (source[at] === '<') {
      at += 1;
      const element: StorageElement = { type: 'element', name: readName(), attributes: {}, children: [] };
      for (let found = match(ATTRIBUTE); found; found = match(ATTRIBUTE)) {
        const name = found[1] ?? '';
        const value = found[2] ?? found[3] ?? '';
        checkPrefix(name);
        if (Object.hasOwn(element.attributes, name)) fail(`Duplicate attribute "${name}"`);
        if (value.includes('<')) fail('Unexpected character "<" in an attribute value');
        element.attributes[name] = decode(value, at - value.length - 1);
      }
      const end = match(TAG_END);
      if (!end) fail(`Unexpected character in the tag <${element.name}>; expected a quoted attribute or ">"`);
      append(element);
      if (end?.[1] === '') open.push(element);
    } else {
      const next = source.indexOf('<', at);
      const end = next < 0 ? source.length : next;
      const text = source.slice(at, end);
      if (text.includes(']]>')) fail('Unexpected "]]>" in text');
      append({ type: 'text', text: decode(text, at) });
      at = end;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed && unclosed !== root) fail(`Unexpected end of input; expected </${unclosed.name}>.`);
  return root.children;
}

function decodeEntity(name: string): string | undefined {
  if (!name.startsWith('#')) return entities.get(name);
  const code = /^#x[0-9a-f]+$/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  const allowed =
    Number.isInteger(code) && (code >= 32 || [9, 10, 13].includes(code)) && code <= 0x10ffff && !surrogate;
  return allowed ? String.fromCodePoint(code) : undefined;
}
