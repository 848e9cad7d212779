import { html, raw } from 'hono/html';
import { webPath } from '../content/content-links.ts';
import { type ContentRow, contentSelectWithoutBody } from '../content/content-rows.ts';
import { nameOf, storageLinks } from '../content/storage-links.ts';
import { labelsOf } from '../labels/labels.ts';
import { selectAll } from '../rows.ts';
import type { Site } from '../site.ts';
import { storedSpace } from '../spaces/spaces.ts';
import { storageToHtml } from '../storage/storage-to-html.ts';
import { isOpenToVisitors } from './open-to-visitors.ts';
import { type Html, longDate } from './wiki-layout.ts';

const kindWords = { page: 'Created', blogpost: 'Blog post', whiteboard: 'Whiteboard', folder: 'Folder' };

type Comment = {
  id: number;
  parent_comment_id: number | null;
  author_id: string;
  created_at: string;
  body: string;
  kind: string;
  selection: string | null;
};

/** A page or blog post as people read it: where it stands, who wrote it, its labels, its body, its comments. */
export function contentPage(site: Site, row: ContentRow, focusedComment: string | undefined): Html {
  const labels = labelsOf(site, row.id);
  return html`
    <nav class="trail" aria-label="Breadcrumb">
      <ol>${trail(site, row).map(({ title, path }) => html`<li><a href="/wiki${path}">${title}</a></li>`)}</ol>
    </nav>
    <article>
      <h1>${row.title}</h1>
      <p class="meta">
        ${kindWords[row.kind]} by ${nameOf(row.author_id)}, ${longDate(row.created_at)}
        · version ${row.version}${row.version > 1 ? html` by ${nameOf(row.version_author_id)}, ${longDate(row.modified_at)}` : ''}
      </p>
      ${labels.length === 0 ? '' : html`<ul class="labels" aria-label="Labels">${labels.map((label) => html`<li>${label.name}</li>`)}</ul>`}
      ${row.status === 'current' ? '' : html`<p class="notice">${row.status === 'trashed' ? 'This is in the trash.' : `This is ${row.status}.`}</p>`}
      ${bodyOf(site, row)}
    </article>
    ${commentsOf(site, row, focusedComment)}
  `;
}

function bodyOf(site: Site, row: ContentRow): Html {
  switch (row.kind) {
    case 'folder':
      return html`<section aria-labelledby="inside"><h2 id="inside">In this folder</h2>${childrenOf(site, row)}</section>`;
    case 'whiteboard':
      return html`<p class="notice">What is drawn on a whiteboard is not shown here.</p>`;
    case 'page':
    case 'blogpost':
      return html`<div class="body">${raw(storageToHtml(row.body, storageLinks(site, row.space_id)))}</div>`;
  }
}

function childrenOf(site: Site, row: ContentRow): Html {
  const children = selectAll<ContentRow>(
    site.db,
    `${contentSelectWithoutBody} WHERE c.parent_id = ? AND c.status = 'current' ORDER BY c.position, c.id`,
    row.id,
  ).filter((child) => isOpenToVisitors(site, child));
  if (children.length === 0) return html`<p class="hint">Nothing yet.</p>`;
  return html`<ul>${children.map((child) => html`<li><a href="/wiki${webPath(child)}">${child.title}</a></li>`)}</ul>`;
}

function trail(site: Site, row: ContentRow): { title: string; path: string }[] {
  const space = storedSpace(site, row.space_id);
  const above = selectAll<ContentRow>(
    site.db,
    `WITH RECURSIVE above (id, parent_id, height) AS (
       SELECT id, parent_id, 0 FROM confluence_content WHERE id = ?
       UNION SELECT c.id, c.parent_id, above.height + 1 FROM confluence_content c JOIN above ON c.id = above.parent_id)
     SELECT c.*, ? AS space_key, ? AS homepage_id FROM above JOIN confluence_content c ON c.id = above.id
      WHERE height > 0 AND c.id IS NOT ? ORDER BY height DESC`,
    row.id,
    space.key,
    space.homepage_id,
    space.homepage_id,
  );
  const spaceStep = { title: space.name, path: `/spaces/${encodeURIComponent(space.key)}` };
  return [spaceStep, ...above.map((one) => ({ title: one.title, path: webPath(one) }))];
}

function commentsOf(site: Site, row: ContentRow, focused: string | undefined): Html | string {
  const comments = selectAll<Comment>(
    site.db,
    "SELECT * FROM confluence_comment WHERE content_id = ? AND status = 'current' ORDER BY created_at, id",
    row.id,
  );
  if (comments.length === 0) return '';
  const links = storageLinks(site, row.space_id);
  const thread = (parent: number | null): Html[] =>
    comments
      .filter((comment) => comment.parent_comment_id === parent)
      .map(
        (
          comment,
        ) => html`<div class="comment${String(comment.id) === focused ? ' focused' : ''}" id="comment-${comment.id}">
          <p class="meta">${nameOf(comment.author_id)}, ${longDate(comment.created_at)}</p>
          ${comment.kind === 'inline' && comment.selection ? html`<blockquote>${comment.selection}</blockquote>` : ''}
          ${raw(storageToHtml(comment.body, links))}
          ${thread(comment.id)}
        </div>`,
      );
  return html`<section aria-labelledby="comments"><h2 id="comments">Comments</h2>${thread(null)}</section>`;
}
