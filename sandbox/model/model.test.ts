import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOpenAI } from '@ai-sdk/openai';
import { getRequestListener } from '@hono/node-server';
import { dynamicTool, isStepCount, jsonSchema, streamText } from 'ai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createModel } from './model.ts';
import { fakeComposio, page, SITE, spaces } from './test-support/fake-composio.ts';

const app = createModel();
const server = createServer(getRequestListener(app.fetch));
let baseURL = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openai/v1`;
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

function post(body: unknown, headers: Record<string, string> = { authorization: 'Bearer key' }) {
  return app.request('/openai/v1/responses', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

test('the AI SDK works through a whole task: three phases, streamed text, tool calls, usage', async () => {
  const fake = fakeComposio({
    get_spaces: spaces,
    create_page: ({ title }) => page('77', String(title), '', 1),
  });
  const names = ['COMPOSIO_SEARCH_TOOLS', 'COMPOSIO_MULTI_EXECUTE_TOOL', 'COMPOSIO_MANAGE_CONNECTIONS'];
  const tools = Object.fromEntries(
    names.map((name) => [
      name,
      dynamicTool({
        description: name,
        inputSchema: jsonSchema({ type: 'object', additionalProperties: true }),
        execute: async (input) => ({
          content: [{ type: 'text', text: fake.run(name, input as Record<string, unknown>) }],
        }),
      }),
    ]),
  );
  const result = streamText({
    model: createOpenAI({ baseURL, apiKey: 'key' }).responses('gpt-5'),
    instructions: 'You work in Confluence.',
    messages: [
      { role: 'user', content: 'hello' },
      { role: 'assistant', content: 'Hello!' },
      {
        role: 'user',
        content: [
          {
            type: 'text',
            text: 'Create a page titled “Project Phoenix – Documentation” in the Marketing space',
          },
        ],
      },
    ],
    tools,
    stopWhen: isStepCount(10),
  });
  const deltas: string[] = [];
  const calls: string[] = [];
  for await (const part of result.stream) {
    if (part.type === 'text-delta') deltas.push(part.text);
    if (part.type === 'tool-call') calls.push(part.toolName);
    if (part.type === 'error') throw part.error;
  }
  const text = await result.text;
  expect(calls).toEqual([
    'COMPOSIO_SEARCH_TOOLS',
    'COMPOSIO_MULTI_EXECUTE_TOOL',
    'COMPOSIO_MULTI_EXECUTE_TOOL',
  ]);
  expect(deltas.length).toBeGreaterThan(5);
  expect(deltas.join('')).toBe(text);
  expect(text).toContain(`[Project Phoenix – Documentation](${SITE}/spaces/MKT/pages/77/x)`);
  expect(await result.finishReason).toBe('stop');
  const steps = await result.steps;
  expect(steps.map((step) => step.finishReason)).toEqual(['tool-calls', 'tool-calls', 'tool-calls', 'stop']);
  for (const { usage } of steps) {
    expect(usage.inputTokens).toBeGreaterThan(20);
    expect(usage.outputTokens).toBeGreaterThan(0);
  }
});

describe('the wire', () => {
  const call = { type: 'function_call', call_id: 'call_1', name: 'COMPOSIO_SEARCH_TOOLS', arguments: '{}' };

  test('a streamed text sends every event of OpenAI once and in order, numbered without a gap', async () => {
    const response = await post({ model: 'gpt-5', input: 'help', stream: true });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events = (await response.text())
      .split('\n\n')
      .filter((block) => block !== '')
      .map((block) => {
        const [name, data] = block.split('\n');
        const event = JSON.parse(data?.replace(/^data: /, '') ?? '');
        expect(name).toBe(`event: ${event.type}`);
        return event;
      });
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, at) => at));
    const types = events.map((event) => event.type).filter((type, at, all) => type !== all[at - 1]);
    expect(types).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    const deltas = events
      .filter((event) => event.type === 'response.output_text.delta')
      .map((event) => event.delta);
    const { response: final } = events.at(-1);
    expect(deltas.join('')).toBe(final.output[0].content[0].text);
    expect(Math.max(...deltas.map((delta) => delta.length))).toBeLessThan(60);
    expect(final.usage.total_tokens).toBe(final.usage.input_tokens + final.usage.output_tokens);
    expect(events[0].response).toMatchObject({
      id: final.id,
      status: 'in_progress',
      output: [],
      usage: null,
    });
  });

  test('without stream the same answer comes as one object', async () => {
    const response = await post({
      model: 'gpt-5',
      input: [{ role: 'user', content: 'List the spaces' }],
      tools: [{ type: 'function', name: 'COMPOSIO_SEARCH_TOOLS', parameters: {} }],
    });
    expect(await response.json()).toMatchObject({
      object: 'response',
      status: 'completed',
      model: 'gpt-5',
      output: [{ type: 'function_call', name: 'COMPOSIO_SEARCH_TOOLS', status: 'completed' }],
    });
  });

  test('every kind of input item that the client sends is taken', async () => {
    const response = await post({
      model: 'gpt-5',
      instructions: 'x',
      input: [
        { role: 'system', content: 'x' },
        { role: 'developer', content: 'x' },
        {
          type: 'message',
          role: 'user',
          content: [
            { type: 'input_text', text: 'List the ' },
            { type: 'input_text', text: 'spaces' },
          ],
        },
        { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: null },
        { type: 'item_reference', id: 'msg_1' },
        call,
        {
          type: 'function_call_output',
          call_id: 'call_1',
          output: [{ type: 'input_text', text: 'It broke.' }],
        },
      ],
    });
    const answer = await response.json();
    expect(answer.output[0].content[0].text).toContain('It broke.');
  });

  test.each([
    ['{', 400, null],
    [{ input: 'x' }, 400, 'model'],
    [{ model: 'gpt-5' }, 400, 'input'],
    [{ model: 'gpt-5', input: [{ role: 'nobody', content: 'x' }] }, 400, 'input[0].role'],
    [{ model: 'gpt-5', input: 'x', previous_response_id: 'resp_1' }, 400, 'previous_response_id'],
    [{ model: 'gpt-5', input: [call] }, 400, 'input'],
    [
      { model: 'gpt-5', input: [{ type: 'function_call_output', call_id: 'call_1', output: 'x' }] },
      400,
      'input',
    ],
  ])('a bad request is refused in the envelope of OpenAI: %j', async (body, status, param) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    const answer = await response.json();
    expect(answer.error).toMatchObject({ type: 'invalid_request_error', param });
    expect(answer.error.message).not.toBe('');
  });

  test('without a key nothing is answered', async () => {
    expect((await post({ model: 'gpt-5', input: 'x' }, {})).status).toBe(401);
    expect((await post({ model: 'gpt-5', input: 'x' }, { authorization: 'Bearer ' })).status).toBe(401);
    expect((await app.request('/openai/v1/models')).status).toBe(401);
    const models = await app.request('/openai/v1/models', { headers: { authorization: 'Bearer key' } });
    expect(await models.json()).toMatchObject({
      object: 'list',
      data: expect.arrayContaining([expect.objectContaining({ id: 'gpt-5', object: 'model' })]),
    });
  });

  test('a client that goes away in the middle disturbs nothing', async () => {
    const leave = new AbortController();
    const response = await fetch(`${baseURL}/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer key' },
      body: JSON.stringify({ model: 'gpt-5', input: 'help', stream: true }),
      signal: leave.signal,
    });
    const reader = response.body?.getReader();
    await reader?.read();
    leave.abort();
    await expect(reader?.read()).rejects.toThrow();
    expect((await post({ model: 'gpt-5', input: 'help' })).status).toBe(200);
  });
});
