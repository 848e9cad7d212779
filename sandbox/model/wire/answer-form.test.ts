import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startModel } from '../test-support/start-model.ts';

let model: Awaited<ReturnType<typeof startModel>>;

beforeAll(async () => {
  model = await startModel({ paceMs: 0 });
});
afterAll(() => model.stop());

const user = { role: 'user', content: 'help' };
const chat = async (body: object) =>
  (await model.post('/chat/completions', { model: 'gpt-5', messages: [user], ...body })).json();
const respond = async (body: object) =>
  (await model.post('/responses', { model: 'gpt-5', input: 'help', ...body })).json();
const lastEvent = async (path: string, body: object) => {
  const text = await (await model.post(path, { model: 'gpt-5', stream: true, ...body })).text();
  const events = [...text.matchAll(/^data: (\{.*)$/gm)].map(([, data = '']) => JSON.parse(data));
  return events.at(-1);
};

describe('an answer that is longer than the request allows', () => {
  test('ends there and says so, on both wires, streamed and not', async () => {
    const short = await chat({ max_completion_tokens: 20 });
    expect(short.choices[0].finish_reason).toBe('length');
    expect(short.usage.completion_tokens).toBe(20);
    const whole: string = (await chat({})).choices[0].message.content;
    expect(whole.startsWith(short.choices[0].message.content)).toBe(true);
    expect(whole.length).toBeGreaterThan(short.choices[0].message.content.length);
    const chunk = await lastEvent('/chat/completions', { messages: [user], max_tokens: 20 });
    expect(chunk.choices[0].finish_reason).toBe('length');

    const response = await respond({ max_output_tokens: 20 });
    expect(response).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
      output: [{ type: 'message', status: 'incomplete' }],
      usage: { output_tokens: 20 },
    });
    expect((await lastEvent('/responses', { input: 'help', max_output_tokens: 20 })).type).toBe(
      'response.incomplete',
    );
  });

  test('one that fits is left as it is', async () => {
    expect((await chat({ max_tokens: 4000 })).choices[0].finish_reason).toBe('stop');
    expect((await respond({ max_output_tokens: 4000 })).status).toBe('completed');
  });

  test('one with a word to stop at ends before it, of its own accord', async () => {
    const whole: string = (await chat({})).choices[0].message.content;
    const { choices } = await chat({ stop: ['never said', 'pages'] });
    expect(choices[0].finish_reason).toBe('stop');
    expect(choices[0].message.content).toBe(whole.slice(0, whole.indexOf('pages')));
  });
});

describe('an answer in JSON', () => {
  const schema = {
    type: 'object',
    properties: {
      title: { type: 'string' },
      count: { type: 'integer' },
      kind: { enum: ['good', 'bad'] },
      steps: { type: 'array', items: { $ref: '#/$defs/step' } },
      note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    },
    required: ['title', 'count', 'kind', 'steps', 'note'],
    $defs: {
      step: { type: 'object', properties: { done: { type: 'boolean' } }, required: ['done'] },
    },
  };
  const fitting = {
    title: expect.any(String),
    count: expect.any(Number),
    kind: 'good',
    steps: [{ done: true }],
    note: expect.any(String),
  };

  test('fits the schema, on both wires', async () => {
    const form = { name: 'report', strict: true, schema };
    const { choices } = await chat({ response_format: { type: 'json_schema', json_schema: form } });
    expect(JSON.parse(choices[0].message.content)).toEqual(fitting);
    const format = { type: 'json_schema', ...form };
    const response = await respond({ text: { format } });
    expect(JSON.parse(response.output[0].content[0].text)).toEqual(fitting);
    expect(response.text.format).toEqual(format);
  });

  test('of no schema is given to those who say "json"', async () => {
    const response_format = { type: 'json_object' };
    expect((await chat({ response_format })).error).toMatchObject({ param: 'messages' });
    const { choices } = await chat({
      response_format,
      messages: [{ role: 'user', content: 'Hello in JSON' }],
    });
    expect(JSON.parse(choices[0].message.content)).toEqual({ answer: expect.any(String) });
    const text = { format: response_format };
    expect((await respond({ text })).error).toMatchObject({ param: 'input' });
  });
});

test('a call of the one function that was named is no reason to stop of its own', async () => {
  const tools = [{ type: 'function', function: { name: 'look', parameters: { type: 'object' } } }];
  const named = { type: 'function', function: { name: 'look' } };
  expect((await chat({ tools, tool_choice: named })).choices[0].finish_reason).toBe('stop');
  expect((await chat({ tools, tool_choice: 'required' })).choices[0].finish_reason).toBe('tool_calls');
});

test('the input of a stored response is listed as items with ids, newest first, in pages', async () => {
  const { id } = await respond({
    input: [user, { role: 'assistant', content: 'Yes?' }, { role: 'user', content: 'Hello' }],
  });
  const list = async (query: string) => (await model.get(`/responses/${id}/input_items${query}`)).json();
  const all = await list('');
  expect(all.data[0]).toEqual({
    id: expect.stringMatching(/^msg_/),
    type: 'message',
    status: 'completed',
    role: 'user',
    content: [{ type: 'input_text', text: 'Hello' }],
  });
  expect(all.data[1].content).toEqual([{ type: 'output_text', text: 'Yes?' }]);
  const ids = all.data.map((item: { id: string }) => item.id);
  expect((await list('?order=asc')).data.map((item: { id: string }) => item.id)).toEqual(ids.toReversed());
  const first = await list('?limit=2');
  expect(first).toMatchObject({ has_more: true, first_id: ids[0], last_id: ids[1] });
  expect(await list(`?limit=2&after=${first.last_id}`)).toMatchObject({
    has_more: false,
    data: [{ id: ids[2] }],
  });
});

test('what needs the background is refused, and what is not stored is not found', async () => {
  const { id } = await respond({});
  expect((await model.post(`/responses/${id}/cancel`, {})).status).toBe(400);
  expect((await model.get(`/responses/${id}?stream=true`)).status).toBe(400);
  expect((await model.post('/responses/resp_none/cancel', {})).status).toBe(404);
});

const named = (name: string) => [{ type: 'function', function: { name } }];
test.each([
  [{ messages: 'x' }, 'messages', 'invalid_type'],
  [{ messages: [] }, 'messages', 'empty_array'],
  [{ messages: [{ role: 'user' }] }, 'messages[0].content', 'missing_required_parameter'],
  [{ messages: [{ role: 'robot', content: 'x' }] }, 'messages[0].role', 'invalid_value'],
  [{ temperature: 2.5 }, 'temperature', 'decimal_above_max_value'],
  [{ max_tokens: 0 }, 'max_tokens', 'integer_below_min_value'],
  [{ tools: named('two words') }, 'tools[0].function.name', 'invalid_value'],
  [{ tools: named('x'.repeat(65)) }, 'tools[0].function.name', 'string_above_max_length'],
  [{ stop: ['1', '2', '3', '4', '5'] }, 'stop', 'array_above_max_length'],
])('what does not fit is refused with its place and code: %j', async (body, param, code) => {
  expect((await chat(body)).error).toMatchObject({ type: 'invalid_request_error', param, code });
});
