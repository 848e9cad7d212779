import { streamText } from 'ai';
import { expect, test } from 'vitest';
import { streamJoiner } from '../agent/join-stream.ts';
import type { StreamEvent } from './model-provider.ts';
import { openai } from './openai.ts';

const response = { id: 'resp_1', created_at: 1_780_000_000, model: 'gpt-5' };
const thought = { id: 'rs_1', type: 'reasoning', summary: [{ type: 'summary_text', text: 'I think.' }] };
const message = { id: 'msg_1', type: 'message', role: 'assistant', phase: null };
const content = [{ type: 'output_text', text: 'Here it is.', annotations: [], logprobs: [] }];
const call = { id: 'fc_1', type: 'function_call', call_id: 'call_1', name: 'look', arguments: '{"id":7}' };
const summary = { item_id: 'rs_1', output_index: 0, summary_index: 0 };
const text = { item_id: 'msg_1', output_index: 1, content_index: 0 };
const usage = { input_tokens: 9, output_tokens: 5 };

/** A stream with every kind of item that we ask for, as OpenAI sends it. */
const EVENTS: StreamEvent[] = [
  { type: 'response.created', response },
  { type: 'response.in_progress', response },
  { type: 'response.output_item.added', output_index: 0, item: { ...thought, summary: [] } },
  { type: 'response.reasoning_summary_part.added', ...summary, part: { type: 'summary_text', text: '' } },
  { type: 'response.reasoning_summary_text.delta', ...summary, delta: 'I think.' },
  { type: 'response.reasoning_summary_text.done', ...summary, text: 'I think.' },
  { type: 'response.reasoning_summary_part.done', ...summary, part: thought.summary[0] },
  { type: 'response.output_item.done', output_index: 0, item: thought },
  { type: 'response.output_item.added', output_index: 1, item: { ...message, content: [] } },
  { type: 'response.content_part.added', ...text, part: { ...content[0], text: '' } },
  { type: 'response.output_text.delta', ...text, delta: 'Here it is.', logprobs: [] },
  { type: 'response.output_text.done', ...text, text: 'Here it is.', logprobs: [] },
  { type: 'response.content_part.done', ...text, part: content[0] },
  { type: 'response.output_item.done', output_index: 1, item: { ...message, content } },
  { type: 'response.output_item.added', output_index: 2, item: { ...call, arguments: '' } },
  { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 2, delta: '{"id":7}' },
  { type: 'response.function_call_arguments.done', item_id: 'fc_1', output_index: 2, arguments: '{"id":7}' },
  { type: 'response.output_item.done', output_index: 2, item: { ...call, status: 'completed' } },
  { type: 'response.completed', response: { ...response, usage } },
];

const told = EVENTS.map((event, at) => `data: ${JSON.stringify({ ...event, sequence_number: at })}\n\n`).join(
  '',
);

/** What the AI SDK makes of a stream. */
async function made(stream: string): Promise<unknown[]> {
  const settings = { apiKey: 'k', baseUrl: 'https://model.invalid/v1', name: 'gpt-5' };
  const headers = { 'content-type': 'text/event-stream' };
  const model = await openai.model(settings, async () => new Response(stream, { headers }));
  const parts: unknown[] = [];
  for await (const part of streamText({ model, prompt: 'Look.' }).stream) parts.push(part);
  // Times and the numbers of a request are its own.
  return JSON.parse(JSON.stringify(parts), (key, value) =>
    /^(id|messageId|responseId|timestamp|performance|.*Ms|.*PerSecond)$/.test(key) ? null : value,
  );
}

test('the events that the AI SDK is spared make no difference to what it makes of a stream', async () => {
  const joiner = streamJoiner(openai);
  const shortened = joiner.read(new TextEncoder().encode(told)) + joiner.end();
  for (const type of openai.ignoredEvents) {
    expect(told).toContain(`"${type}"`);
    expect(shortened).not.toContain(`"${type}"`);
  }
  const whole = await made(told);
  expect(JSON.stringify(whole)).toContain('Here it is.');
  expect(JSON.stringify(whole)).toContain('I think.');
  expect(JSON.stringify(whole)).toContain('call_1');
  expect(await made(shortened)).toEqual(whole);
});
