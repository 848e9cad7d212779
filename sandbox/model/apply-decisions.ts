import { z } from 'zod';
import { unwrapJson } from './tool-reply.ts';
import type { Transcript } from './transcript.ts';

/** The news that what waited was allowed or denied. */
export const DECIDED = /^I have decided\b/i;

const newsSchema = z.object({
  results: z.array(z.object({ proposal: z.string(), response: z.record(z.string(), z.unknown()) })),
});
const proposalSchema = z.looseObject({ proposal: z.string() });
const batchSchema = z.looseObject({
  data: z.looseObject({ results: z.array(z.looseObject({ response: z.unknown() })) }),
});

/** The conversation with the results of proposals where these were made, as messages on decisions tell them. */
export function applyDecisions(transcript: Transcript): Transcript {
  const told = new Map(
    transcript.flatMap((item) => {
      if (item.kind !== 'user' || !DECIDED.test(item.text)) return [];
      const news = newsSchema.safeParse(unwrapJson(item.text.slice(item.text.indexOf('{'))));
      return (news.success ? news.data.results : []).map((one) => [one.proposal, one.response] as const);
    }),
  );
  if (told.size === 0) return transcript;
  return transcript.map((item) =>
    item.kind === 'tool' && item.output !== null ? { ...item, output: decided(item.output, told) } : item,
  );
}

function decided(output: string, told: ReadonlyMap<string, unknown>): string {
  const value = unwrapJson(output);
  const batch = batchSchema.safeParse(value);
  if (!batch.success) return JSON.stringify(answerTo(value, told));
  const results = batch.data.data.results.map((row) => ({ ...row, response: answerTo(row.response, told) }));
  return JSON.stringify({ ...batch.data, data: { ...batch.data.data, results } });
}

function answerTo(response: unknown, told: ReadonlyMap<string, unknown>): unknown {
  const waiting = proposalSchema.safeParse(response);
  return (waiting.success ? told.get(waiting.data.proposal) : undefined) ?? response;
}
