import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { type Asked, answerRequest } from './answer-request.ts';
import type { ModelScript, ScriptedItem } from './script.ts';
import { answerFormat } from './wire/answer-format.ts';
import { errorOf, firstError } from './wire/answer-items.ts';
import { chatBody, chatTools, refuseUnsupported, transcriptOfMessages } from './wire/chat-request.ts';
import { chatCompletion, chatFrames } from './wire/chat-wire.ts';
import { eventStream, type Frame } from './wire/event-stream.ts';
import { findModel, listModels, refuseModel } from './wire/models.ts';
import { OpenAiError, serverError } from './wire/openai-error.ts';
import { readJson } from './wire/read-json.ts';
import { itemsOfInput, offeredTools, responsesBody, transcriptOfItems } from './wire/responses-request.ts';
import { completedResponse, newResponse, responseFrames } from './wire/responses-wire.ts';
import { createStoredResponses, listInputItems, notInBackground } from './wire/stored-responses.ts';

/** `paceMs`: how long to wait after each piece of a streamed answer, in milliseconds; a function is asked for each answer. */
export type ModelOptions = { script?: ModelScript | undefined; paceMs?: number | (() => number) | undefined };

/** Headers that every answer of the real API has. */
function commonHeaders(): Record<string, string> {
  return {
    'x-request-id': `req_${randomUUID().replaceAll('-', '')}`,
    'openai-version': '2020-10-01',
    'openai-organization': 'org-sandbox',
    'openai-processing-ms': '1',
    'x-ratelimit-limit-requests': '500',
    'x-ratelimit-remaining-requests': '499',
    'x-ratelimit-reset-requests': '120ms',
    'x-ratelimit-limit-tokens': '2000000',
    'x-ratelimit-remaining-tokens': '1999000',
    'x-ratelimit-reset-tokens': '30ms',
  };
}

function checkKey(header: string | undefined): void {
  const key = header?.match(/^Bearer\s+(\S+)/i)?.[1];
  if (key === undefined) {
    throw new OpenAiError(
      401,
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    );
  }
  if (/^sk-(?:invalid|wrong|bad|expired|revoked)/i.test(key)) {
    const hidden = `${key.slice(0, 8)}${'*'.repeat(Math.max(3, key.length - 12))}${key.slice(-4)}`;
    throw new OpenAiError(401, `Incorrect API key provided: ${hidden}.`, { code: 'invalid_api_key' });
  }
}

function sendEvents(context: Context, frames: Iterable<Frame>, paceMs: number): Response {
  return context.body(eventStream(frames, paceMs), 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
}

/** A whole answer: after its pauses, cut in the middle or refused where the script says so. */
async function sendWhole(context: Context, body: unknown, items: readonly ScriptedItem[]): Promise<Response> {
  for (const item of items) {
    if (item.type === 'pause') await sleep(item.ms);
    if (item.type === 'error') throw errorOf(item);
    if (item.type !== 'cut') continue;
    const text = JSON.stringify(body);
    const frames: Frame[] = [
      { kind: 'event', text: text.slice(0, text.length / 2), isDelta: false },
      { kind: 'cut' },
    ];
    return context.body(eventStream(frames, 0), 200, { 'content-type': 'application/json' });
  }
  return context.json(body);
}

function choiceOf(choice: unknown): Asked['choice'] {
  if (choice === 'none' || choice === 'required') return { mode: choice };
  const { type, name, function: called, mode } = Object(choice);
  if (type === 'function') return { mode: 'one', name: String(name ?? Object(called).name ?? '') };
  return { mode: type === 'allowed_tools' && mode === 'required' ? 'required' : 'auto' };
}

/**
 * The stand-in for the language model: OpenAI's Responses and Chat Completions APIs in front of rules, or of a script of
 * turns for tests. It calls no network and marks every answer of its own as rules, not AI. Responses that a client
 * stores are kept in memory.
 */
export function createModel({ script, paceMs = 8 }: ModelOptions = {}): Hono {
  const pace = typeof paceMs === 'function' ? paceMs : () => paceMs;
  const app = new Hono().basePath('/openai/v1');
  const stored = createStoredResponses();

  app.use('*', async (context, next) => {
    checkKey(context.req.header('authorization'));
    await next();
    for (const [name, value] of Object.entries(commonHeaders())) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
  });

  app.get('/models', (context) => context.json(listModels()));
  app.get('/models/:id', (context) => context.json(findModel(context.req.param('id'))));

  app.post('/responses', async (context) => {
    const request = readJson(await context.req.text(), responsesBody);
    refuseModel(request.model);
    const before = request.previous_response_id ? stored.before(request.previous_response_id) : [];
    const input = [...before, ...itemsOfInput(request.input)];
    const answer = answerRequest(
      {
        transcript: transcriptOfItems(input),
        tools: offeredTools(request),
        choice: choiceOf(request.tool_choice),
        parallel: request.parallel_tool_calls ?? true,
        format: answerFormat(request.text?.format, JSON.stringify([request.instructions, input]), 'input'),
        limits: { tokens: request.max_output_tokens ?? null, stop: [] },
        text: JSON.stringify([request.instructions ?? '', input, request.tools ?? []]),
      },
      script,
      'input',
    );
    const refused = firstError(answer.items);
    if (refused) throw refused;
    const begun = newResponse(request);
    const done = completedResponse(begun, answer, request);
    if (begun.store) stored.add(done, input);
    return request.stream
      ? sendEvents(context, responseFrames(begun, done, answer.items), pace())
      : sendWhole(context, done, answer.items);
  });

  app.get('/responses/:id', (context) => {
    const { response } = stored.find(context.req.param('id'));
    if (context.req.query('stream') === 'true') throw notInBackground('streamed');
    return context.json(response);
  });
  app.get('/responses/:id/input_items', (context) =>
    context.json(listInputItems(stored.find(context.req.param('id')).input, context.req.query())),
  );
  app.post('/responses/:id/cancel', (context) => {
    stored.find(context.req.param('id'));
    throw notInBackground('cancelled');
  });
  app.delete('/responses/:id', (context) => {
    const id = context.req.param('id');
    stored.remove(id);
    return context.json({ id, object: 'response', deleted: true });
  });

  app.post('/chat/completions', async (context) => {
    const request = readJson(await context.req.text(), chatBody);
    refuseModel(request.model);
    refuseUnsupported(request);
    const answer = answerRequest(
      {
        transcript: transcriptOfMessages(request),
        tools: chatTools(request),
        choice: choiceOf(request.tool_choice),
        parallel: request.parallel_tool_calls ?? true,
        format: answerFormat(request.response_format, JSON.stringify(request.messages), 'messages'),
        limits: {
          tokens: request.max_completion_tokens ?? request.max_tokens ?? null,
          stop: [request.stop ?? []].flat(),
        },
        text: JSON.stringify([request.messages, request.tools ?? []]),
      },
      script,
      'messages',
    );
    const refused = firstError(answer.items);
    if (refused) throw refused;
    return request.stream
      ? sendEvents(context, chatFrames(request, answer), pace())
      : sendWhole(context, chatCompletion(request, answer), answer.items);
  });

  app.notFound((context) => {
    const error = new OpenAiError(
      404,
      `Invalid URL (${context.req.method} ${context.req.path.replace(/^\/openai/, '')})`,
    );
    return context.json(error.body(), 404);
  });

  app.onError((error) => {
    const known = error instanceof OpenAiError ? error : serverError();
    if (known !== error) console.error(error);
    const headers = { ...commonHeaders(), ...known.headers, 'content-type': 'application/json' };
    return new Response(JSON.stringify(known.body()), { status: known.status, headers });
  });

  return app;
}
