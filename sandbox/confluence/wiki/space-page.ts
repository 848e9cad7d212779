import { html } from 'hono/html';
import { webPath } from '../content/content-links.ts';
import { type ContentRow, contentSelectWithoutBody } from '../content/content-rows.ts';
import { nameOf } from '../content/storage-links.ts';
import { selectAll } from '../rows.ts';
import type { Site } from '../site.ts';
import type { SpaceRow } from '../spaces/spaces.ts';
import { isOpenToVisitors } from './open-to-visitors.ts';
import { type Html, longDate } from './wiki-layout.ts';

/** All spaces, with what they are for. */
export function spaceListPage(site: Site): Html {
  const spaces = selectAll<SpaceRow>(
    site.db,
    "SELECT * FROM confluence_space WHERE status = 'current' AND readers IS NULL ORDER BY name",
  );
  return html`
    <h1>Spaces</h1>
    <ul class="plain">
      ${spaces.map(
        (space) => html`<li>
          <h2><a href="/wiki/spaces/${encodeURIComponent(space.key)}">${space.name}</a></h2>
          <p class="hint">${space.description}</p>
        </li>`,
      )}
    </ul>
  `;
}

/** One space: its pages as a tree, its blog posts newest first. */
export function spacePage(site: Site, space: SpaceRow): Html {
  const rows = selectAll<ContentRow>(
    site.db,
    `${contentSelectWithoutBody} WHERE c.space_id = ? AND c.status IN ('current', 'archived') ORDER BY c.position, c.id`,
    space.id,
  );
  const open = rows.filter((row) => isOpenToVisitors(site, row));
  const pages = open.filter((row) => row.kind !== 'blogpost');
  const posts = open
    .filter((row) => row.kind === 'blogpost')
    .toSorted((one, other) => (one.created_at < other.created_at ? 1 : -1));
  // The homepage's own address is this page, so the tree reaches its text by id.
  const pathOf = (row: ContentRow): string =>
    row.id === space.homepage_id ? `/spaces/${space.key}/pages/${row.id}` : webPath(row);
  const tree = (parent: number | null): Html | string => {
    const children = pages.filter((row) => row.parent_id === parent);
    if (children.length === 0) return '';
    return html`<ul>${children.map(
      (row) => html`<li>
        <a href="/wiki${pathOf(row)}">${row.title}</a>${remark(row)}${tree(row.id)}
      </li>`,
    )}</ul>`;
  };
  return html`
    <nav class="trail" aria-label="Breadcrumb"><ol><li><a href="/wiki/spaces">Spaces</a></li></ol></nav>
    <h1>${space.name}</h1>
    <p class="hint">${space.description}</p>
    <section class="tree" aria-labelledby="pages"><h2 id="pages">Pages</h2>${tree(null)}</section>
    <section aria-labelledby="posts">
      <h2 id="posts">Blog posts</h2>
      ${
        posts.length === 0
          ? html`<p class="hint">None yet.</p>`
          : html`<ul class="plain">${posts.map(
              (row) => html`<li>
                <a href="/wiki${webPath(row)}">${row.title}</a>
                <div class="hint">${nameOf(row.author_id)}, ${longDate(row.created_at)}</div>
              </li>`,
            )}</ul>`
      }
    </section>
  `;
}

function remark(row: ContentRow): string {
  const remarks = [row.kind === 'page' ? '' : row.kind, row.status === 'archived' ? 'archived' : ''].filter(
    Boolean,
  );
  return remarks.length === 0 ? '' : ` (${remarks.join(', ')})`;
}
