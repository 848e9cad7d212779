import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ServedSandbox, serveSandbox } from '../test-support/serve-sandbox.ts';

let served: ServedSandbox;
let receiver: Server;
let received: IncomingHttpHeaders[];

async function post(path: string, body: unknown) {
  const response = await fetch(`${served.base}${path}`, {
    method: 'POST',
    headers: { 'x-api-key': 'ak_one', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

beforeEach(async () => {
  served = await serveSandbox({ control: true });
  received = [];
  receiver = createServer((request, response) => {
    received.push(request.headers);
    request.resume();
    response.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  await post('/api/v3.1/webhook_subscriptions', {
    webhook_url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`,
    enabled_events: ['composio.connected_account.expired'],
  });
  await post('/control/seed', { connect: { userId: 'u1', apiKey: 'ak_one' } });
});

afterEach(() => {
  served.close();
  receiver.close();
  receiver.closeAllConnections();
});

/** Lets a webhook go out under a fault that strikes once, and waits until so many have come. */
async function deliver(fault: unknown, count: number) {
  await post('/control/faults', { match: { surface: 'webhooks' }, times: 1, fault });
  await post('/control/connections/act', { act: 'expire', user: 'u1' });
  await vi.waitFor(() => expect(received).toHaveLength(count), { timeout: 5000 });
  return received.map((headers) => headers['x-composio-delivery-attempt']);
}

describe('a webhook', () => {
  it('comes twice in one attempt, with the same id', async () => {
    expect(await deliver({ kind: 'duplicate' }, 2)).toEqual(['1', '1']);
    expect(new Set(received.map((headers) => headers['webhook-id'])).size).toBe(1);
  });

  it('is tried again when its connection broke', async () => {
    expect(await deliver({ kind: 'cut' }, 1)).toEqual(['2']);
  });

  it('is tried again when only the answer was lost', async () => {
    expect(await deliver({ kind: 'after_effect' }, 2)).toEqual(['1', '2']);
  });

  it('is recorded', async () => {
    await deliver({ kind: 'delay', ms: 5 }, 1);
    const { requests } = await (
      await fetch(`${served.base}/control/requests?surface=webhooks&wait=1&done=1`)
    ).json();
    expect(requests).toMatchObject([
      { method: 'POST', path: '/hook', status: 200, body: { type: 'composio.connected_account.expired' } },
    ]);
  });
});
