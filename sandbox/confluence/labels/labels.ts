import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type ContentKind, findContent, requireContent } from '../content/content-rows.ts';
import { ConfluenceError } from '../errors.ts';
import { sendPage } from '../paging.ts';
import { mayEdit, mayRead } from '../permissions.ts';
import { choiceParameter, idListParameter, numericId } from '../query-parameters.ts';
import { readJson } from '../request-body.ts';
import { inTransaction, selectAll, selectOne } from '../rows.ts';
import { nextId } from '../schema.ts';
import { indexText } from '../search/text-index.ts';
import { type RestEnv, type Site, wikiBase } from '../site.ts';
import { requireSpace } from '../spaces/spaces.ts';
import { labelNames } from './label-rules.ts';

export type LabelRow = { id: number; prefix: string; name: string };

const labelSchema = z.object({
  prefix: z.enum(['global', 'my', 'team']).default('global'),
  name: z.string().default(''),
});
const labelsSchema = z.union([z.array(labelSchema), labelSchema.transform((label) => [label])]);

export function labelJson(row: LabelRow) {
  return { id: String(row.id), name: row.name, prefix: row.prefix };
}

/** The labels of a page or blog post, by label id. */
export function labelsOf(site: Site, contentId: number): LabelRow[] {
  return selectAll<LabelRow>(
    site.db,
    `SELECT l.* FROM confluence_label l JOIN confluence_content_label cl ON cl.label_id = l.id
      WHERE cl.content_id = ? ORDER BY l.id`,
    contentId,
  );
}

/** Puts labels on a page or blog post; one that is there already stays as it is. */
export function addLabels(site: Site, contentId: number, labels: { prefix: string; name: string }[]): void {
  inTransaction(site.db, () => {
    for (const { prefix, name } of labels) {
      const known = selectOne<{ id: number }>(
        site.db,
        'SELECT id FROM confluence_label WHERE prefix = ? AND name = ?',
        prefix,
        name,
      );
      const id = known?.id ?? nextId(site.db);
      site.db
        .prepare('INSERT OR IGNORE INTO confluence_label (id, prefix, name) VALUES (?, ?, ?)')
        .run(id, prefix, name);
      site.db
        .prepare('INSERT OR IGNORE INTO confluence_content_label (content_id, label_id) VALUES (?, ?)')
        .run(contentId, id);
    }
    indexText(site, contentId);
  });
}

/** Reading labels over v2, which can not write them, and writing them over v1. */
export function labelRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/api/v2/labels', (c) => {
    const ids = idListParameter(c, 'label-id');
    const where = ids.length === 0 ? [] : [`l.id IN (${ids.map(() => '?').join(', ')})`];
    return sendLabels(c, site, where, ids);
  });

  for (const kind of ['page', 'blogpost'] as const) {
    const path = `/api/v2/${kind}s/:id/labels`;
    app.get(path, (c) => sendLabelsOf(c, site, kind));
    app.on(['POST', 'PUT', 'DELETE'], path, () => {
      throw new ConfluenceError(405, 'Method Not Allowed');
    });
  }

  app.get('/api/v2/spaces/:id/content/labels', (c) => {
    const space = requireSpace(site, c.get('caller'), numericId(c.req.param('id')));
    const carried = `l.id IN (SELECT cl.label_id FROM confluence_content_label cl
      JOIN confluence_content k ON k.id = cl.content_id WHERE k.space_id = ? AND k.status = 'current')`;
    return sendLabels(c, site, [carried], [space.id]);
  });

  // Labels of the space itself: none can be put on one here, so the list is always empty.
  app.get('/api/v2/spaces/:id/labels', (c) => {
    requireSpace(site, c.get('caller'), numericId(c.req.param('id')));
    return c.json({ results: [], _links: { base: wikiBase(c) } });
  });

  app.get('/rest/api/content/:id/label', (c) => c.json(labelArray(c, site, requireAny(c, site).id)));

  app.post('/rest/api/content/:id/label', async (c) => {
    const content = requireLabelled(c, site);
    const asked = await readJson(c, labelsSchema);
    if (asked.length === 0) throw new ConfluenceError(400, 'Could not parse Labels');
    const labels = asked.flatMap(({ prefix, name }) =>
      labelNames(name).map((one) => ({ prefix, name: one })),
    );
    addLabels(site, content.id, labels);
    return c.json(labelArray(c, site, content.id));
  });

  app.delete('/rest/api/content/:id/label/:name?', (c) => {
    const content = requireLabelled(c, site);
    const name = c.req.query('name') ?? c.req.param('name') ?? '';
    const carried = labelsOf(site, content.id).find((label) => label.name === name.toLowerCase());
    if (!carried) throw new ConfluenceError(404, `No label found with name: ${name}`);
    removeLabel(site, content.id, carried.id);
    return c.body(null, 204);
  });

  return app;
}

function removeLabel(site: Site, contentId: number, labelId: number): void {
  inTransaction(site.db, () => {
    site.db
      .prepare('DELETE FROM confluence_content_label WHERE content_id = ? AND label_id = ?')
      .run(contentId, labelId);
    // A label exists only while something carries it.
    site.db
      .prepare(
        'DELETE FROM confluence_label WHERE id = ? AND id NOT IN (SELECT label_id FROM confluence_content_label)',
      )
      .run(labelId);
    indexText(site, contentId);
  });
}

function sendLabelsOf(c: Context<RestEnv>, site: Site, kind: ContentKind) {
  const row = requireContent(site, c.get('caller'), numericId(c.req.param('id')), kind);
  const carried = 'l.id IN (SELECT label_id FROM confluence_content_label WHERE content_id = ?)';
  return sendLabels(c, site, [carried], [row.id]);
}

function sendLabels(c: Context<RestEnv>, site: Site, where: string[], params: (string | number)[]) {
  const prefix = choiceParameter(c, 'prefix', ['my', 'team', 'global', 'system']);
  const all =
    prefix === undefined
      ? { where, params }
      : { where: [...where, 'l.prefix = ?'], params: [...params, prefix] };
  const asked =
    choiceParameter(c, 'sort', ['id', '-id', 'name', '-name', 'created-date', '-created-date']) ?? 'id';
  return sendPage<LabelRow>(
    c,
    site,
    {
      from: 'SELECT l.* FROM confluence_label l',
      ...all,
      sortBy: asked.endsWith('name') ? 'l.name' : 'l.id',
      id: 'l.id',
      descending: asked.startsWith('-'),
    },
    labelJson,
  );
}

function requireAny(c: Context<RestEnv>, site: Site) {
  const id = numericId(c.req.param('id'));
  const row = findContent(site, id);
  if (!row || row.status === 'trashed' || !mayRead(site, c.get('caller'), id))
    throw new ConfluenceError(404, `No content found with id: ContentId{id=${id}}`);
  return row;
}

function requireLabelled(c: Context<RestEnv>, site: Site) {
  const row = requireAny(c, site);
  if (!mayEdit(site, c.get('caller'), row))
    throw new ConfluenceError(403, 'User does not have permission to change the labels of this content');
  return row;
}

function labelArray(c: Context<RestEnv>, site: Site, contentId: number) {
  const results = labelsOf(site, contentId).map((label) => ({ ...labelJson(label), label: label.name }));
  const self = `${wikiBase(c)}/rest/api/content/${contentId}/label`;
  return {
    results,
    start: 0,
    limit: 200,
    size: results.length,
    _links: { self, base: wikiBase(c), context: '/wiki' },
  };
}
