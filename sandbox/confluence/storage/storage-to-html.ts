import { escapeHtml, labelledBox, type Renderer, type StorageLinks } from './html-parts.ts';
import { macroToHtml } from './macro-to-html.ts';
import { parseStorage, type StorageElement, type StorageNode } from './parse-storage.ts';
import { innerText } from './storage-elements.ts';

const plain = new Set(
  (
    'p strong em u s del ins sub sup code pre blockquote ul li hr br h1 h2 h3 h4 h5 h6 thead tbody tfoot tr ' +
    'small b i kbd colgroup col span div'
  ).split(' '),
);
const empty = new Set(['hr', 'br', 'col']);
const scriptable = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'form',
  'link',
  'meta',
  'svg',
  'math',
]);

/**
 * Draws a storage body as safe HTML: a closed list of elements and attributes is written anew from the parsed tree, so
 * no script, style, event handler or foreign address can pass through. A body that is not well-formed is shown as text.
 */
export function storageToHtml(source: string, links: StorageLinks): string {
  let nodes: StorageNode[];
  try {
    nodes = parseStorage(source);
  } catch {
    return labelledBox('This body is not well-formed', `<pre>${escapeHtml(source)}</pre>`);
  }
  const headings = collectHeadings(nodes);
  const renderer: Renderer = { links, headings, render: (inner) => renderAll(inner) };
  let heading = 0;
  const renderAll = (inner: StorageNode[]): string =>
    inner.map((node) => (node.type === 'element' ? renderElement(node) : escapeHtml(node.text))).join('');

  const renderElement = (element: StorageElement): string => {
    const { name } = element;
    if (scriptable.has(name.toLowerCase())) return labelledBox(`Not shown: ${name}`);
    if (/^h[1-6]$/.test(name)) {
      const id = headings[heading]?.id ?? '';
      heading += 1;
      return `<${name} id="${id}"${alignment(element)}>${renderAll(element.children)}</${name}>`;
    }
    if (empty.has(name)) return `<${name}>`;
    if (name === 'ol') return `<ol${start(element)}>${renderAll(element.children)}</ol>`;
    if (plain.has(name)) return `<${name}${alignment(element)}>${renderAll(element.children)}</${name}>`;
    if (name === 'table')
      return `<div class="table" tabindex="0" role="region" aria-label="Table"><table>${renderAll(element.children)}</table></div>`;
    if (name === 'td' || name === 'th')
      return `<${name}${spans(element)}>${renderAll(element.children)}</${name}>`;
    if (name === 'a') return anchor(element, renderAll(element.children));
    if (name === 'time') return `<time>${escapeHtml(longDate(element.attributes.datetime ?? ''))}</time>`;
    if (name === 'img') return labelledBox(`Image: ${element.attributes.alt ?? 'no description'}`);
    return macroToHtml(element, renderer) ?? labelledBox(name, renderAll(element.children));
  };
  return renderAll(nodes);
}

/** Only web, mail and same-site addresses may become links. */
function safeHref(href: string): string | undefined {
  const trimmed = href.trim();
  return /^(https?:\/\/|mailto:|\/(?!\/)|#)/i.test(trimmed) ? trimmed : undefined;
}

function anchor(element: StorageElement, inner: string): string {
  const href = safeHref(element.attributes.href ?? '');
  return href === undefined
    ? `<span>${inner}</span>`
    : `<a href="${escapeHtml(href)}" rel="noopener noreferrer nofollow">${inner}</a>`;
}

function alignment(element: StorageElement): string {
  const align = /^\s*text-align:\s*(left|center|right|justify)\s*;?\s*$/i.exec(
    element.attributes.style ?? '',
  )?.[1];
  return align ? ` class="align-${align.toLowerCase()}"` : '';
}

function start(list: StorageElement): string {
  const first = list.attributes.start ?? '';
  return /^\d{1,6}$/.test(first) ? ` start="${first}"` : '';
}

function spans(element: StorageElement): string {
  return ['colspan', 'rowspan']
    .filter((name) => /^\d{1,3}$/.test(element.attributes[name] ?? ''))
    .map((name) => ` ${name}="${element.attributes[name]}"`)
    .join('');
}

function collectHeadings(nodes: StorageNode[]): Renderer['headings'] {
  const found: Renderer['headings'] = [];
  const visit = (inner: StorageNode[]): void => {
    for (const node of inner) {
      if (node.type !== 'element') continue;
      if (/^h[1-6]$/.test(node.name))
        found.push({
          id: `h-${found.length + 1}`,
          level: Number(node.name[1]),
          text: innerText(node.children),
        });
      visit(node.children);
    }
  };
  visit(nodes);
  return found;
}

function longDate(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
