import { escapeHtml, labelledBox, type Renderer } from './html-parts.ts';
import type { StorageElement } from './parse-storage.ts';
import { elementsOf, innerText, parameterOf, resourceOf } from './storage-elements.ts';

const panels: Record<string, string> = {
  info: 'Info',
  note: 'Note',
  tip: 'Tip',
  warning: 'Warning',
  panel: '',
};
const statusColours = new Set(['grey', 'red', 'yellow', 'green', 'blue', 'purple']);

/** Draws Confluence's own elements (`ac:` and `ri:`) plainly. Undefined: this element is not known here. */
export function macroToHtml(element: StorageElement, renderer: Renderer): string | undefined {
  switch (element.name) {
    case 'ac:structured-macro':
      return macro(element, renderer);
    case 'ac:link':
      return link(element, renderer);
    case 'ac:image':
      return labelledBox(
        `Image: ${element.attributes['ac:alt'] ?? resourceName(element) ?? 'no description'}`,
        renderer.render(elementsOf(element, 'ac:caption').flatMap((part) => part.children)),
      );
    case 'ac:emoticon':
      return escapeHtml(emoticon(element.attributes));
    case 'ac:task-list':
      return `<ul class="tasks">${renderer.render(elementsOf(element, 'ac:task'))}</ul>`;
    case 'ac:task':
      return task(element, renderer);
    case 'ac:layout':
    case 'ac:layout-section':
      return `<div class="${element.name === 'ac:layout' ? 'layout' : 'layout-section'}">${renderer.render(element.children)}</div>`;
    case 'ac:layout-cell':
      return `<div class="layout-cell">${renderer.render(element.children)}</div>`;
    case 'ac:inline-comment-marker':
      return `<mark>${renderer.render(element.children)}</mark>`;
    case 'ac:placeholder':
      return `<span class="placeholder">${renderer.render(element.children)}</span>`;
    case 'ac:adf-extension': {
      const fallback = elementsOf(element, 'ac:adf-fallback').flatMap((part) => part.children);
      return fallback.length > 0
        ? renderer.render(fallback)
        : labelledBox(elementsOf(element, 'ac:adf-node')[0]?.attributes.type ?? 'Unknown');
    }
    case 'ac:rich-text-body':
    case 'ac:link-body':
      return renderer.render(element.children);
    default:
      return undefined;
  }
}

function emoticon(attributes: Record<string, string>): string {
  const name = attributes['ac:emoji-fallback'] ?? attributes['ac:emoji-shortname'];
  return name ?? `(${attributes['ac:name'] ?? ''})`;
}

function macro(element: StorageElement, renderer: Renderer): string {
  const name = element.attributes['ac:name'] ?? 'unnamed';
  const body = elementsOf(element, 'ac:rich-text-body').flatMap((part) => part.children);
  const title = parameterOf(element, 'title');
  const panel = Object.hasOwn(panels, name) ? panels[name] : undefined;
  if (panel !== undefined) {
    const heading = [panel, title].filter(Boolean).join(': ');
    const label = heading === '' ? '' : `<p class="panel-title">${escapeHtml(heading)}</p>`;
    return `<div class="panel panel-${name}">${label}${renderer.render(body)}</div>`;
  }
  if (name === 'code' || name === 'noformat') return code(element, title);
  if (name === 'expand')
    return `<details><summary>${escapeHtml(title ?? 'Click here to expand')}</summary>${renderer.render(body)}</details>`;
  if (name === 'status') {
    const asked = (parameterOf(element, 'colour') ?? '').toLowerCase();
    const colour = statusColours.has(asked) ? asked : 'grey';
    return `<span class="status status-${colour}">${escapeHtml(title ?? '')}</span>`;
  }
  if (name === 'toc') return tableOfContents(element, renderer);
  if (name === 'excerpt' || name === 'details') return renderer.render(body);
  return labelledBox(`Macro: ${name}`, renderer.render(body));
}

function code(element: StorageElement, title: string | undefined): string {
  const source = elementsOf(element, 'ac:plain-text-body')
    .map((part) => innerText(part.children))
    .join('');
  const caption = title ?? parameterOf(element, 'language') ?? 'code';
  return `<figure class="code"><figcaption>${escapeHtml(caption)}</figcaption><pre tabindex="0"><code>${escapeHtml(source)}</code></pre></figure>`;
}

function tableOfContents(element: StorageElement, renderer: Renderer): string {
  const lowest = Number(parameterOf(element, 'minLevel')) || 1;
  const highest = Number(parameterOf(element, 'maxLevel')) || 6;
  const shown = renderer.headings.filter(({ level }) => level >= lowest && level <= highest);
  const rows = shown.map(
    ({ id, level, text }) => `<li class="toc-${level}"><a href="#${id}">${escapeHtml(text)}</a></li>`,
  );
  return rows.length === 0
    ? ''
    : `<nav class="toc" aria-label="On this page"><ul>${rows.join('')}</ul></nav>`;
}

function task(element: StorageElement, renderer: Renderer): string {
  const status = innerText(elementsOf(element, 'ac:task-status')).trim();
  const done = status === 'complete';
  const body = elementsOf(element, 'ac:task-body').flatMap((part) => part.children);
  const mark = `<span class="task-mark" aria-hidden="true">${done ? '☑' : '☐'}</span>`;
  const spoken = `<span class="spoken">${done ? 'Done: ' : 'To do: '}</span>`;
  return `<li${done ? ' class="done"' : ''}>${mark}<div>${spoken}${renderer.render(body)}</div></li>`;
}

function link(element: StorageElement, renderer: Renderer): string {
  const resource = resourceOf(element);
  const bodies = [...elementsOf(element, 'ac:link-body'), ...elementsOf(element, 'ac:plain-text-link-body')];
  const text = renderer.render(bodies.flatMap((part) => part.children));
  if (resource?.name === 'ri:user') {
    const name = renderer.links.nameOf(resource.attributes['ri:account-id'] ?? '');
    return `<span class="mention">@${escapeHtml(name)}</span>`;
  }
  const title = resource?.attributes['ri:content-title'] ?? resource?.attributes['ri:filename'];
  const spaceKey = resource?.attributes['ri:space-key'];
  const label =
    text === '' ? escapeHtml(title ?? spaceKey ?? element.attributes['ac:anchor'] ?? 'link') : text;
  if (resource?.name === 'ri:space' && spaceKey !== undefined)
    return `<a href="/wiki/spaces/${encodeURIComponent(spaceKey)}">${label}</a>`;
  const anchor = element.attributes['ac:anchor'];
  const heading = resource ? undefined : renderer.headings.find((one) => one.text === anchor);
  if (heading) return `<a href="#${heading.id}">${label}</a>`;
  const url =
    (resource?.name === 'ri:page' || resource?.name === 'ri:blog-post') && title !== undefined
      ? renderer.links.pageUrl(title, spaceKey)
      : undefined;
  return url === undefined
    ? `<span class="missing">${label}</span>`
    : `<a href="${escapeHtml(url)}">${label}</a>`;
}

function resourceName(element: StorageElement): string | undefined {
  return elementsOf(element, 'ri:attachment')[0]?.attributes['ri:filename'];
}
