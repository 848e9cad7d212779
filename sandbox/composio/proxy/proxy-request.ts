import type { z } from 'zod';
import type { Account } from '../accounts/account-store.ts';
import type { SiteAccess } from '../context.ts';
import { ComposioError, type ErrorSlug } from '../errors.ts';
import type { proxySchema } from '../sessions/session-requests.ts';

/** Confluence's answer to a proxied request; a binary body comes as its bytes. */
export type ProxyAnswer = {
  status: number;
  headers: Record<string, string>;
  data?: unknown;
  binary?: { type: string; bytes: Uint8Array };
};

const TEXT_TYPES = /^(text\/|application\/(xml|javascript|x-www-form-urlencoded))|json|xml/;
/** Headers the service sets itself; a caller's own are dropped. */
const OWN_HEADERS = ['authorization', 'host', 'content-length', 'cookie'];

/**
 * The path under the site that an endpoint means: itself, or what follows the base URL of the account.
 * Undefined for an address anywhere else, which must never see the account's credentials.
 */
function sitePath(endpoint: string, account: Account): string | undefined {
  const bases = [
    `https://api.atlassian.com/ex/confluence/${account.cloud_id}`,
    `https://${account.subdomain}.atlassian.net`,
    `/ex/confluence/${account.cloud_id}`,
  ];
  const base = bases.find((one) => endpoint === one || endpoint.startsWith(`${one}/`));
  const path = base === undefined ? endpoint : endpoint.slice(base.length);
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(path)) return undefined;
  // A path that climbs out of the site's own is somewhere else, too.
  const { pathname, search } = new URL(path, 'http://site.invalid/');
  return `${pathname}${search}`;
}

async function bodyOf(request: z.infer<typeof proxySchema>): Promise<{ body?: BodyInit; type?: string }> {
  const { binary_body: binary, body, method } = request;
  if (method === 'GET' || method === 'HEAD') return {};
  if (binary !== undefined && 'base64' in binary) {
    return {
      body: Buffer.from(binary.base64, 'base64'),
      type: binary.content_type ?? 'application/octet-stream',
    };
  }
  if (binary !== undefined) {
    const file = await fetch(binary.url);
    const type = binary.content_type ?? file.headers.get('content-type') ?? 'application/octet-stream';
    return { body: await file.arrayBuffer(), type };
  }
  if (body === undefined) return {};
  return typeof body === 'string' ? { body } : { body: JSON.stringify(body), type: 'application/json' };
}

/**
 * Sends a request of the caller to Confluence with the account's credentials, and hands the answer back whatever its
 * status. Throws 400 for an endpoint outside of the account's site.
 */
export async function proxyRequest(
  site: SiteAccess,
  account: Account,
  request: z.infer<typeof proxySchema>,
  slug: ErrorSlug,
): Promise<ProxyAnswer> {
  const path = sitePath(request.endpoint, account);
  if (path === undefined) {
    throw new ComposioError(400, slug, `endpoint: ${request.endpoint} does not belong to the toolkit's API.`);
  }
  const url = new URL(path, 'http://site.invalid');
  const { body, type } = await bodyOf(request);
  const headers = new Headers({ accept: '*/*', ...(type === undefined ? {} : { 'content-type': type }) });
  for (const { name, type: kind, value } of request.parameters) {
    if (kind === 'query') url.searchParams.append(name, value);
    else if (!OWN_HEADERS.includes(name.toLowerCase())) headers.set(name, value);
  }
  const response = await site.send(`${url.pathname}${url.search}`, {
    method: request.method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const answer = { status: response.status, headers: Object.fromEntries(response.headers) };
  const answered = response.headers.get('content-type') ?? '';
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > 0 && answered !== '' && !TEXT_TYPES.test(answered)) {
    return { ...answer, binary: { type: answered, bytes } };
  }
  const text = new TextDecoder().decode(bytes);
  return {
    ...answer,
    data: answered.includes('json') && text !== '' ? JSON.parse(text) : text === '' ? null : text,
  };
}
