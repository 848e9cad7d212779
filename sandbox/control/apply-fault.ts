import { setTimeout as sleep } from 'node:timers/promises';
import { cutAfter, cutNow, type Wire } from './break-connection.ts';
import { delayed, doubled, malformed } from './change-answer.ts';
import { rateLimit, refusal } from './refusals.ts';
import type { RequestFacts, Strike } from './rules.ts';

/** A request that meets a fault. `answer` carries it out; each call does so once more. */
export type Exchange = {
  facts: RequestFacts;
  gone: AbortSignal;
  wire: Wire;
  answer: () => Promise<Response>;
};

/** Waits until the client goes away, the rule is removed, or the time is up. */
async function hang(exchange: Exchange, removed: AbortSignal, ms: number | undefined): Promise<Response> {
  const ends = [exchange.gone, removed, ...(ms === undefined ? [] : [AbortSignal.timeout(ms)])];
  const end = AbortSignal.any(ends);
  if (!end.aborted) await new Promise((resolve) => end.addEventListener('abort', resolve, { once: true }));
  return cutNow(exchange.wire);
}

/** Answers as the fault says. Inside the sandbox a broken connection is an error that `fetch` would throw. */
export async function applyFault({ fault, removed }: Strike, exchange: Exchange): Promise<Response> {
  const { facts, wire, answer } = exchange;
  switch (fault.kind) {
    case 'status':
      return refusal(facts, fault);
    case 'rate_limit':
      return rateLimit(facts, fault.retryAfter);
    case 'hang':
      return hang(exchange, removed, fault.ms);
    case 'cut':
      return fault.bytes === 0 ? cutNow(wire) : cutAfter(wire, await answer(), fault.bytes);
    case 'malformed':
      return malformed(await answer());
    case 'duplicate':
      // A webhook is a request of the sandbox's own: that is what comes twice.
      if (facts.surface === 'webhooks') await (await answer()).body?.cancel();
      return doubled(await answer());
    case 'delay':
      if (facts.surface === 'webhooks') await sleep(fault.ms);
      return delayed(await answer(), facts.surface === 'webhooks' ? 0 : fault.ms);
    case 'huge':
      return answer();
    case 'after_effect': {
      const lost = await answer();
      if (fault.loss.kind === 'cut' && fault.loss.bytes > 0) return cutAfter(wire, lost, fault.loss.bytes);
      // A streamed answer is carried out while it is read.
      await lost.arrayBuffer();
      return fault.loss.kind === 'cut' ? cutNow(wire) : refusal(facts, fault.loss);
    }
  }
}
