import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { ComposioError } from '../errors.ts';
import { newId, newSecret } from '../ids.ts';

export const WEBHOOK_VERSIONS = ['V1', 'V2', 'V3'] as const;

/** What a project can be told of. */
export const WEBHOOK_EVENTS = [
  {
    event_type: 'composio.trigger.message',
    description: 'A trigger fired',
    supported_versions: ['V1', 'V2', 'V3'],
  },
  {
    event_type: 'composio.connected_account.expired',
    description: 'A connected account stopped working',
    supported_versions: ['V3'],
  },
  {
    event_type: 'composio.trigger.disabled',
    description: 'A trigger was switched off because it kept failing',
    supported_versions: ['V3'],
  },
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]['event_type'];

const rowSchema = z.object({
  id: z.string(),
  project: z.string(),
  url: z.string(),
  version: z.enum(WEBHOOK_VERSIONS),
  events: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  /** Signs every message, as plain text: its prefix belongs to it. */
  secret: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});

/** Where a project is told of events. A project has one. */
export type Webhook = z.infer<typeof rowSchema>;
type Settings = Pick<Webhook, 'url' | 'version' | 'events'>;
type Store = { db: DatabaseSync; now: () => Date };

export function findWebhook(db: DatabaseSync, project: string): Webhook | undefined {
  const row = db.prepare('SELECT * FROM composio_webhooks WHERE project = ?').get(project);
  return row === undefined ? undefined : rowSchema.parse(row);
}

/** Throws 404 when the project has no such subscription. */
export function getWebhook(db: DatabaseSync, project: string, id: string): Webhook {
  const webhook = findWebhook(db, project);
  if (webhook?.id !== id)
    throw new ComposioError(404, 'Webhook_NotFound', `Webhook subscription ${id} not found.`);
  return webhook;
}

/** Reads a subscription by id alone, for a delivery. */
export function readWebhook(db: DatabaseSync, id: string): Webhook | undefined {
  const row = db.prepare('SELECT * FROM composio_webhooks WHERE id = ?').get(id);
  return row === undefined ? undefined : rowSchema.parse(row);
}

const newWebhookSecret = () => `whsec_${newSecret()}`;

/** Throws 400 when the project has a subscription already. */
export function insertWebhook(store: Store, project: string, settings: Settings): Webhook {
  if (findWebhook(store.db, project) !== undefined) {
    const message = 'This project has a webhook subscription already.';
    throw new ComposioError(400, 'Webhook_BadRequest', message, 'PATCH the one there is.');
  }
  const id = newId('ws');
  const now = store.now().toISOString();
  store.db
    .prepare(
      `INSERT INTO composio_webhooks (id, project, url, version, events, secret, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      id,
      project,
      settings.url,
      settings.version,
      JSON.stringify(settings.events),
      newWebhookSecret(),
      now,
      now,
    );
  return getWebhook(store.db, project, id);
}

export function updateWebhook(store: Store, webhook: Webhook, change: Partial<Settings>): Webhook {
  const next = { ...webhook, ...change };
  store.db
    .prepare('UPDATE composio_webhooks SET url = ?, version = ?, events = ?, updated_at = ? WHERE id = ?')
    .run(next.url, next.version, JSON.stringify(next.events), store.now().toISOString(), webhook.id);
  return getWebhook(store.db, webhook.project, webhook.id);
}

/** Gives a subscription a new secret; messages are signed with it from now on. */
export function rotateSecret(store: Store, webhook: Webhook): Webhook {
  store.db
    .prepare('UPDATE composio_webhooks SET secret = ?, updated_at = ? WHERE id = ?')
    .run(newWebhookSecret(), store.now().toISOString(), webhook.id);
  return getWebhook(store.db, webhook.project, webhook.id);
}

export function deleteWebhook(db: DatabaseSync, webhook: Webhook): void {
  db.prepare('DELETE FROM composio_deliveries WHERE webhook_id = ?').run(webhook.id);
  db.prepare('DELETE FROM composio_webhooks WHERE id = ?').run(webhook.id);
}
