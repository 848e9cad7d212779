import { type Context, Hono } from 'hono';
import { ConfluenceError } from '../errors.ts';
import { mayEdit } from '../permissions.ts';
import { listParameter, numericId } from '../query-parameters.ts';
import type { RestEnv, Site } from '../site.ts';
import { bodyFormat } from './body-json.ts';
import { contentJson, single } from './content-json.ts';
import {
  type ContentRow,
  contentNotFound,
  pathNames,
  requireContent,
  type TextKind,
} from './content-rows.ts';
import { draftOf } from './drafts.ts';
import { expansionsJson } from './expansions.ts';
import { requireVersion } from './versions.ts';

const statuses = {
  page: ['current', 'archived', 'trashed', 'deleted', 'historical', 'draft'],
  blogpost: ['current', 'trashed', 'deleted', 'historical', 'draft'],
};

/** One page or blog post by id: as it is, as it was in a version, or its draft. */
export function contentReadingRoutes(site: Site, kind: TextKind): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  app.get(`/api/v2/${pathNames[kind]}/:id`, (c) => {
    const format = bodyFormat(c, 'single');
    const stored = requireContent(site, c.get('caller'), numericId(c.req.param('id')), kind);
    const row = askedState(c, site, stored);
    const number = c.req.query('version');
    const body = number ? requireVersion(site, row.id, numericId(number, 'version')).body : row.body;
    const { version, ...json } = single(c, contentJson(site, row, format, body));
    return c.json({
      ...json,
      ...(c.req.query('include-version') === 'false' ? {} : { version }),
      ...expansionsJson(c, site, row),
    });
  });
  return app;
}

// Without `status` a draft is the only thing that is not found; with it, what has another status is not.
function askedState(c: Context<RestEnv>, site: Site, row: ContentRow): ContentRow {
  const known = statuses[row.kind === 'page' ? 'page' : 'blogpost'];
  const asked = listParameter(c, 'status');
  const unknown = asked.find((status) => !known.includes(status));
  if (unknown !== undefined)
    throw new ConfluenceError(
      400,
      `Provided value {${unknown}} for 'status' is not valid. Expected one of: ${known.join(', ')}.`,
    );
  const wantsDraft = c.req.query('get-draft') === 'true';
  if (wantsDraft || asked.includes('draft')) {
    if (row.status === 'draft') return row;
    const draft = mayEdit(site, c.get('caller'), row) ? draftOf(site, row) : undefined;
    if (draft) return draft;
    if (wantsDraft) return row;
  }
  const state = c.req.query('version') && asked.includes('historical') ? 'historical' : row.status;
  const shown = asked.length === 0 ? row.status !== 'draft' : asked.includes(state);
  if (!shown) throw contentNotFound(row.id, row.kind);
  return row;
}
