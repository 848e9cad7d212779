import { setTimeout as sleep } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Site } from '../confluence/site.ts';
import { applyFault } from './apply-fault.ts';
import type { Wire } from './break-connection.ts';
import type { Latency } from './latency.ts';
import { maskFields, maskHeaders } from './mask.ts';
import { factsOf, readBody } from './read-request.ts';
import type { RecordedRequest, Recorder } from './recorder.ts';
import type { Rules } from './rules.ts';
import { type Surface, surfaceOf } from './surfaces.ts';

type Answer = (request: Request) => Response | Promise<Response>;
type Tools = { site: Site; rules: Rules; latency: Latency; recorder: Recorder };

/** Calls `end` when the whole answer has been sent, or its reader went away. */
function followed(answer: Response, end: () => void): Response {
  if (answer.body === null) {
    end();
    return answer;
  }
  const reader = answer.body.getReader();
  const body = new ReadableStream({
    async pull(controller) {
      const { value, done } = await reader.read().catch((error: unknown) => {
        end();
        throw error;
      });
      if (!done) return controller.enqueue(value);
      end();
      controller.close();
    },
    async cancel(reason) {
      end();
      await reader.cancel(reason);
    },
  });
  return new Response(body, answer);
}

/**
 * Answers a request as the control room's latency and rules say, and writes it down.
 * @param from.wire the connection it came on; none for calls inside the sandbox
 */
export async function answerAround(
  { site, rules, latency, recorder }: Tools,
  request: Request,
  from: { place: RecordedRequest['from']; surface?: Surface; wire: Wire },
  answer: Answer,
): Promise<Response> {
  const began = performance.now();
  const url = new URL(request.url);
  const bytes = new Uint8Array(await request.arrayBuffer());
  const body = readBody(bytes, request.headers.get('content-type'));
  const facts = factsOf(site, from.surface ?? surfaceOf(url.pathname), request, body);
  const strike = rules.strike(facts);
  const recorded = recorder.begin({
    ...facts,
    from: from.place,
    at: site.now().toISOString(),
    query: maskFields(Object.fromEntries(url.searchParams)) as Record<string, string>,
    headers: maskHeaders(request.headers),
    body: maskFields(body),
    bodyBytes: bytes.length,
    fault: strike === undefined ? null : { rule: strike.rule, kind: strike.fault.kind },
  });
  const end = (status: number | null) => recorder.end(recorded, status, performance.now() - began);

  const wait = latency.next(facts.surface);
  if (wait > 0) await sleep(wait);
  const carryOut = async () => {
    const { method, headers, signal, redirect } = request;
    const sent = { method, headers, signal, redirect, ...(bytes.length > 0 ? { body: bytes } : {}) };
    return answer(new Request(request.url, sent));
  };
  try {
    const exchange = { facts, gone: request.signal, wire: from.wire, answer: carryOut };
    const given = strike === undefined ? await carryOut() : await applyFault(strike, exchange);
    if (given !== RESPONSE_ALREADY_SENT) return followed(given, () => end(given.status));
    end(null);
    return given;
  } catch (error) {
    end(null);
    throw error;
  }
}
