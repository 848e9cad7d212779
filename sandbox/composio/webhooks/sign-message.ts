import { createHmac } from 'node:crypto';

/**
 * The headers of one attempt to deliver a message. The signature is HMAC-SHA256 over id, time and body, in base64; its
 * key is the secret as it stands, with its prefix and not decoded.
 * @param message.attempt 1 for the first
 */
export function messageHeaders(message: {
  id: string;
  body: string;
  secret: string;
  version: string;
  attempt: number;
  now: Date;
}): Record<string, string> {
  const timestamp = String(Math.floor(message.now.getTime() / 1000));
  const signature = createHmac('sha256', message.secret)
    .update(`${message.id}.${timestamp}.${message.body}`)
    .digest('base64');
  return {
    'content-type': 'application/json',
    'user-agent': 'Composio-Webhook/sandbox',
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
    'x-composio-webhook-version': message.version,
    'x-composio-delivery-attempt': String(message.attempt),
  };
}
