import { createOpenAI } from '@ai-sdk/openai';
import { dynamicTool, generateText, jsonSchema, streamText } from 'ai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createModelScript } from '../script.ts';
import { startModel } from '../test-support/start-model.ts';

const script = createModelScript();
let model: Awaited<ReturnType<typeof startModel>>;

beforeAll(async () => {
  model = await startModel({ script, paceMs: 0 });
});
afterAll(() => model.stop());

const city = {
  description: 'Get the weather in a city',
  inputSchema: jsonSchema<{ city: string }>({
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
  }),
};
const provider = (apiKey = 'sk-test') => createOpenAI({ baseURL: model.baseURL, apiKey });

describe.each(['responses', 'chat'] as const)('the AI SDK over %s', (wire) => {
  const language = (name = 'gpt-5') => provider()[wire](name);

  test('streams and answers whole texts, with usage', async () => {
    const streamed = streamText({ model: language(), prompt: 'help' });
    const deltas: string[] = [];
    for await (const delta of streamed.textStream) deltas.push(delta);
    const whole = await generateText({ model: language(), prompt: 'help' });
    expect(deltas.length).toBeGreaterThan(5);
    expect(deltas.join('')).toBe(whole.text);
    expect((await streamed.usage).inputTokens).toBeGreaterThan(0);
    expect(whole.usage.outputTokens).toBeGreaterThan(20);
  });

  test('calls other people’s tools and tells their answer', async () => {
    const asked: unknown[] = [];
    const tools = {
      get_weather: dynamicTool({
        ...city,
        execute: async (input) => {
          asked.push(input);
          return 'Sunny, 22 degrees';
        },
      }),
    };
    const { text } = await generateText({
      model: language(),
      tools,
      prompt: 'What is the weather in Paris?',
      stopWhen: ({ steps }) => steps.length >= 3,
    });
    expect(asked).toEqual([{ city: 'Paris' }]);
    expect(text).toContain('Sunny, 22 degrees');
  });

  test('tool_choice none, required and one are obeyed', async () => {
    const tools = {
      get_weather: dynamicTool({ ...city, execute: undefined as never }),
      other: dynamicTool({ ...city, execute: undefined as never }),
    };
    const ask = async (toolChoice: 'none' | 'required' | { type: 'tool'; toolName: 'other' }) =>
      (await generateText({ model: language(), tools, toolChoice, prompt: 'Hello' })).toolCalls.map(
        (call) => call.toolName,
      );
    expect(await ask('none')).toEqual([]);
    expect((await ask('required')).length).toBe(1);
    expect(await ask({ type: 'tool', toolName: 'other' })).toEqual(['other']);
  });

  test('a scripted turn is given as it is: reasoning, text, parallel calls with broken arguments, usage', async () => {
    script.add([
      {
        items: [
          { type: 'reasoning', text: 'Let me think.' },
          { type: 'text', text: 'I look it up.' },
          { type: 'pause', ms: 1 },
          { type: 'tool_call', name: 'get_weather', arguments: { city: 'Rome' } },
          { type: 'tool_call', name: 'get_weather', arguments: '{"city": ' },
        ],
        usage: { inputTokens: 12, outputTokens: 34 },
      },
    ]);
    const result = streamText({
      model: language(),
      prompt: 'weather',
      tools: { get_weather: dynamicTool({ ...city, execute: undefined as never }) },
    });
    const parts: string[] = [];
    let text = '';
    for await (const part of result.stream) {
      parts.push(part.type);
      if (part.type === 'text-delta') text += part.text;
    }
    expect(text).toBe('I look it up.');
    expect(parts.includes('reasoning-delta')).toBe(wire === 'responses');
    const calls = await result.toolCalls;
    expect(calls.map((call) => call.toolName)).toEqual(['get_weather', 'get_weather']);
    expect(calls[0]?.input).toEqual({ city: 'Rome' });
    expect(calls[1]).toMatchObject({ invalid: true });
    expect(await result.usage).toMatchObject({ inputTokens: 12, outputTokens: 34 });
    expect(script.waiting()).toBe(0);
  });

  test('errors are told with status, and a limit is waited for', async () => {
    const failing = (name: string) => generateText({ model: language(name), prompt: 'x', maxRetries: 0 });
    await expect(failing('sandbox-error-500')).rejects.toMatchObject({ statusCode: 500, isRetryable: true });
    await expect(failing('sandbox-error-429')).rejects.toMatchObject({
      statusCode: 429,
      responseHeaders: expect.objectContaining({
        'retry-after': '1',
        'retry-after-ms': '1000',
        'x-ratelimit-remaining-requests': '0',
      }),
    });
    await expect(failing('gpt-9')).rejects.toMatchObject({ statusCode: 404 });
    await expect(
      generateText({ model: provider('sk-invalid-key')[wire]('gpt-5'), prompt: 'x', maxRetries: 0 }),
    ).rejects.toMatchObject({ statusCode: 401 });
    script.add([
      {
        items: [
          {
            type: 'error',
            status: 429,
            code: 'rate_limit_exceeded',
            message: 'Slow down',
            headers: { 'retry-after-ms': '5' },
          },
        ],
      },
    ]);
    expect((await generateText({ model: language(), prompt: 'hi', maxRetries: 1 })).text).toContain('Hello!');
  });

  test('an error in the middle of a stream and a cut connection are errors for the client', async () => {
    for (const last of [{ type: 'error', status: 500, message: 'Broken' }, { type: 'cut' }] as const) {
      script.add([{ items: [{ type: 'text', text: 'The first half' }, last] }]);
      const errors: unknown[] = [];
      const result = streamText({
        model: language(),
        prompt: 'x',
        maxRetries: 0,
        onError: ({ error }) => void errors.push(error),
      });
      let text = '';
      try {
        for await (const part of result.stream) if (part.type === 'text-delta') text += part.text;
      } catch (error) {
        errors.push(error);
      }
      expect('The first half'.startsWith(text)).toBe(true);
      expect(errors.length).toBeGreaterThan(0);
    }
  });
});

test('a scripted turn for certain words leaves other requests to the rules', async () => {
  script.add([{ match: 'special', items: [{ type: 'refusal', text: 'I cannot help with that.' }] }]);
  const other = await model.post('/chat/completions', {
    model: 'gpt-5',
    messages: [{ role: 'user', content: 'hi' }],
  });
  expect((await other.json()).choices[0].message.content).toContain('rules, not AI');
  const refused = await model.post('/chat/completions', {
    model: 'gpt-5',
    messages: [{ role: 'user', content: 'something special' }],
  });
  expect((await refused.json()).choices[0].message).toMatchObject({
    content: null,
    refusal: 'I cannot help with that.',
  });
});
