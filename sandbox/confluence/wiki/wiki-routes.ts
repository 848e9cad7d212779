import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { idFromTiny, webPath } from '../content/content-links.ts';
import { type ContentRow, findContent } from '../content/content-rows.ts';
import type { Site } from '../site.ts';
import { findSpaceByKey } from '../spaces/spaces.ts';
import { contentPage } from './content-page.ts';
import { isOpenToVisitors, isSpaceOpenToVisitors } from './open-to-visitors.ts';
import { spaceListPage, spacePage } from './space-page.ts';
import { sendWikiPage } from './wiki-layout.ts';

const avatar =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="24" fill="#7a8a8d"/>' +
  '<circle cx="24" cy="19" r="8" fill="#fff"/><path d="M8 42a16 13 0 0 1 32 0z" fill="#fff"/></svg>';

/** The readable view below `/wiki`, open to all: spaces, pages, blog posts, and the short links that lead to them. */
export function wikiRoutes(site: Site): Hono {
  const app = new Hono();

  app.get('/', (c) => c.redirect('/wiki/spaces'));
  app.get('/spaces', (c) => sendWikiPage(c, 'Spaces', spaceListPage(site)));

  for (const path of ['/spaces/:key', '/spaces/:key/overview']) {
    app.get(path, (c) => {
      const space = findSpaceByKey(site, c.req.param('key') ?? '');
      if (!space) return sendMissing(c);
      return isSpaceOpenToVisitors(site, space.id)
        ? sendWikiPage(c, space.name, spacePage(site, space))
        : sendRestricted(c, 'space');
    });
  }

  for (const path of [
    '/spaces/:key/pages/:id/:title?',
    '/spaces/:key/blog/:year/:month/:day/:id/:title?',
    '/spaces/:key/whiteboard/:id',
    '/spaces/:key/whiteboard/edit/:id',
    '/spaces/:key/folder/:id',
    '/pages/:id{\\d+}',
  ]) {
    app.get(path, (c) => sendContent(c, contentById(site, c.req.param('id'))));
  }
  app.get('/spaces/:key/pages/edit-v2/:id', (c) => sendRedirect(c, contentById(site, c.req.param('id'))));
  app.get('/x/:tiny', (c) => sendRedirect(c, findContent(site, idFromTiny(c.req.param('tiny')) || 0)));
  app.get('/pages/viewpage.action', (c) => sendRedirect(c, contentById(site, c.req.query('pageId'))));
  app.get('/pages/resumedraft.action', (c) => sendRedirect(c, contentById(site, c.req.query('draftId'))));

  app.get('/aa-avatar/default', (c) => c.body(avatar, 200, { 'Content-Type': 'image/svg+xml' }));
  app.get('/*', (c) => sendMissing(c));

  function sendContent(c: Context, row: ContentRow | undefined) {
    if (!row) return sendMissing(c);
    return isOpenToVisitors(site, row)
      ? sendWikiPage(c, row.title, contentPage(site, row, c.req.query('focusedCommentId')))
      : sendRestricted(c, row.kind === 'blogpost' ? 'blog post' : row.kind);
  }

  return app;
}

function contentById(site: Site, id: string | undefined): ContentRow | undefined {
  return /^\d{1,15}$/.test(id ?? '') ? findContent(site, Number(id)) : undefined;
}

function sendRedirect(c: Context, row: ContentRow | undefined) {
  return row ? c.redirect(`/wiki${webPath(row)}`) : sendMissing(c);
}

function sendMissing(c: Context) {
  return sendWikiPage(
    c,
    'Not here',
    html`<h1>There is nothing here</h1>
      <p>The page may have been deleted for good, or the link may be wrong. <a href="/wiki/spaces">See all spaces</a>.</p>`,
    404,
  );
}

// Not even a title: who may not read it is not told what it is about.
function sendRestricted(c: Context, what: string) {
  return sendWikiPage(
    c,
    'Restricted',
    html`<h1>This ${what} is restricted</h1>
      <p class="notice">Only the people it is meant for may see it.</p>
      <p>This view does not ask who you are, so it shows what everyone may read. Those who may see more find it over REST,
        with their own account. <a href="/wiki/spaces">See all open spaces</a>.</p>`,
    403,
  );
}
