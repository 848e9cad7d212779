import { SaxesParser } from 'saxes';
import { definePhrases, SaidError, type Words } from '../../../domain/phrase.ts';
import { namedEntities } from './named-entities.ts';

export type StorageNode = StorageElement | StorageText;

export type StorageElement = {
  type: 'element';
  /** With its prefix: `p`, `ac:structured-macro`. */
  name: string;
  attributes: Record<string, string>;
  children: StorageNode[];
  /** Of the whole element in the source, in UTF-16 units: `source.slice(start, end)` is its markup. */
  start: number;
  end: number;
  /** Of what is between its tags; both are `end` for `<br/>`. */
  contentStart: number;
  contentEnd: number;
};

export type StorageText = {
  type: 'text';
  /** Entities decoded. */
  text: string;
  cdata: boolean;
  /** A CDATA section's offsets include its `<![CDATA[` and `]]>`. */
  start: number;
  end: number;
};

const { book, phrase } = definePhrases('confluence.storage.parse', {
  at: ({ line, column, reason }: { line: number; column: number; reason: string }) =>
    `line ${line}, column ${column}: ${reason}`,
  halfCharacter: () => 'half of a character (a lone surrogate)',
  cdataEnd: () => '"]]>" in text; write it as ]]&gt;',
  tooDeep: ({ deepest }: { deepest: number }) => `elements are nested more than ${deepest} deep`,
  bareAmpersand: () => 'a bare "&"; write it as &amp;',
  bareLess: () => 'a bare "<"; write it as &lt;',
  closesOther: ({ tag, open }: { tag: string; open: string }) =>
    `</${tag}> closes nothing; <${open}> is still open`,
  closesNothing: ({ tag }: { tag: string }) => `</${tag}> closes nothing that is open`,
  neverClosed: ({ tag }: { tag: string }) => `<${tag}> is never closed`,
  unknownEntity: ({ entity }: { entity: string }) => `the entity ${entity} is not known`,
  unknownPrefix: ({ prefix }: { prefix: string }) =>
    `the prefix "${prefix}:" is not known; Confluence has ac: and ri:`,
});

export { book as parseStorageBook };

/** Why a body is not well-formed; the words begin with the line and column of the fault. */
export class StorageError extends SaidError {
  constructor(reason: Words, source: string, offset: number) {
    const before = source.slice(0, Math.max(0, offset)).split('\n');
    super(phrase.at({ line: before.length, column: (before.at(-1) ?? '').length + 1, reason }));
    this.name = 'StorageError';
  }
}

// What walks the tree may recurse, so its depth has a bound; real pages stay far below.
const DEEPEST = 500;

// `at:` stands in pages made from templates.
const namespaces = {
  ac: 'http://atlassian.com/content',
  ri: 'http://atlassian.com/resource/identifier',
  at: 'http://atlassian.com/template',
};

/**
 * Reads storage format (XHTML with the undeclared prefixes `ac:` and `ri:`, and HTML's named entities). Comments and
 * processing instructions give no node; their bytes lie between the nodes beside them.
 * @throws StorageError with the line and column of the first fault
 */
export function parseStorage(source: string): StorageNode[] {
  const broken = source.isWellFormed() ? -1 : source.search(/\p{Surrogate}/u);
  if (broken >= 0) throw new StorageError(phrase.halfCharacter(), source, broken);

  const parser = new SaxesParser({ xmlns: true, fragment: true, additionalNamespaces: namespaces });
  parser.ENTITIES = namedEntities;
  const tree = growTree(source);
  parser.on('error', (error) => {
    throw explain(error.message, source, parser.position, tree.lastElements());
  });
  parser.on('text', tree.text);
  parser.on('cdata', tree.cdata);
  parser.on('comment', () => tree.skip('<!--', '-->'));
  parser.on('processinginstruction', () => tree.skip('<?', '?>'));
  parser.on('opentagstart', ({ name }) => tree.open(name));
  parser.on('opentag', ({ attributes }) => tree.enter(attributes, parser.position));
  parser.on('closetag', ({ isSelfClosing }) => tree.close(isSelfClosing, parser.position));
  parser.write(source).close();
  return tree.nodes;
}

/** The nodes of a source as a parser that goes through it finds them, each with its place. */
function growTree(source: string) {
  const nodes: StorageNode[] = [];
  const open: StorageElement[] = [];
  let closed: StorageElement | null = null;
  /** Where the last markup ended. Raw text holds no `<`, so the next markup begins at the next one. */
  let cursor = 0;
  const nextMarkup = () => {
    const at = source.indexOf('<', cursor);
    return at < 0 ? source.length : at;
  };
  const skip = (opener: string, terminator: string) => {
    cursor = source.indexOf(terminator, nextMarkup() + opener.length) + terminator.length;
  };
  const append = (node: StorageNode) => (open.at(-1)?.children ?? nodes).push(node);
  return {
    nodes,
    skip,
    lastElements: () => ({ open: open.at(-1), closed }),
    text(text: string) {
      const end = nextMarkup();
      // The parser lets this pass outside elements; Confluence, which wraps a body in one, does not.
      const terminator = source.slice(cursor, end).indexOf(']]>');
      if (terminator >= 0) throw new StorageError(phrase.cdataEnd(), source, cursor + terminator);
      append({ type: 'text', text, cdata: false, start: cursor, end });
    },
    cdata(text: string) {
      const start = nextMarkup();
      skip('<![CDATA[', ']]>');
      append({ type: 'text', text, cdata: true, start, end: cursor });
    },
    open(name: string) {
      const start = nextMarkup();
      if (open.length >= DEEPEST) throw new StorageError(phrase.tooDeep({ deepest: DEEPEST }), source, start);
      const place = { start, end: start, contentStart: start, contentEnd: start };
      const element: StorageElement = { type: 'element', name, attributes: {}, children: [], ...place };
      append(element);
      open.push(element);
    },
    enter(attributes: Record<string, { value: string }>, position: number) {
      const element = open.at(-1);
      if (!element) return;
      for (const [name, { value }] of Object.entries(attributes)) element.attributes[name] = value;
      element.contentStart = position;
      cursor = position;
    },
    close(isSelfClosing: boolean, position: number) {
      const element = open.pop();
      if (!element) return;
      element.end = position;
      element.contentEnd = isSelfClosing ? element.end : nextMarkup();
      cursor = element.end;
      closed = element;
    },
  };
}

function explain(
  message: string,
  source: string,
  position: number,
  element: { open: StorageElement | undefined; closed: StorageElement | null },
): StorageError {
  const fault = (reason: Words, offset = position) => new StorageError(reason, source, offset);
  const reason = message.replace(/^(?:[^:]*:)?\d+:\d+: /, '').replace(/\.$/, '');
  // The parser reads an entity up to the next semicolon, so it would complain of these far too late.
  const ampersand = bareAmpersand(source.slice(0, position));
  if (ampersand >= 0) return fault(phrase.bareAmpersand(), ampersand);
  const start = source.lastIndexOf('<', position - 1);
  const tag = /^<\/([^\s>]*)/.exec(source.slice(start, position))?.[1] ?? '';
  // The parser closes the open element before it complains of the tag of another.
  if (reason.startsWith('unexpected close tag'))
    return fault(phrase.closesOther({ tag, open: element.closed?.name ?? '' }), start);
  if (reason.startsWith('unmatched closing tag')) return fault(phrase.closesNothing({ tag }), start);
  if (reason.startsWith('unclosed tag'))
    return fault(phrase.neverClosed({ tag: element.open?.name ?? '' }), element.open?.start);
  if (reason.startsWith('undefined entity')) {
    const entity = source.lastIndexOf('&', position - 1);
    return fault(phrase.unknownEntity({ entity: source.slice(entity, position) }), entity);
  }
  if (reason === 'disallowed character in tag name') return fault(phrase.bareLess(), start);
  const prefix = /^unbound namespace prefix: (.*)$/.exec(reason)?.[1]?.replace(/"/g, '');
  if (prefix !== undefined) return fault(phrase.unknownPrefix({ prefix }));
  return fault(reason);
}

function bareAmpersand(source: string): number {
  const notText = /<!\[CDATA\[.*?(?:\]\]>|$)|<!--.*?(?:-->|$)/gs;
  return source
    .replace(notText, (skipped) => ' '.repeat(skipped.length))
    .search(/&(?!#\d+;|#[xX][\da-fA-F]+;|\w+;)/);
}
