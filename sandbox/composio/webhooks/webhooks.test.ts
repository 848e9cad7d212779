import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServedWithSite, serveWithSite } from '../test-support/serve-with-site.ts';
import { receiveWebhooks } from '../test-support/webhook-receiver.ts';

let served: ServedWithSite;
let receiver: Awaited<ReturnType<typeof receiveWebhooks>>;
let triggerId: string;
let accountId: string;

beforeEach(async () => {
  served = await serveWithSite();
  receiver = await receiveWebhooks();
  const composio = served.sdk();
  const session = await composio.create('user-1');
  const request = await session.authorize('confluence');
  accountId = request.id;
  await served.consent(request.redirectUrl ?? '');
  ({ triggerId } = await composio.triggers.create('user-1', 'CONFLUENCE_SPACE_CREATED_TRIGGER'));
});

afterEach(() => {
  receiver.close();
  served.close();
});

const newSpace = (key: string) => served.rest('POST', '/rest/api/space', { key, name: `Space ${key}` });
const subscribe = (more: object = {}) =>
  served.call('POST', '/webhook_subscriptions', { webhook_url: receiver.url, ...more });

describe('webhooks', () => {
  it.each(['V1', 'V2', 'V3'])('are signed and read by the SDK in version %s', async (version) => {
    const { body } = await subscribe({ version });
    await newSpace('ONE');
    const message = await receiver.next(1);
    expect(message.headers).toMatchObject({
      'webhook-id': expect.stringMatching(/^msg_/),
      'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
      'webhook-signature': expect.stringMatching(/^v1,/),
      'x-composio-webhook-version': version,
      'x-composio-delivery-attempt': '1',
    });
    const { triggers } = served.sdk();
    const verified = await triggers.verifyWebhook({
      id: message.headers['webhook-id'] ?? '',
      payload: message.body,
      signature: message.headers['webhook-signature'] ?? '',
      timestamp: message.headers['webhook-timestamp'] ?? '',
      secret: body.secret,
    });
    expect(verified.version).toBe(version);
    expect(verified.payload).toMatchObject({
      triggerSlug: 'CONFLUENCE_SPACE_CREATED_TRIGGER',
      toolkitSlug: 'CONFLUENCE',
      payload: { key: 'ONE' },
    });
    if (version === 'V3') {
      expect(JSON.parse(message.body)).toMatchObject({
        type: 'composio.trigger.message',
        metadata: { trigger_id: triggerId, connected_account_id: accountId, user_id: 'user-1' },
      });
    }
    await expect(
      triggers.parse(
        { headers: message.headers, body: message.body.replace('ONE', 'TWO') },
        { verifySecret: body.secret },
      ),
    ).rejects.toThrow();
  });

  it('are sent again when the receiver does not take them: same id, next attempt, fresh signature', async () => {
    const { body } = await subscribe();
    receiver.answers.push(503);
    await newSpace('ONE');
    const first = await receiver.next(1);
    const second = await receiver.next(2);
    expect(second.body).toBe(first.body);
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.headers['x-composio-delivery-attempt']).toBe('2');
    const parsed = await served.sdk().triggers.parse(second, { verifySecret: body.secret });
    expect(parsed.payload.id).toBe(triggerId);
  });

  it('are told in the order of the changes', async () => {
    await subscribe();
    for (const key of ['AA', 'BB', 'CC']) await newSpace(key);
    await receiver.next(3);
    expect(receiver.received.map(({ body }) => JSON.parse(body).data.key)).toEqual(['AA', 'BB', 'CC']);
  });

  it('tell of a connection that stopped working, when asked to', async () => {
    await subscribe({ enabled_events: ['composio.connected_account.expired'] });
    served.db.exec('DELETE FROM confluence_oauth_grant');
    served.advance(61);
    await newSpace('ONE');
    const { body } = await receiver.next(1);
    expect(JSON.parse(body)).toMatchObject({
      type: 'composio.connected_account.expired',
      metadata: { project_id: expect.stringMatching(/^pr_/), org_id: expect.any(String) },
      data: { id: accountId, status: 'EXPIRED', status_reason: expect.stringContaining('refresh failed') },
    });
  });

  it('have one subscription for each project, whose secret is told when it is made and rotated only', async () => {
    const made = await subscribe();
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ version: 'V3', enabled_events: ['composio.trigger.message'] });
    expect(made.body.secret).toMatch(/^whsec_/);
    expect((await subscribe()).status).toBe(400);
    const path = `/webhook_subscriptions/${made.body.id}`;
    expect((await served.call('GET', path)).body).not.toHaveProperty('secret');
    const patched = await served.call('PATCH', path, { enabled_events: ['composio.trigger.disabled'] });
    expect(patched.body).not.toHaveProperty('secret');
    expect(patched.body).toMatchObject({
      webhook_url: receiver.url,
      enabled_events: ['composio.trigger.disabled'],
    });
    const rotated = await served.call('POST', `${path}/rotate_secret`);
    expect(rotated.body.secret).not.toBe(made.body.secret);
    const types = await served.call('GET', '/webhook_subscriptions/event_types');
    expect(types.body.items.map(({ event_type }: { event_type: string }) => event_type)).toContain(
      'composio.trigger.message',
    );
    expect((await served.call('DELETE', path)).status).toBe(200);
    expect((await served.call('GET', path)).status).toBe(404);
    expect((await served.call('GET', '/webhook_subscriptions')).body.items).toEqual([]);
  });

  it.each([
    ['http somewhere else', { webhook_url: 'http://example.com/hook' }],
    ['no web address', { webhook_url: 'ftp://localhost/x' }],
    ['an unknown event', { enabled_events: ['composio.nothing'] }],
    ['an unknown version', { version: 'V4' }],
  ])('are refused for %s', async (_case, more) => {
    expect((await subscribe(more)).status).toBe(400);
  });
});
