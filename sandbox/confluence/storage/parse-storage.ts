import { SaxesParser, type SaxesTagNS } from 'saxes';
import { entities } from './entities.ts';

export type StorageElement = {
  type: 'element';
  /** With its prefix: `ac:structured-macro`. */
  name: string;
  attributes: Record<string, string>;
  children: StorageNode[];
  /** Where it stands in the source, from its `<` to after its last `>`. */
  start: number;
  end: number;
};
export type StorageNode = StorageElement | { type: 'text' | 'cdata'; text: string };

/** A body that is not well-formed. The message names the row and column of the first fault, as Confluence does. */
export class StorageSyntaxError extends Error {
  constructor(reason: string, source: string, offset: number) {
    const before = source.slice(0, offset).split('\n');
    const column = (before.at(-1) ?? '').length + 1;
    super(`${reason}\n at [row,col {unknown-source}]: [${before.length},${column}]`);
    this.name = 'StorageSyntaxError';
  }
}

const namespaces = { ac: 'http://atlassian.com/content', ri: 'http://atlassian.com/resource/identifier' };
const namedEntities: Record<string, string> = Object.assign(
  Object.create(null),
  Object.fromEntries(entities),
);

/**
 * Reads storage format (XHTML with the undeclared prefixes `ac:` and `ri:`, and HTML's named entities) strictly. Comments
 * and processing instructions are dropped.
 * @throws StorageSyntaxError with the row and column of the first fault
 */
export function parseStorage(source: string): StorageNode[] {
  const parser = new SaxesParser({ xmlns: true, fragment: true, additionalNamespaces: namespaces });
  parser.ENTITIES = namedEntities;
  const root: StorageElement = { type: 'element', name: '', attributes: {}, children: [], start: 0, end: 0 };
  const open: StorageElement[] = [root];
  let closed = '';
  const append = (node: StorageNode): void => {
    open.at(-1)?.children.push(node);
  };

  parser.on('error', (error) => {
    throw faultOf(error.message, source, parser.position, { open: open.at(-1)?.name ?? '', closed });
  });
  parser.on('text', (text) => append({ type: 'text', text }));
  parser.on('cdata', (text) => append({ type: 'cdata', text }));
  parser.on('opentagstart', (tag) => {
    // Nothing between a tag's `<` and the end of its name can hold another `<`.
    const start = source.lastIndexOf('<', parser.position - 1);
    const element: StorageElement = {
      type: 'element',
      name: tag.name,
      attributes: {},
      children: [],
      start,
      end: start,
    };
    append(element);
    open.push(element);
  });
  parser.on('opentag', (tag: SaxesTagNS) => {
    const element = open.at(-1);
    if (!element) return;
    for (const [name, { value }] of Object.entries(tag.attributes)) element.attributes[name] = value;
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (!element) return;
    element.end = parser.position;
    closed = element.name;
  });
  parser.write(source).close();
  return root.children;
}

/** The parser's complaint in the words that Confluence's own parser has for the common ones. */
function faultOf(
  message: string,
  source: string,
  position: number,
  element: { open: string; closed: string },
): StorageSyntaxError {
  const fault = (reason: string, offset = position) => new StorageSyntaxError(reason, source, offset);
  const reason = message.replace(/^(?:[^:]*:)?\d+:\d+: /, '');
  // The parser reads on to the next semicolon, so it complains of these far too late.
  const ampersand = bareAmpersand(source.slice(0, position));
  if (ampersand >= 0)
    return fault('Unexpected character in an entity; an "&" must be written as "&amp;"', ampersand);
  // An element that is closed by another's tag is closed before the parser complains.
  if (reason.startsWith('unexpected close tag')) {
    const start = source.lastIndexOf('</', position - 1);
    const name = /^<\/([^\s>]*)/.exec(source.slice(start))?.[1] ?? '';
    return fault(`Unexpected close tag </${name}>; expected </${element.closed}>.`, start);
  }
  if (reason.startsWith('unmatched closing tag'))
    return fault(
      `Unexpected close tag </${reason.replace(/^[^:]*: |\.$/g, '')}>`,
      source.lastIndexOf('</', position - 1),
    );
  if (source.lastIndexOf('<![CDATA[') > source.lastIndexOf(']]>') && /^un(closed|expected)/.test(reason))
    return fault('Unexpected end of input in a CDATA section');
  if (reason.startsWith('unclosed tag'))
    return fault(`Unexpected end of input; expected </${element.open}>.`);
  if (reason.startsWith('undefined entity')) {
    const start = source.lastIndexOf('&', position - 1);
    return fault(`Undeclared general entity "${source.slice(start + 1).replace(/;.*/s, '')}"`, start);
  }
  const prefix = /^unbound namespace prefix: (.*)\.$/.exec(reason)?.[1];
  if (prefix !== undefined) return fault(`Undeclared namespace prefix ${prefix}`);
  return fault(`${reason.charAt(0).toUpperCase()}${reason.slice(1)}`);
}

function bareAmpersand(source: string): number {
  const outsideText = /<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)/gs;
  const text = source.replace(outsideText, (skipped) => ' '.repeat(skipped.length));
  return text.search(/&(?![#\w]+;)/);
}
