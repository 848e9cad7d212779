import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { ConfluenceError, v1Envelope, v2Envelope } from '../confluence/errors.ts';
import type { RequestFacts, Strike } from './rules.ts';

type StatusFault = Extract<Strike['fault'], { kind: 'status' }>;

const COMPOSIO_CODES: Record<number, [slug: string, code: number]> = {
  401: ['HTTP_Unauthorized', 10_401],
  404: ['HTTP_NotFound', 10_404],
  429: ['HTTP_TooManyRequests', 10_429],
};

const OPENAI_TYPES: Record<number, [type: string, code: string | null]> = {
  401: ['invalid_request_error', 'invalid_api_key'],
  429: ['rate_limit_error', 'rate_limit_exceeded'],
};

function textOf(status: number): string {
  return status === 429 ? 'Rate limit exceeded' : (STATUS_CODES[status] ?? 'Error');
}

function composioError(status: number, message: string): object {
  const [slug, code] = COMPOSIO_CODES[status] ?? [
    status >= 500 ? 'HTTP_InternalServerError' : 'HTTP_BadRequest',
    status >= 500 ? 10_500 : 10_400,
  ];
  return { error: { message, code, slug, status, request_id: randomUUID() } };
}

function confluenceError(status: number, path: string, message: string): object {
  const known = ([400, 401, 403, 404, 405, 409, 410, 413] as const).find((one) => one === status);
  if (known === undefined) {
    const code = message.toUpperCase().replaceAll(/\W+/g, '_');
    return path.includes('/rest/api/')
      ? { statusCode: status, message }
      : { errors: [{ status, code, title: message, detail: null }] };
  }
  const error = new ConfluenceError(known, message);
  return path.includes('/rest/api/') ? v1Envelope(error) : v2Envelope(error);
}

/** What a surface itself would say with this status. */
function refusalBody({ surface, path }: RequestFacts, status: number): object {
  const message = textOf(status);
  switch (surface) {
    case 'confluence':
      return confluenceError(status, path, message);
    case 'oauth':
      return {
        error: status >= 500 ? 'server_error' : status === 429 ? 'rate_limited' : 'invalid_request',
        error_description: message,
      };
    case 'model': {
      const [type, code] = OPENAI_TYPES[status] ?? [
        status >= 500 ? 'server_error' : 'invalid_request_error',
        null,
      ];
      return { error: { message, type, param: null, code } };
    }
    case 'mcp':
      return status === 401 || status === 429
        ? composioError(status, message)
        : { jsonrpc: '2.0', error: { code: status >= 500 ? -32_603 : -32_000, message }, id: null };
    default:
      return composioError(status, message);
  }
}

/** The answer of a `status` fault: with the body and headers it names, or the surface's own error. */
export function refusal(facts: RequestFacts, fault: StatusFault): Response {
  const headers = new Headers(fault.headers);
  const body = fault.body === undefined ? refusalBody(facts, fault.status) : fault.body;
  if (!headers.has('content-type')) {
    headers.set('content-type', typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json');
  }
  const empty = [204, 205, 304].includes(fault.status);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(empty ? null : text, { status: fault.status, headers });
}

/** 429 as the surface sends it, with its own headers beside `Retry-After`. */
export function rateLimit(facts: RequestFacts, retryAfter: number): Response {
  const headers: Record<string, string> = { 'retry-after': String(retryAfter) };
  if (facts.surface === 'confluence') {
    Object.assign(headers, {
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': new Date(Date.now() + retryAfter * 1000).toISOString(),
      'x-ratelimit-nearlimit': 'true',
      'ratelimit-reason': 'confluence-quota-tenant-based',
    });
  }
  if (facts.surface === 'model') {
    Object.assign(headers, {
      'retry-after-ms': String(retryAfter * 1000),
      'x-ratelimit-limit-requests': '500',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': `${retryAfter}s`,
    });
  }
  return refusal(facts, { kind: 'status', status: 429, headers });
}
