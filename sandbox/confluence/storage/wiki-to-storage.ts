import { escapeXml } from './adf/storage-writing.ts';
import { parseStorage } from './parse-storage.ts';

const panels = new Set(['info', 'note', 'tip', 'warning', 'panel', 'expand', 'quote']);

/**
 * Storage format of wiki markup: headings, paragraphs, lists, tables, rules, code, panels, and within a line bold, italic,
 * underlined, struck, monospaced and linked text. Other macros in braces stay as they are written.
 */
export function wikiToStorage(source: string): string {
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  return blocks(lines);
}

function blocks(lines: string[]): string {
  let storage = '';
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const macro = /^\{(code|noformat|info|note|tip|warning|panel|expand|quote)(?::([^}]*))?\}(.*)$/.exec(
      line,
    );
    const [, name = '', parameters = '', rest = ''] = macro ?? [];
    if (macro && rest.trimEnd().endsWith(`{${name}}`)) {
      storage += braced(name, parameters, [rest.trimEnd().slice(0, -name.length - 2)]);
      at += 1;
      continue;
    }
    const end = macro ? closing(lines, at, name) : -1;
    if (macro && end >= 0) {
      storage += braced(name, parameters, [rest, ...lines.slice(at + 1, end)]);
      at = end + 1;
      continue;
    }
    const run = lines.slice(at).findIndex((one) => kindOf(one) !== kindOf(line));
    const same = run < 0 ? lines.slice(at) : lines.slice(at, at + run);
    const kind = kindOf(line);
    if (kind === 'heading' || kind === 'rule') {
      storage += single(line);
      at += 1;
      continue;
    }
    if (kind === 'list') storage += list(same, 1);
    else if (kind === 'table') storage += table(same);
    else if (kind === 'text' || kind === 'macro') storage += `<p>${same.map(inline).join('<br />')}</p>`;
    at += same.length;
  }
  return storage;
}

function kindOf(line: string): 'blank' | 'heading' | 'rule' | 'list' | 'table' | 'text' | 'macro' {
  if (line.trim() === '') return 'blank';
  if (/^(h[1-6]|bq)\. /.test(line)) return 'heading';
  if (/^----\s*$/.test(line)) return 'rule';
  if (/^(?:[*#]+|-) /.test(line)) return 'list';
  if (line.startsWith('|')) return 'table';
  return /^\{(code|noformat|info|note|tip|warning|panel|expand|quote)\b/.test(line) ? 'macro' : 'text';
}

function closing(lines: string[], at: number, name: string): number {
  return lines.findIndex((line, index) => index > at && line.trim() === `{${name}}`);
}

function single(line: string): string {
  const heading = /^h([1-6])\. (.*)$/.exec(line);
  if (heading) return `<h${heading[1]}>${inline(heading[2] ?? '')}</h${heading[1]}>`;
  const quote = /^bq\. (.*)$/.exec(line);
  return quote ? `<blockquote><p>${inline(quote[1] ?? '')}</p></blockquote>` : '<hr />';
}

function braced(name: string, parameters: string, inner: string[]): string {
  const lines = inner[0] === '' ? inner.slice(1) : inner;
  if (name === 'quote') return `<blockquote>${blocks(lines)}</blockquote>`;
  const written = parameters
    .split('|')
    .filter((one) => one !== '')
    .map((one) => {
      const [key, value] = one.includes('=') ? one.split('=', 2) : ['language', one];
      return `<ac:parameter ac:name="${escapeXml(key ?? '')}">${escapeXml(value ?? '')}</ac:parameter>`;
    })
    .join('');
  const body = panels.has(name)
    ? `<ac:rich-text-body>${blocks(lines)}</ac:rich-text-body>`
    : `<ac:plain-text-body><![CDATA[${lines.join('\n').replaceAll(']]>', ']]]]><![CDATA[>')}]]></ac:plain-text-body>`;
  return `<ac:structured-macro ac:name="${name}" ac:schema-version="1">${written}${body}</ac:structured-macro>`;
}

// Each line's marks say how deep it stands: `**` is a list within the item before.
function list(lines: string[], depth: number): string {
  const first = /^([*#-]+) /.exec(lines[0] ?? '')?.[1] ?? '*';
  const tag = first[depth - 1] === '#' ? 'ol' : 'ul';
  const items: string[][] = [];
  for (const line of lines) {
    const marks = /^([*#-]+) /.exec(line)?.[1] ?? '';
    if (marks.length <= depth || items.length === 0) items.push([line]);
    else items.at(-1)?.push(line);
  }
  const written = items.map(([line = '', ...deeper]) => {
    const text = inline(line.replace(/^[*#-]+ /, ''));
    return `<li><p>${text}</p>${deeper.length > 0 ? list(deeper, depth + 1) : ''}</li>`;
  });
  return `<${tag}>${written.join('')}</${tag}>`;
}

function table(lines: string[]): string {
  const rows = lines.map((line) => {
    const head = line.startsWith('||');
    const cells = line
      .replace(/^\|\|?|\|\|?\s*$/g, '')
      .split(head ? '||' : '|')
      .map((cell) => `<${head ? 'th' : 'td'}><p>${inline(cell.trim())}</p></${head ? 'th' : 'td'}>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}

const spans: [RegExp, string][] = [
  [/(?<![\w*])\*(?=\S)(.+?)(?<=\S)\*(?![\w*])/g, 'strong'],
  [/(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)/g, 'em'],
  [/(?<!\w)\+(?=\S)(.+?)(?<=\S)\+(?!\w)/g, 'u'],
  [/(?<![\w-])-(?=[^\s-])(.+?)(?<=[^\s-])-(?![\w-])/g, 'del'],
  [/\{\{(.+?)\}\}/g, 'code'],
];

function inline(text: string): string {
  // Links are set aside, as their addresses may hold any of the marks.
  const links: string[] = [];
  const aside = text.replace(/\[([^\]|\n]+)(?:\|([^\]\n]+))?\]/g, (_, label: string, target?: string) => {
    links.push(link(label, target ?? label));
    return `\ue000${links.length - 1}\ue000`;
  });
  const marked = spans.reduce(
    (line, [pattern, tag]) => line.replace(pattern, `<${tag}>$1</${tag}>`),
    escapeXml(aside),
  );
  const line = marked.replace(/\ue000(\d+)\ue000/g, (_, index: string) => links[Number(index)] ?? '');
  return isWellFormed(line) ? line : escapeXml(text);
}

// Marks that cross each other are shown as they were typed.
function isWellFormed(line: string): boolean {
  try {
    parseStorage(line);
    return true;
  } catch {
    return false;
  }
}

function link(label: string, target: string): string {
  if (/^(https?:|mailto:|\/)/.test(target)) return `<a href="${escapeXml(target)}">${escapeXml(label)}</a>`;
  return `<ac:link><ri:page ri:content-title="${escapeXml(target)}" /><ac:link-body>${escapeXml(label)}</ac:link-body></ac:link>`;
}
