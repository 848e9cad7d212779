import { z } from 'zod';
import type { SiteAccess } from '../context.ts';

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

/** Confluence's REST API as one connected account sees it. Every method throws `AtlassianError` on a refusal. */
export type Rest = {
  get(path: string, query?: Query): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  put(path: string, body: unknown, query?: Query): Promise<unknown>;
  delete(path: string): Promise<unknown>;
  /** Where a download is redirected to, as REST names it. */
  locate(path: string, query?: Query): Promise<string>;
  /** Scheme, host and port under which the caller reached the sandbox. */
  readonly origin: string;
  now(): Date;
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
  readonly status: number;
  readonly body: unknown;

  /** @param retryAfter seconds to wait, from the header of that name */
  constructor(status: number, body: unknown, retryAfter: string | null) {
    const text = envelopeSchema.safeParse(body).data;
    const wait = retryAfter === null ? '' : ` Retry after ${retryAfter} seconds.`;
    super(`Confluence answered ${status}${text ? `: ${text}` : ''}${text && wait ? '.' : ''}${wait}`);
    this.status = status;
    this.body = body;
  }
}

/** Something a tool finds out by itself, such as a space key that nobody uses. `data` is what it had done by then. */
export class ToolError extends Error {
  readonly data: Record<string, unknown>;

  constructor(message: string, data: Record<string, unknown> = {}) {
    super(message);
    this.data = data;
  }
}

function withQuery(path: string, query: Query): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue;
    parameters.set(key, Array.isArray(value) ? value.join(',') : String(value));
  }
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}

/** Whatever goes wrong below HTTP is a failure of this one call. */
async function reached<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ToolError(`Confluence could not be reached: ${why}`);
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await reached(response.text());
  if (text === '') return {};
  if (!response.headers.get('content-type')?.includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new ToolError(`Confluence answered ${response.status} with JSON that cannot be read.`);
  }
}

/** Opens the REST API of a site as one account sees it; paths begin with `/wiki`. */
export function openRest(site: SiteAccess, sandbox: { origin: string; now: () => Date }): Rest {
  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    const request = site.send(path, {
      method,
      headers: {
        accept: 'application/json',
        // Confluence refuses writes over REST v1 that a browser might have been tricked into.
        ...(method === 'GET' ? {} : { 'x-atlassian-token': 'no-check' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await reached(request);
    if (response.status < 400) return response;
    throw new AtlassianError(
      response.status,
      await readAnswer(response),
      response.headers.get('retry-after'),
    );
  }
  const call = async (method: string, path: string, body?: unknown) =>
    readAnswer(await send(method, path, body));

  return {
    get: (path, query = {}) => call('GET', withQuery(path, query)),
    post: (path, body) => call('POST', path, body),
    put: (path, body, query = {}) => call('PUT', withQuery(path, query), body),
    delete: (path) => call('DELETE', path),
    async locate(path, query = {}) {
      const location = (await send('GET', withQuery(path, query))).headers.get('location');
      if (location === null) throw new ToolError('Confluence did not say where the file is.');
      return new URL(location, sandbox.origin).href;
    },
    origin: sandbox.origin,
    now: sandbox.now,
  };
}
