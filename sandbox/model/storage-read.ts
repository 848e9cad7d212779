/** A readable piece of a page. */
export type Block = { kind: 'heading' | 'paragraph' | 'item' | 'row' | 'code'; text: string };

const TOKEN =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<(\/?)([\w:.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/g;
const HIDDEN = new Set(['ac:parameter', 'ac:task-id', 'ac:task-uuid', 'ac:task-status', 'ac:placeholder']);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  rarr: '→',
  middot: '·',
};

/** Storage format to its headings, paragraphs, list items, tasks and table rows, in order, as plain text. */
export function readStorage(storage: string): Block[] {
  const blocks: Block[] = [];
  let text = '';
  let kind: Block['kind'] = 'paragraph';
  let items = 0;
  let rows = 0;
  let hidden = 0;
  let link = { at: 0, target: '' };
  const flush = () => {
    const line = text
      .replace(/\s+/g, ' ')
      .replace(/(?:\s*·\s*)+$/, '')
      .trim();
    if (line) blocks.push({ kind, text: line });
    text = '';
    kind = rows > 0 ? 'row' : items > 0 ? 'item' : 'paragraph';
  };
  for (const [, cdata, slash, name = '', attributes = '', selfClosing, words] of storage.matchAll(TOKEN)) {
    if (cdata !== undefined || words !== undefined) {
      if (hidden === 0) text += cdata ?? decodeEntities(words ?? '');
      continue;
    }
    const tag = name.toLowerCase();
    const opens = !slash && !selfClosing;
    const step = slash ? -1 : opens ? 1 : 0;
    if (tag === 'ac:link') {
      // A link without words of its own shows the title of its page.
      if (slash && text.length === link.at) text += link.target;
      link = { at: text.length, target: '' };
    } else if (tag === 'ri:page' || tag === 'ri:blog-post') {
      link.target = decodeEntities(attributes.match(/ri:content-title="([^"]*)"/)?.[1] ?? '');
    } else if (tag === 'ri:user') {
      link.target = '@someone';
    } else if (tag === 'ac:plain-text-body' || tag === 'pre') {
      flush();
      if (opens) kind = 'code';
    } else if (HIDDEN.has(tag)) hidden = Math.max(0, hidden + step);
    else if (/^h[1-6]$/.test(tag)) {
      flush();
      if (opens) kind = 'heading';
    } else if (tag === 'li' || tag === 'ac:task-body') {
      flush();
      items = Math.max(0, items + step);
      flush();
    } else if (tag === 'tr') {
      flush();
      rows = Math.max(0, rows + step);
      flush();
    } else if (tag === 'td' || tag === 'th') {
      if (slash) text += ' · ';
    } else if (
      /^(p|ul|ol|table|blockquote|div|hr|ac:(layout.*|structured-macro|rich-text-body|task|task-list))$/.test(
        tag,
      )
    ) {
      if (rows === 0) flush();
      else text += ' ';
    } else if (tag === 'br') text += ' ';
    else if (tag === 'time') text += attributes.match(/datetime="([^"]*)"/)?.[1] ?? '';
  }
  flush();
  return blocks;
}

/** Whether every tag that opens also closes: a body that was cut on its way here does not pass. */
export function isWholeStorage(storage: string): boolean {
  const open: string[] = [];
  let seen = 0;
  for (const match of storage.matchAll(TOKEN)) {
    if (match.index !== seen) return false;
    seen += match[0].length;
    const [, , slash, name, , selfClosing] = match;
    if (!name || selfClosing) continue;
    if (!slash) open.push(name);
    else if (open.pop() !== name) return false;
  }
  return seen === storage.length && open.length === 0;
}

/**
 * One to three sentences that say what a page holds, those with words of the topic first, in the page's order.
 * Never longer than 420 characters.
 */
export function extractOf(blocks: Block[], topic = ''): string {
  const wanted = topic.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  const sentences = blocks
    .filter((block) => block.kind === 'paragraph' || block.kind === 'item')
    .flatMap((block) => block.text.split(/(?<=[.!?])\s+(?=[\p{Lu}\p{N}])/u))
    .map((sentence, place) => {
      const text = sentence.trim();
      const hits = wanted.filter((word) => text.toLowerCase().includes(word)).length;
      return { text: /[.!?…]$/.test(text) ? text : `${text}.`, hits, place };
    })
    .filter((sentence) => sentence.text.length > 3);
  const chosen = sentences
    .toSorted((a, b) => b.hits - a.hits || a.place - b.place)
    .slice(0, 3)
    .toSorted((a, b) => a.place - b.place)
    .map((sentence) => sentence.text)
    .join(' ');
  return chosen.length > 420 ? `${chosen.slice(0, 419).replace(/\s+\S*$/, '')}…` : chosen;
}

/** Resolves named and numeric entities; an unknown one stays as written. */
export function decodeEntities(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
