import { z } from 'zod';

/** What a client posted, as far as the endpoint itself must know. */
export type PostedMessage = { body: unknown } & (
  | { kind: 'initialize' }
  | { kind: 'cancelled'; requestId: string | number }
  | { kind: 'request'; id: string | number; wantsProgress: boolean }
  /** A notification, a response, a batch, or something the transport will refuse. */
  | { kind: 'other' }
);

const id = z.union([z.string(), z.number()]);
const cancelledSchema = z.looseObject({
  method: z.literal('notifications/cancelled'),
  params: z.looseObject({ requestId: id }),
});
const requestSchema = z.looseObject({
  id,
  method: z.string(),
  params: z
    .looseObject({ _meta: z.looseObject({ progressToken: id }) })
    .optional()
    .catch(undefined),
});

/** The one version in which several messages may come in one request. */
const BATCH_VERSION = '2025-03-26';

type Refused = { ok: false; message: string; code: number };

/** Reads the body of a POST. Refuses what is no JSON, and a batch where the protocol has none. */
export async function readMessage(request: Request): Promise<{ ok: true; posted: PostedMessage } | Refused> {
  let body: unknown;
  try {
    body = await request.json();
  } catch {
    return { ok: false, message: 'Parse error: Invalid JSON', code: -32_700 };
  }
  if (Array.isArray(body)) {
    // A client that names no version speaks the last one that had batches.
    const version = request.headers.get('mcp-protocol-version') ?? BATCH_VERSION;
    if (version !== BATCH_VERSION) {
      return {
        ok: false,
        message: `Invalid Request: no batches in protocol version ${version}`,
        code: -32_600,
      };
    }
    if (
      body.length === 0 ||
      body.some((message) => requestSchema.safeParse(message).data?.method === 'initialize')
    ) {
      const message = 'Invalid Request: a batch is not empty and has no initialize';
      return { ok: false, message, code: -32_600 };
    }
    return { ok: true, posted: { kind: 'other', body } };
  }
  const cancelled = cancelledSchema.safeParse(body);
  if (cancelled.success) {
    return { ok: true, posted: { kind: 'cancelled', requestId: cancelled.data.params.requestId, body } };
  }
  const call = requestSchema.safeParse(body);
  if (!call.success) return { ok: true, posted: { kind: 'other', body } };
  if (call.data.method === 'initialize') return { ok: true, posted: { kind: 'initialize', body } };
  const wantsProgress = call.data.params !== undefined;
  return { ok: true, posted: { kind: 'request', id: call.data.id, wantsProgress, body } };
}
