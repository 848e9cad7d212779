import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ConfluenceError } from '../errors.ts';
import { mayWrite } from '../permissions.ts';
import { readJson } from '../request-body.ts';
import type { RestEnv, Site } from '../site.ts';
import { requireSpaceByKey, type SpaceRow } from '../spaces/spaces.ts';
import { collectionOf, sliceOf } from '../v1/v1-collection.ts';
import { labelNames } from './label-rules.ts';
import { requireLabelling } from './labelled.ts';
import { addLabels, announceLabels, type LabelRow, labelJson, labelsOf, removeLabel } from './labels.ts';

const prefixes = ['global', 'my', 'team'] as const;
const labelSchema = z.object({ prefix: z.enum(prefixes).default('global'), name: z.string().default('') });
const labelsSchema = z.union([z.array(labelSchema), labelSchema.transform((label) => [label])]);

/** Labels over REST v1: adding those of content, attachments and spaces, and taking one from content. */
export function v1LabelRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();

  app.post('/rest/api/content/:id/label', async (c) => {
    const labelled = requireLabelling(site, c.get('caller'), c.req.param('id'));
    const added = addLabels(site, labelled.carrierId, await askedLabels(c), c.get('caller'));
    announceLabels(site, 'label.added', added, { ...labelled, actor: c.get('caller') });
    return c.json(labelArray(c, labelsOf(site, labelled.carrierId, c.get('caller'))));
  });

  app.delete('/rest/api/content/:id/label', (c) => {
    const labelled = requireLabelling(site, c.get('caller'), c.req.param('id'));
    const label = labelNamed(labelsOf(site, labelled.carrierId, c.get('caller')), c.req.query('name') ?? '');
    removeLabel(site, labelled.carrierId, label);
    announceLabels(site, 'label.removed', [label], { ...labelled, actor: c.get('caller') });
    return c.body(null, 204);
  });

  app.post('/rest/api/space/:key/label', async (c) => {
    const space = requireSpaceByKey(site, c.get('caller'), c.req.param('key'));
    const labels = await askedLabels(c);
    checkSpaceWriter(c, site, space, labels);
    const added = addLabels(site, space.id, labels, c.get('caller'));
    announceLabels(site, 'label.added', added, place(c, space));
    return c.json(labelArray(c, labelsOf(site, space.id, c.get('caller'))));
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
