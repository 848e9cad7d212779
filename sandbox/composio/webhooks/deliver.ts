import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { newId } from '../ids.ts';
import { messageHeaders } from './sign-message.ts';
import { findWebhook, readWebhook, type Webhook, type WebhookEvent } from './webhook-store.ts';

/** How long after a failed attempt the next one comes, in milliseconds. Then the message is given up. */
const RETRY_DELAYS_MS = [500, 2000, 10_000, 60_000, 300_000, 1_800_000];

/** A receiver that takes longer than this, in milliseconds, has not taken the message. */
const RECEIVER_LIMIT_MS = 15_000;

const deliverySchema = z.object({
  id: z.string(),
  webhook_id: z.string(),
  body: z.string(),
  attempts: z.number(),
  next_at: z.string().nullable(),
});
type Delivery = z.infer<typeof deliverySchema>;

/** Sends a request out of the sandbox. */
export type Send = (request: Request) => Promise<Response>;

/**
 * Sends messages to the projects' webhooks, at least once each: until the receiver answers 2xx or all attempts are used
 * up. What was waiting when the sandbox stopped is sent when it starts again.
 */
export function createDelivery(options: { db: DatabaseSync; now: () => Date; send: Send }) {
  const { db, now, send } = options;
  const timers = new Set<NodeJS.Timeout>();
  const stopping = new AbortController();

  function schedule(delivery: Delivery, delayMs: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(delivery);
    }, delayMs);
    // A message that waits for its next attempt keeps no program alive.
    timer.unref();
    timers.add(timer);
  }

  async function post(webhook: Webhook, delivery: Delivery): Promise<{ taken: boolean; answer: string }> {
    const headers = messageHeaders({
      id: delivery.id,
      body: delivery.body,
      secret: webhook.secret,
      version: webhook.version,
      attempt: delivery.attempts + 1,
      now: now(),
    });
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(RECEIVER_LIMIT_MS)]);
    try {
      const response = await send(
        new Request(webhook.url, {
          method: 'POST',
          headers,
          body: delivery.body,
          redirect: 'manual',
          signal,
        }),
      );
      await response.body?.cancel();
      return { taken: response.ok, answer: String(response.status) };
    } catch (error) {
      return { taken: false, answer: error instanceof Error ? error.message : String(error) };
    }
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const webhook = readWebhook(db, delivery.webhook_id);
    if (webhook === undefined) return;
    const { taken, answer } = await post(webhook, delivery);
    if (stopping.signal.aborted) return;
    const delay = taken ? undefined : RETRY_DELAYS_MS[delivery.attempts];
    const next_at = delay === undefined ? null : new Date(now().getTime() + delay).toISOString();
    const attempts = delivery.attempts + 1;
    db.prepare('UPDATE composio_deliveries SET attempts = ?, next_at = ?, last_answer = ? WHERE id = ?').run(
      attempts,
      next_at,
      answer,
      delivery.id,
    );
    if (delay !== undefined) schedule({ ...delivery, attempts, next_at }, delay);
  }

  const waiting = db
    .prepare('SELECT * FROM composio_deliveries WHERE next_at IS NOT NULL ORDER BY rowid')
    .all();
  for (const row of waiting) {
    const delivery = deliverySchema.parse(row);
    schedule(delivery, Math.max(0, Date.parse(delivery.next_at ?? '') - now().getTime()));
  }

  return {
    /** Sends a project a message, when it subscribed to the event. The first attempt is made at once. */
    deliver(project: string, event: WebhookEvent, bodyOf: (webhook: Webhook, id: string) => object): void {
      const webhook = findWebhook(db, project);
      if (webhook === undefined || !webhook.events.includes(event)) return;
      if (event !== 'composio.trigger.message' && webhook.version !== 'V3') return;
      const id = newId('msg');
      const body = JSON.stringify(bodyOf(webhook, id));
      const at = now().toISOString();
      db.prepare(
        'INSERT INTO composio_deliveries (id, webhook_id, body, attempts, next_at, created_at) VALUES (?, ?, ?, 0, ?, ?)',
      ).run(id, webhook.id, body, at, at);
      void attempt({ id, webhook_id: webhook.id, body, attempts: 0, next_at: at });
    },
    isClosed: () => stopping.signal.aborted,
    /** Sends nothing any more. */
    close(): void {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

export type WebhookDelivery = ReturnType<typeof createDelivery>;
