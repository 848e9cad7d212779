import 'server-only';
import { z } from 'zod';
import { config } from '@/lib/config/config';
import { ConfluenceRefusal, type ConfluenceRest, type RestWrite } from '@/lib/domain/rest';
import { NoAnswerError } from './mcp-client';
import type { SessionHolder } from './send-actions';
import { replaceSession } from './session';
import { timedFetch } from './timed-fetch';

const ANSWER_MS = 30_000;
const SILENCE_MS = 30_000;
const TOOLKIT = 'confluence';

const OUT_OF_SCOPE =
  'This connection is not allowed to do that in Confluence: it was made without the scope. Do it in Confluence itself.';

/** What the proxy answers: the other side's status and body, whatever they are. */
const proxied = z.object({ status: z.number(), data: z.unknown() });
const refusedByComposio = z.object({ error: z.object({ message: z.string() }) });
const words = z.union([
  z
    .object({ errors: z.array(z.object({ title: z.string() })).min(1) })
    .transform(({ errors }) => errors[0]?.title),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);

type Request = {
  method: 'GET' | RestWrite['method'];
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
};

/** The connected account's Confluence. */
export type ConnectedConfluence = ConfluenceRest & {
  /**
   * Sends one write, once: nothing here retries. Throws `ConfluenceRefusal`, or `NoAnswerError` when it may have run: without an
   * answer, or with one of 5xx or one that cannot be read.
   */
  send(step: RestWrite): Promise<unknown>;
  /** Composio said that no account is connected. */
  readonly notConnected: boolean;
};

/**
 * Confluence's REST API as the connected person, through the proxy of a Composio session: what the tools do not give, such as
 * trash, comments to remove, or several facts of a page at once. `ConfluenceRefusal` has status 0 when Composio itself refused.
 */
export function confluenceRest(holder: SessionHolder): ConnectedConfluence {
  let notConnected = false;
  const ask = async (request: Request): Promise<unknown> => {
    const { sessionId } = holder.session;
    let response = await proxy(sessionId, request);
    if (response.refusal !== undefined && response.status === 404) {
      // Composio refused before running anything, so asking again in a new session repeats nothing.
      if (holder.session.sessionId === sessionId)
        holder.session = await replaceSession(holder.userId, sessionId);
      response = await proxy(holder.session.sessionId, request);
    }
    if (response.refusal !== undefined) {
      notConnected ||= /no active connection|no connected account/i.test(response.refusal);
      if (mayHaveRun(request, response.status)) throw new NoAnswerError(response.refusal);
      throw new ConfluenceRefusal(0, response.refusal);
    }
    const { status, data } = response;
    if (status >= 200 && status < 300) return data;
    const said = words.safeParse(data).data ?? `Confluence answered ${status}.`;
    if (mayHaveRun(request, status)) throw new NoAnswerError(said);
    throw new ConfluenceRefusal(status, /scope does not match/.test(said) ? OUT_OF_SCOPE : said);
  };
  return {
    get: (path, query) => ask({ method: 'GET', path, query }),
    send: (step) => ask(step),
    get notConnected() {
      return notConnected;
    },
  };
}

/** Confluence's answer, or with `refusal` one of Composio's own. */
type Proxied = { status: number; refusal: string } | { status: number; refusal?: undefined; data: unknown };

/** A server that fails while it writes may have written. */
function mayHaveRun({ method }: Request, status: number): boolean {
  return method !== 'GET' && status >= 500;
}

async function proxy(sessionId: string, request: Request): Promise<Proxied> {
  const { method, path, query = {}, body } = request;
  const { baseUrl, apiKey } = config().composio;
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, type: 'query', value: String(value) }],
  );
  // Confluence asks this of clients that write; it tells them from a page in a browser.
  if (method !== 'GET') parameters.push({ name: 'X-Atlassian-Token', type: 'header', value: 'no-check' });
  let response: Response;
  let text: string;
  try {
    response = await timedFetch({ answerMs: ANSWER_MS, silenceMs: SILENCE_MS })(
      `${baseUrl}/api/v3.1/tool_router/session/${encodeURIComponent(sessionId)}/proxy_execute`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
        body: JSON.stringify({ toolkit_slug: TOOLKIT, endpoint: path, method, body, parameters }),
      },
    );
    text = await response.text();
  } catch (error) {
    throw new NoAnswerError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  const { status } = response;
  const answer = parsed(text);
  const read = response.ok ? proxied.safeParse(answer).data : undefined;
  if (read !== undefined) return read;
  const refusal = refusedByComposio.safeParse(answer).data?.error.message ?? `Composio answered ${status}.`;
  if (!response.ok && answer !== undefined) return { status, refusal };
  const unreadable = `Composio answered ${status} with what cannot be read.`;
  throw method === 'GET' ? new ConfluenceRefusal(0, unreadable) : new NoAnswerError(unreadable);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
