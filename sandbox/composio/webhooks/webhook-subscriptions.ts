import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ComposioContext } from '../context.ts';
import { listPage } from '../list-page.ts';
import type { ProjectEnv } from '../projects.ts';
import { readBody } from '../read-body.ts';
import {
  deleteWebhook,
  findWebhook,
  getWebhook,
  insertWebhook,
  rotateSecret,
  updateWebhook,
  WEBHOOK_EVENTS,
  WEBHOOK_VERSIONS,
  type Webhook,
} from './webhook-store.ts';

const SLUG = 'Webhook_BadRequest';
const LOCAL = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\]|host\.docker\.internal)$/;

/** The service takes https only. Receivers on this machine may be plain http here. */
const urlSchema = z.url({ protocol: /^https?$/ }).refine(
  (text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || LOCAL.test(hostname);
  },
  { error: 'must be an https URL, or an http one on this machine' },
);

const settings = {
  webhook_url: urlSchema,
  enabled_events: z
    .array(z.enum(WEBHOOK_EVENTS.map(({ event_type }) => event_type)))
    .min(1)
    .transform((events): string[] => [...new Set(events)]),
  version: z.enum(WEBHOOK_VERSIONS),
};

const createSchema = z.object({
  ...settings,
  enabled_events: settings.enabled_events.default(['composio.trigger.message']),
  version: settings.version.default('V3'),
});
const patchSchema = z.object(settings).partial();

function shown(webhook: Webhook, secret?: string) {
  return {
    id: webhook.id,
    webhook_url: webhook.url,
    version: webhook.version,
    enabled_events: webhook.events,
    ...(secret === undefined ? {} : { secret }),
    created_at: webhook.created_at,
    updated_at: webhook.updated_at,
  };
}

/** The one webhook subscription of a project. Its secret is told when it is made and when it is rotated, never again. */
export function createWebhookSubscriptions(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();
  const { db } = context;
  const find = (c: Context<ProjectEnv>) => getWebhook(db, c.get('project'), c.req.param('id') ?? '');

  app.get('/webhook_subscriptions', (c) => {
    const webhook = findWebhook(db, c.get('project'));
    return c.json(listPage(webhook === undefined ? [] : [shown(webhook)], c.req.query(), 20, 50));
  });

  app.get('/webhook_subscriptions/event_types', (c) => c.json(listPage(WEBHOOK_EVENTS, c.req.query())));

  app.post('/webhook_subscriptions', async (c) => {
    const { webhook_url: url, enabled_events: events, version } = await readBody(c, createSchema, SLUG);
    const webhook = insertWebhook(context, c.get('project'), { url, events, version });
    return c.json(shown(webhook, webhook.secret), 201);
  });

  app.get('/webhook_subscriptions/:id', (c) => c.json(shown(find(c))));

  app.patch('/webhook_subscriptions/:id', async (c) => {
    const webhook = find(c);
    const { webhook_url: url, enabled_events: events, version } = await readBody(c, patchSchema, SLUG);
    const change = {
      ...(url === undefined ? {} : { url }),
      ...(events === undefined ? {} : { events }),
      ...(version === undefined ? {} : { version }),
    };
    return c.json(shown(updateWebhook(context, webhook, change)));
  });

  app.post('/webhook_subscriptions/:id/rotate_secret', (c) => {
    const webhook = rotateSecret(context, find(c));
    return c.json(shown(webhook, webhook.secret));
  });

  app.delete('/webhook_subscriptions/:id', (c) => {
    const webhook = find(c);
    deleteWebhook(db, webhook);
    return c.json({ id: webhook.id, deleted: true });
  });

  return app;
}
