import { randomUUID } from 'node:crypto';
import type { ScriptedItem } from '../script.ts';
import { type Answer, argumentsText, errorOf, pieces } from './answer-items.ts';
import type { ChatRequest } from './chat-request.ts';
import type { Frame } from './event-stream.ts';

const TEXT_PIECE = 12;
const ARGUMENTS_PIECE = 160;

function usageObject({ input, output, reasoning }: Answer['usage']) {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

function envelope(request: ChatRequest, object: string) {
  return {
    id: `chatcmpl-${hex()}`,
    object,
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    service_tier: 'default',
    system_fingerprint: null,
  };
}

function finishReason({ tool_choice }: ChatRequest, { items, ranOut }: Answer): string {
  if (ranOut) return 'length';
  // To call the one function that was named is to do as told: OpenAI says "stop" then.
  const isNamed = typeof tool_choice === 'object' && tool_choice?.type === 'function';
  return hasCalls(items) && !isNamed ? 'tool_calls' : 'stop';
}

const hasCalls = (items: readonly ScriptedItem[]) => items.some((item) => item.type === 'tool_call');

const textOf = (items: readonly ScriptedItem[], type: 'text' | 'refusal') =>
  items.flatMap((item) => (item.type === type ? [item.text] : [])).join('') || null;

/** The whole answer as one object; reasoning is not shown on this wire, only counted. */
export function chatCompletion(request: ChatRequest, answer: Answer) {
  const { items, usage } = answer;
  const calls = items.flatMap((item) =>
    item.type === 'tool_call'
      ? [{ id: callId(), type: 'function', function: { name: item.name, arguments: argumentsText(item) } }]
      : [],
  );
  const message = {
    role: 'assistant',
    content: textOf(items, 'text'),
    refusal: textOf(items, 'refusal'),
    annotations: [],
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  return {
    ...envelope(request, 'chat.completion'),
    choices: Array.from({ length: request.n ?? 1 }, (_, index) => ({
      index,
      message,
      logprobs: null,
      finish_reason: finishReason(request, answer),
    })),
    usage: usageObject(usage),
  };
}

/** Every chunk of a streamed answer, in the order in which OpenAI sends them. */
export function* chatFrames(request: ChatRequest, answer: Answer): Generator<Frame> {
  const { items, usage } = answer;
  const base = envelope(request, 'chat.completion.chunk');
  const counts = request.stream_options?.include_usage ? { usage: null } : {};
  const frame = (data: unknown, isDelta = false): Frame => ({
    kind: 'event',
    text: `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`,
    isDelta,
  });
  const chunk = (index: number, delta: Record<string, unknown>, finish_reason: string | null = null): Frame =>
    frame(
      { ...base, choices: [{ index, delta, logprobs: null, finish_reason }], ...counts },
      Object.keys(delta).length > 0,
    );
  for (let index = 0; index < (request.n ?? 1); index += 1) {
    yield chunk(index, {
      role: 'assistant',
      content: hasCalls(items) ? null : '',
      refusal: null,
    });
    let call = 0;
    for (const item of items) {
      if (item.type === 'pause') yield { kind: 'pause', ms: item.ms };
      else if (item.type === 'cut') {
        yield { kind: 'cut' };
        return;
      } else if (item.type === 'error') {
        yield frame(errorOf(item).body());
        return;
      } else if (item.type === 'tool_call') {
        yield* callChunks(item, call, (delta) => chunk(index, delta));
        call += 1;
      } else if (item.type !== 'reasoning') {
        const field = item.type === 'text' ? 'content' : 'refusal';
        for (const piece of pieces(item.text, TEXT_PIECE)) yield chunk(index, { [field]: piece });
      }
    }
    yield chunk(index, {}, finishReason(request, answer));
  }
  if (request.stream_options?.include_usage) yield frame({ ...base, choices: [], usage: usageObject(usage) });
  yield frame('[DONE]');
}

function* callChunks(
  item: Extract<ScriptedItem, { type: 'tool_call' }>,
  index: number,
  chunk: (delta: Record<string, unknown>) => Frame,
): Generator<Frame> {
  const head = { index, id: callId(), type: 'function', function: { name: item.name, arguments: '' } };
  yield chunk({ tool_calls: [head] });
  for (const piece of pieces(argumentsText(item), ARGUMENTS_PIECE)) {
    yield chunk({ tool_calls: [{ index, function: { arguments: piece } }] });
  }
}

function callId(): string {
  return `call_${hex().slice(0, 24)}`;
}

function hex(): string {
  return randomUUID().replaceAll('-', '');
}
