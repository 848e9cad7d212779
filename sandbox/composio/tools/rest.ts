import { z } from 'zod';
import type { Confluence } from '../context.ts';

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

/** Confluence's REST API as one connected account sees it. Every method throws `AtlassianError` on a refusal. */
export type Rest = {
  get(path: string, query?: Query): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  put(path: string, body: unknown): Promise<unknown>;
  delete(path: string): Promise<unknown>;
};

const envelopeSchema = z.union([
  z
    .object({ errors: z.array(z.object({ title: z.string(), detail: z.string().nullish() })).min(1) })
    .transform(({ errors }) =>
      errors.map(({ title, detail }) => (detail ? `${title}: ${detail}` : title)).join('; '),
    ),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);

/** Confluence answered with an error. `body` is its answer as it came. */
export class AtlassianError extends Error {
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    const text = envelopeSchema.safeParse(body).data;
    super(`Confluence answered ${status}${text ? `: ${text}` : ''}`);
    this.body = body;
  }
}

/** Something a tool finds out by itself, such as a space key that nobody uses. */
export class ToolError extends Error {}

function withQuery(path: string, query: Query): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    parameters.set(key, Array.isArray(value) ? value.join(',') : String(value));
  }
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}

/**
 * Opens the REST API of a site through Atlassian's gateway, with the account's token.
 * @param site the cloud id of the site and the access token; paths begin with `/wiki`
 */
export function openRest(
  confluence: Confluence,
  site: { origin: string; cloudId: string; accessToken: string },
): Rest {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await confluence.fetch(
      new Request(`${site.origin}/ex/confluence/${site.cloudId}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${site.accessToken}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    let answer: unknown = text === '' ? {} : text;
    if (response.headers.get('content-type')?.includes('json') && text !== '') answer = JSON.parse(text);
    if (!response.ok) throw new AtlassianError(response.status, answer);
    return answer;
  }
  return {
    get: (path, query = {}) => call('GET', withQuery(path, query)),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    delete: (path) => call('DELETE', path),
  };
}
