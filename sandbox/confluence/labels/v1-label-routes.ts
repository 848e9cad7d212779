import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import { mayWrite, visibleContent } from '../permissions.ts';
import { choiceParameter } from '../query-parameters.ts';
import { readJson } from '../request-body.ts';
import { selectAll, selectOne } from '../rows.ts';
import type { RestEnv, Site } from '../site.ts';
import { requireSpaceByKey, type SpaceRow } from '../spaces/spaces.ts';
import { goneOnGateway } from '../v1/gone.ts';
import { collectionOf, sliceOf } from '../v1/v1-collection.ts';
import { labelNames } from './label-rules.ts';
import { requireLabelled, requireLabelling } from './labelled.ts';
import { addLabels, announceLabels, type LabelRow, labelJson, labelsOf, removeLabel } from './labels.ts';
import { visibleLabels } from './visible-labels.ts';

const prefixes = ['global', 'my', 'team'] as const;
const labelSchema = z.object({ prefix: z.enum(prefixes).default('global'), name: z.string().default('') });
const labelsSchema = z.union([z.array(labelSchema), labelSchema.transform((label) => [label])]);

/** Labels over REST v1: reading and writing those of content, attachments and spaces, and who carries one. */
export function v1LabelRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.get('/rest/api/content/:id/label', goneOnGateway, (c) => {
    const { carrierId } = requireLabelled(site, c.get('caller'), c.req.param('id'));
    return c.json(labelArray(c, labelsOf(site, carrierId, c.get('caller'))));
  });

  app.post('/rest/api/content/:id/label', async (c) => {
    const labelled = requireLabelling(site, c.get('caller'), c.req.param('id'));
    const added = addLabels(site, labelled.carrierId, await askedLabels(c), c.get('caller'));
    announceLabels(site, 'label.added', added, { ...labelled, actor: c.get('caller') });
    return c.json(labelArray(c, labelsOf(site, labelled.carrierId, c.get('caller'))));
  });

  const removeFrom = (c: Context<RestEnv>, name: string) => {
    const labelled = requireLabelling(site, c.get('caller'), c.req.param('id'));
    const label = labelNamed(labelsOf(site, labelled.carrierId, c.get('caller')), name);
    removeLabel(site, labelled.carrierId, label);
    announceLabels(site, 'label.removed', [label], { ...labelled, actor: c.get('caller') });
    return c.body(null, 204);
  };
  app.delete('/rest/api/content/:id/label', (c) => removeFrom(c, c.req.query('name') ?? ''));
  app.delete('/rest/api/content/:id/label/:name{.+}', (c) => {
    const name = c.req.param('name');
    if (name.includes('/'))
      throw new ConfluenceError(400, "A label name with '/' can only be given by the query parameter 'name'");
    return removeFrom(c, name);
  });

  app.get('/rest/api/label', (c) => sendCarriers(c, site));

  app.get('/rest/api/space/:key/label', (c) => {
    const space = requireSpaceByKey(site, c.get('caller'), c.req.param('key'));
    const prefix = choiceParameter(c, 'prefix', prefixes);
    const own = labelsOf(site, space.id, c.get('caller'));
    const all = prefix === 'my' || prefix === 'team' ? own : [...own, ...contentLabels(c, site, space.id)];
    const shown = new Map(all.map((label) => [label.id, label]));
    return c.json(
      labelArray(
        c,
        [...shown.values()].filter((label) => !prefix || label.prefix === prefix),
      ),
    );
  });

  app.post('/rest/api/space/:key/label', async (c) => {
    const space = requireSpaceByKey(site, c.get('caller'), c.req.param('key'));
    const labels = await askedLabels(c);
    checkSpaceWriter(c, site, space, labels);
    const added = addLabels(site, space.id, labels, c.get('caller'));
    announceLabels(site, 'label.added', added, place(c, space));
    return c.json(labelArray(c, labelsOf(site, space.id, c.get('caller'))));
  });

  app.delete('/rest/api/space/:key/label', (c) => {
    const space = requireSpaceByKey(site, c.get('caller'), c.req.param('key'));
    const name = c.req.query('name') ?? '';
    if (name === '') throw new ConfluenceError(400, "The query parameter 'name' is required");
    const prefix = choiceParameter(c, 'prefix', prefixes) ?? 'global';
    const own = labelsOf(site, space.id, c.get('caller')).filter((label) => label.prefix === prefix);
    const label = labelNamed(own, name);
    checkSpaceWriter(c, site, space, [label]);
    removeLabel(site, space.id, label);
    announceLabels(site, 'label.removed', [label], place(c, space));
    return c.body(null, 204);
  });

  return app;
}

function place(c: Context<RestEnv>, space: SpaceRow) {
  return { spaceId: space.id, contentId: null, actor: c.get('caller') };
}

async function askedLabels(c: Context): Promise<{ prefix: string; name: string }[]> {
  const asked = await readJson(c, labelsSchema);
  if (asked.length === 0) throw new ConfluenceError(400, 'Could not parse Labels');
  return asked.flatMap(({ prefix, name }) => labelNames(name).map((one) => ({ prefix, name: one })));
}

// The global label of a name goes first, when a personal one is called the same.
function labelNamed(labels: LabelRow[], name: string): LabelRow {
  const named = labels.filter((label) => label.name === name.toLowerCase());
  const label = named.find(({ prefix }) => prefix === 'global') ?? named[0];
  if (!label) throw new ConfluenceError(404, `No label found with name: ${name}`);
  return label;
}

function labelArray(c: Context, labels: LabelRow[]) {
  return collectionOf(c, labels, sliceOf(c, 200, 200), (label) => ({
    ...labelJson(label),
    label: label.name,
  }));
}

// Anyone may label a space for themselves.
function checkSpaceWriter(
  c: Context<RestEnv>,
  site: Site,
  space: SpaceRow,
  labels: { prefix: string }[],
): void {
  if (labels.every(({ prefix }) => prefix === 'my') || mayWrite(site, c.get('caller'), space.id)) return;
  throw new ConfluenceError(403, 'User does not have permission to change the labels of this space');
}

function contentLabels(c: Context<RestEnv>, site: Site, spaceId: number): LabelRow[] {
  const visible = visibleContent(c.get('caller'), { id: 'k.id', spaceId: 'k.space_id' });
  return selectAll<LabelRow>(
    site.db,
    `SELECT DISTINCT l.id, l.prefix, l.name FROM confluence_label l
       JOIN confluence_content_label cl ON cl.label_id = l.id JOIN confluence_content k ON k.id = cl.content_id
      WHERE k.space_id = ? AND k.status = 'current' AND l.owner_id IN ('', ?) AND ${visible.sql} ORDER BY l.id`,
    spaceId,
    c.get('caller').accountId,
    ...visible.params,
  );
}

type Carrier = { id: number; kind: string; title: string };

function sendCarriers(c: Context<RestEnv>, site: Site) {
  const asked = (c.req.query('name') ?? '').toLowerCase();
  if (asked === '') throw new ConfluenceError(400, "The query parameter 'name' is required");
  const type = choiceParameter(c, 'type', ['page', 'blogpost', 'attachment', 'page_template']);
  const known = visibleLabels(c.get('caller'));
  const label = selectOne<LabelRow>(
    site.db,
    `SELECT l.id, l.prefix, l.name FROM confluence_label l
      WHERE (l.name = ? OR l.prefix || ':' || l.name = ?) AND ${known.sql} ORDER BY l.prefix <> 'global', l.id`,
    asked,
    asked,
    ...known.params,
  );
  if (!label) throw new ConfluenceError(404, `No label found with name: ${asked}`);
  const visible = visibleContent(c.get('caller'), { id: 'k.id', spaceId: 'k.space_id' });
  const carriers = selectAll<Carrier>(
    site.db,
    `SELECT cl.content_id AS id, iif(a.id IS NULL, k.kind, 'attachment') AS kind, ifnull(a.title, k.title) AS title
       FROM confluence_content_label cl LEFT JOIN confluence_attachment a ON a.id = cl.content_id
       JOIN confluence_content k ON k.id = ifnull(a.content_id, cl.content_id)
      WHERE cl.label_id = ? AND k.status = 'current' AND ifnull(a.status, 'current') = 'current' AND ${visible.sql}
      ORDER BY cl.content_id`,
    label.id,
    ...visible.params,
  );
  const { _links, ...associatedContents } = collectionOf(
    c,
    carriers.filter(({ kind }) => type === undefined || kind === type),
    sliceOf(c, 200, 200),
    ({ id, kind, title }) => ({ contentType: kind, contentId: id, title }),
  );
  return c.json({ label: { ...labelJson(label), label: label.name }, associatedContents });
}
