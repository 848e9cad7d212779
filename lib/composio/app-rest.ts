import 'server-only';
import { z } from 'zod';
import { config } from '@/lib/config/config';
import { type Words, wordsOfError } from '@/lib/domain/phrase';
import { RestRefusal, type RestWrite, type WritableRest } from '@/lib/domain/rest';
import { callPhrase } from '@/lib/phrases/call-phrases';
import { restHabits } from '@/lib/toolkits/toolkits';
import { NoAnswerError } from './mcp-client';
import { saysNotConnected } from './not-connected';
import { replaceSession, type SessionHolder } from './session';
import { timedFetch } from './timed-fetch';

const ANSWER_MS = 30_000;
const SILENCE_MS = 30_000;

/** What the proxy answers: the other side's status and body, whatever they are. */
const proxied = z.object({ status: z.number(), data: z.unknown() });
const refusedByComposio = z.object({ error: z.object({ message: z.string() }) });

type Request = {
  method: 'GET' | RestWrite['method'];
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
};

/** An app as the connected account sees it. `send` throws `NoAnswerError` when the write may have run. */
export type ConnectedRest = WritableRest & {
  /** Composio's own words, once it said that no account is connected. */
  readonly notConnected: string | null;
};

/**
 * The REST API of an app as the connected person, through the proxy of a Composio session: what the tools do not give, such as
 * trash, or several facts of a thing at once. Nothing here retries a write: without an answer, or with one of 5xx or one that cannot
 * be read, it may have run. `RestRefusal` has status 0 when Composio itself refused.
 */
export function appRest(holder: SessionHolder, toolkit: string): ConnectedRest {
  let notConnected: string | null = null;
  const ask = async (request: Request): Promise<unknown> => {
    const { sessionId } = holder.session;
    let response = await proxy(sessionId, toolkit, request);
    if (response.refusal !== undefined && response.status === 404) {
      // Composio refused before running anything, so asking again in a new session repeats nothing.
      if (holder.session.sessionId === sessionId)
        holder.session = await replaceSession(holder.userId, sessionId);
      response = await proxy(holder.session.sessionId, toolkit, request);
    }
    if (response.refusal !== undefined) {
      if (typeof response.refusal === 'string' && saysNotConnected(response.refusal))
        notConnected = response.refusal;
      if (mayHaveRun(request, response.status)) throw new NoAnswerError(response.refusal);
      throw new RestRefusal(0, response.refusal);
    }
    const { status, data } = response;
    if (status >= 200 && status < 300) return data;
    const said = restHabits(toolkit)?.wordsOf(data) ?? callPhrase.appAnswered({ toolkit, status });
    if (mayHaveRun(request, status)) throw new NoAnswerError(said);
    throw new RestRefusal(status, said);
  };
  return {
    get: (path, query) => ask({ method: 'GET', path, query }),
    send: (write) => ask(write),
    get notConnected() {
      return notConnected;
    },
  };
}

/** The app's answer, or with `refusal` one of Composio's own. */
type Proxied = { status: number; refusal: Words } | { status: number; refusal?: undefined; data: unknown };

/** A server that fails while it writes may have written. */
function mayHaveRun({ method }: Request, status: number): boolean {
  return method !== 'GET' && status >= 500;
}

async function proxy(sessionId: string, toolkit: string, request: Request): Promise<Proxied> {
  const { method, path, query = {}, body } = request;
  const { baseUrl, apiKey } = config().composio;
  const headers = method === 'GET' ? {} : (restHabits(toolkit)?.writeHeaders ?? {});
  const parameters = [
    ...Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, type: 'query', value: String(value) }],
    ),
    ...Object.entries(headers).map(([name, value]) => ({ name, type: 'header', value })),
  ];
  let response: Response;
  let text: string;
  try {
    response = await timedFetch({ answerMs: ANSWER_MS, silenceMs: SILENCE_MS })(
      `${baseUrl}/api/v3.1/tool_router/session/${encodeURIComponent(sessionId)}/proxy_execute`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
        body: JSON.stringify({ toolkit_slug: toolkit, endpoint: path, method, body, parameters }),
      },
    );
    text = await response.text();
  } catch (error) {
    throw new NoAnswerError(wordsOfError(error), { cause: error });
  }
  const { status } = response;
  const answer = parsed(text);
  const read = response.ok ? proxied.safeParse(answer).data : undefined;
  if (read !== undefined) return read;
  const refusal =
    refusedByComposio.safeParse(answer).data?.error.message ?? callPhrase.composioAnswered({ status });
  if (!response.ok && answer !== undefined) return { status, refusal };
  const unreadable = callPhrase.composioUnreadable({ status });
  throw method === 'GET' ? new RestRefusal(0, unreadable) : new NoAnswerError(unreadable);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
