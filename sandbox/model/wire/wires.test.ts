import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createModelScript } from '../script.ts';
import { startModel } from '../test-support/start-model.ts';

const script = createModelScript();
let model: Awaited<ReturnType<typeof startModel>>;

beforeAll(async () => {
  model = await startModel({ script, paceMs: 0 });
});
afterAll(() => model.stop());

const weather = {
  name: 'get_weather',
  description: 'Weather in a city',
  parameters: { type: 'object', properties: {} },
};
type Chunk = { choices: { delta: Record<string, unknown>; finish_reason: string | null }[]; usage?: unknown };

async function events(path: string, body: object): Promise<string[]> {
  const text = await (await model.post(path, { ...body, stream: true })).text();
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => data);
}

describe('Chat Completions', () => {
  const user = { role: 'user', content: 'x' };

  test('a streamed answer: role first, numbered tool calls in pieces, the reason to stop, usage, then [DONE]', async () => {
    script.add([
      {
        items: [
          { type: 'tool_call', name: 'a', arguments: { text: 'word '.repeat(100) } },
          { type: 'tool_call', name: 'b', arguments: {} },
        ],
      },
    ]);
    const data = await events('/chat/completions', {
      model: 'gpt-5',
      messages: [user],
      stream_options: { include_usage: true },
    });
    expect(data.at(-1)).toBe('[DONE]');
    const chunks = data.slice(0, -1).map((it) => JSON.parse(it) as Chunk);
    expect(chunks[0]?.choices[0]?.delta).toMatchObject({ role: 'assistant' });
    type Piece = { index: number; id?: string; function: { name?: string; arguments: string } };
    const pieces = chunks.flatMap(({ choices }) => (choices[0]?.delta.tool_calls ?? []) as Piece[]);
    expect(pieces.filter(({ id }) => id).map(({ index, function: it }) => [index, it.name])).toEqual([
      [0, 'a'],
      [1, 'b'],
    ]);
    const first = pieces.filter(({ index }) => index === 0);
    expect(first.length).toBeGreaterThan(3);
    expect(JSON.parse(first.map((it) => it.function.arguments).join(''))).toEqual({
      text: 'word '.repeat(100),
    });
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('tool_calls');
    expect(chunks.at(-2)?.usage).toBeNull();
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
  });

  test('without include_usage there is no usage in the stream', async () => {
    const data = await events('/chat/completions', {
      model: 'gpt-5',
      messages: [{ role: 'user', content: 'hi' }],
    });
    expect(data.some((it) => it.includes('"usage"'))).toBe(false);
  });

  const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } };
  test.each([
    [{ messages: [user] }, 'model'],
    [{ model: 'gpt-5' }, 'messages'],
    [{ model: 'gpt-5', messages: [user], functions: [weather] }, 'functions'],
    [{ model: 'gpt-5', messages: [user], stream_options: { include_usage: true } }, 'stream_options'],
    [
      { model: 'gpt-5', messages: [user, { role: 'assistant', content: null, tool_calls: [call] }] },
      'messages.[2].role',
    ],
    [
      { model: 'gpt-5', messages: [user, { role: 'tool', tool_call_id: 'call_1', content: 'x' }] },
      'messages.[1].role',
    ],
    [{ model: 'gpt-5', messages: [user], tool_choice: 'required' }, 'tool_choice'],
    [{ model: 'gpt-5', messages: [user], temperature: 3 }, 'temperature'],
  ])('a bad request is refused, with where: %j', async (body, param) => {
    const response = await model.post('/chat/completions', body);
    expect(response.status).toBe(400);
    expect((await response.json()).error).toMatchObject({ type: 'invalid_request_error', param });
  });
});

describe('the Responses API', () => {
  test('reasoning, refusal and calls send their own events, numbered without a gap', async () => {
    script.add([
      {
        items: [
          { type: 'reasoning', text: 'Thinking about it.' },
          { type: 'refusal', text: 'I will not.' },
          { type: 'tool_call', name: 'get_weather', arguments: '{"broken' },
        ],
      },
    ]);
    const data = await events('/responses', {
      model: 'gpt-5',
      input: 'x',
      include: ['reasoning.encrypted_content'],
    });
    const all = data.map((it) => JSON.parse(it));
    expect(all.map((event) => event.sequence_number)).toEqual(all.map((_, at) => at));
    const types = all
      .map((event) => event.type.replace('response.', ''))
      .filter((type, at, list) => type !== list[at - 1]);
    expect(types).toEqual([
      'created',
      'in_progress',
      'output_item.added',
      'reasoning_summary_part.added',
      'reasoning_summary_text.delta',
      'reasoning_summary_text.done',
      'reasoning_summary_part.done',
      'output_item.done',
      ...[
        'output_item.added',
        'content_part.added',
        'refusal.delta',
        'refusal.done',
        'content_part.done',
        'output_item.done',
      ],
      ...[
        'output_item.added',
        'function_call_arguments.delta',
        'function_call_arguments.done',
        'output_item.done',
      ],
      'completed',
    ]);
    expect(all.at(-1).response.output).toMatchObject([
      { type: 'reasoning', encrypted_content: expect.any(String) },
      { type: 'message', content: [{ type: 'refusal', refusal: 'I will not.' }] },
      { type: 'function_call', arguments: '{"broken' },
    ]);
  });

  test('a stored response is gone on from, read and deleted; one that was not stored is not known', async () => {
    const ask = async (body: object) => (await model.post('/responses', { model: 'gpt-5', ...body })).json();
    const tools = [{ type: 'function', ...weather }];
    const first = await ask({ input: 'What is the weather in Rome?', tools });
    expect(first.output[0]).toMatchObject({ type: 'function_call', name: 'get_weather' });
    const output = { type: 'function_call_output', call_id: first.output[0].call_id, output: 'It rains.' };
    const second = await ask({ input: [output], previous_response_id: first.id, tools });
    expect(second.output[0].content[0].text).toContain('It rains.');
    expect(await (await model.get(`/responses/${first.id}`)).json()).toMatchObject({ id: first.id });
    expect(await (await model.remove(`/responses/${first.id}`)).json()).toMatchObject({ deleted: true });
    expect((await model.get(`/responses/${first.id}`)).status).toBe(404);
    const secret = await ask({ input: 'hi', store: false });
    expect((await ask({ input: 'go on', previous_response_id: secret.id })).error.code).toBe(
      'previous_response_not_found',
    );
  });
});

test('what is longer than the context is refused, on both wires', async () => {
  const long = 'word '.repeat(280_000);
  for (const [path, body, param] of [
    ['/responses', { input: long }, 'input'],
    ['/chat/completions', { messages: [{ role: 'user', content: long }] }, 'messages'],
  ] as const) {
    const response = await model.post(path, { model: 'gpt-5', ...body });
    expect(response.status).toBe(400);
    expect((await response.json()).error).toMatchObject({ code: 'context_length_exceeded', param });
  }
});

test('a model is found by its name or a dated name, with the headers of the API', async () => {
  const found = await model.get('/models/gpt-5-mini-2025-08-07');
  expect(found.headers.get('x-request-id')).toMatch(/^req_/);
  expect(found.headers.get('x-ratelimit-limit-requests')).toBe('500');
  expect(await found.json()).toMatchObject({ id: 'gpt-5-mini-2025-08-07', object: 'model' });
  expect((await (await model.get('/models/nothing')).json()).error.code).toBe('model_not_found');
  expect((await model.get('/nothing')).status).toBe(404);
});

test.each([
  ['/responses', { input: 'x' }],
  ['/chat/completions', { messages: [{ role: 'user', content: 'x' }] }],
])('a cut ends the connection itself, without a last chunk: %s', async (path, body) => {
  for (const stream of [true, false]) {
    script.add([{ items: [{ type: 'text', text: 'half' }, { type: 'cut' }] }]);
    const { port } = new URL(model.baseURL);
    const json = JSON.stringify({ model: 'gpt-5', ...body, stream });
    const raw = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1');
      let text = '';
      socket.on('data', (data) => {
        text += data;
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(text));
      socket.write(
        `POST /openai/v1${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer sk-x\r\ncontent-type: application/json\r\ncontent-length: ${json.length}\r\n\r\n${json}`,
      );
    });
    expect(raw).toContain('200 OK');
    expect(raw).toContain(stream ? 'half' : 'gpt-5');
    expect(raw).not.toContain('\r\n0\r\n');
    expect(raw).not.toMatch(/\[DONE\]|response\.completed/);
  }
});
