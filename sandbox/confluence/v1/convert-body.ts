import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { filenameOf } from '../content/attached-files.ts';
import { ConfluenceError } from '../errors.ts';
import { numericId } from '../query-parameters.ts';
import { readJson, storageOf } from '../request-body.ts';
import type { RestEnv, Site } from '../site.ts';
import { requireSpaceByKey } from '../spaces/spaces.ts';
import { goneOnGateway } from './gone.ts';
import { renderBody } from './v1-body.ts';
import { requireV1Own } from './v1-target.ts';

const given = z.object({ value: z.string(), representation: z.string() });

/** How long the result of a conversion can be fetched, in milliseconds. */
const KEPT = 5 * 60_000;

type Conversion = { accountId: string; at: number; representation: string; value: string };

/** Converting a body from one representation into another, at once or to be fetched later (REST v1). */
export function convertBodyRoutes(site: Site): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const conversions = new Map<string, Conversion>();

  app.post('/rest/api/contentbody/convert/:to', goneOnGateway, async (c) => {
    const to = c.req.param('to');
    return c.json({
      value: await convert(c, site, to),
      representation: to,
      embeddedContent: [],
      _expandable: { content: '', embeddedContent: '', webresource: '', mediaToken: '' },
      _links: {},
    });
  });

  app.post('/rest/api/contentbody/convert/async/:to', async (c) => {
    const at = site.now().getTime();
    for (const [id, old] of conversions) if (at - old.at > KEPT) conversions.delete(id);
    const representation = c.req.param('to');
    const value = await convert(c, site, representation);
    const asyncId = randomUUID();
    conversions.set(asyncId, { accountId: c.get('caller').accountId, at, representation, value });
    return c.json({ asyncId });
  });

  app.get('/rest/api/contentbody/convert/async/:id', (c) => {
    const id = c.req.param('id');
    const found = conversions.get(id);
    if (!found || site.now().getTime() - found.at > KEPT)
      throw new ConfluenceError(404, `No conversion found with id: ${id}`);
    if (found.accountId !== c.get('caller').accountId)
      throw new ConfluenceError(403, 'The conversion was asked for by another user');
    return c.json({
      value: found.value,
      representation: found.representation,
      renderTaskId: id,
      status: 'COMPLETED',
      embeddedContent: [],
      _expandable: { content: '', embeddedContent: '', webresource: '', mediaToken: '' },
      _links: {},
    });
  });

  return app;
}

/** @throws ConfluenceError 400 for a body that is not well-formed or a representation that is none, 404 for its context */
async function convert(c: Context<RestEnv>, site: Site, to: string): Promise<string> {
  const { value, representation } = await readJson(c, given);
  const contentId = c.req.query('contentIdContext') || c.req.query('pageIdContext');
  const target = contentId
    ? requireV1Own(c, site, numericId(contentId, 'contentIdContext'), 'see')
    : undefined;
  const content = target && 'content' in target ? target.content : undefined;
  const key = c.req.query('spaceKeyContext');
  const space = key ? requireSpaceByKey(site, c.get('caller'), key) : undefined;
  const from = representation.startsWith('editor') ? 'storage' : representation;
  const body = storageOf({ value, representation: from }, filenameOf(site, content?.id ?? 0));
  const place = { space_id: content?.space_id ?? space?.id ?? 0, content_id: content?.id ?? null };
  const converted = renderBody(site, { body, ...place }, to);
  if (converted === undefined) throw new ConfluenceError(400, `Unsupported conversion to: ${to}`);
  return converted;
}
