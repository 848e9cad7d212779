import type { StorageNode } from './parse-storage.ts';

/** How links and people in a body are resolved: the renderer itself knows no database. */
export type StorageLinks = {
  nameOf: (accountId: string) => string;
  /** The address of a page by its title, or undefined when there is none. Without a key: in the space of the body. */
  pageUrl: (title: string, spaceKey: string | undefined) => string | undefined;
};

export type Renderer = {
  links: StorageLinks;
  headings: { id: string; level: number; text: string }[];
  render: (nodes: StorageNode[]) => string;
};

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A box that names what this view does not draw, so that nothing on the page is silently missing. */
export function labelledBox(label: string, inner = ''): string {
  // Alone it may stand within a line of text; around something it is a block.
  const tag = inner === '' ? 'span' : 'div';
  return `<${tag} class="opaque"><span class="opaque-label">${escapeHtml(label)}</span>${inner}</${tag}>`;
}
