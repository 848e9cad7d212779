import { randomUUID } from 'node:crypto';
import type { ScriptedItem } from '../script.ts';
import { type Answer, argumentsText, errorOf, pieces } from './answer-items.ts';
import type { Frame } from './event-stream.ts';
import type { ResponsesRequest } from './responses-request.ts';

type Part =
  | { type: 'output_text'; annotations: never[]; logprobs: never[]; text: string }
  | { type: 'refusal'; refusal: string };

export type OutputItem =
  | { id: string; type: 'message'; status: string; role: 'assistant'; content: Part[] }
  | { id: string; type: 'function_call'; status: string; name: string; call_id: string; arguments: string }
  | {
      id: string;
      type: 'reasoning';
      summary: { type: 'summary_text'; text: string }[];
      encrypted_content?: string;
    };

/** The least length of a piece in characters: a few words of an answer, more of arguments, which nobody reads along. */
const TEXT_PIECE = 12;
const ARGUMENTS_PIECE = 160;

/** The response object of the Responses API in its states; usage is only known at the end. */
export type ResponseObject = ReturnType<typeof newResponse>;

/** A response that has begun. */
export function newResponse(request: ResponsesRequest) {
  return {
    id: `resp_${hex()}`,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status: 'in_progress' as 'in_progress' | 'completed' | 'incomplete' | 'failed',
    background: false,
    completed_at: null as number | null,
    error: null as { code: string; message: string } | null,
    incomplete_details: null as { reason: 'max_output_tokens' } | null,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    max_tool_calls: null,
    metadata: request.metadata ?? {},
    model: request.model,
    output: [] as OutputItem[],
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    previous_response_id: request.previous_response_id ?? null,
    reasoning: { effort: null, summary: null, ...request.reasoning },
    service_tier: 'default',
    store: request.store ?? true,
    temperature: request.temperature ?? 1,
    text: { verbosity: 'medium', ...request.text, format: request.text?.format ?? { type: 'text' } },
    tool_choice: request.tool_choice ?? 'auto',
    tools: request.tools ?? [],
    top_logprobs: 0,
    top_p: request.top_p ?? 1,
    truncation: 'disabled',
    usage: null as ReturnType<typeof usageObject> | null,
    user: null,
  };
}

function usageObject({ input, output, reasoning }: Answer['usage']) {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  };
}

/** The finished response, with every item that a client gets to see. */
export function completedResponse(
  begun: ResponseObject,
  answer: Answer,
  request: ResponsesRequest,
): ResponseObject {
  const output = answer.items.flatMap((item) => outputItem(item, request) ?? []);
  const usage = usageObject(answer.usage);
  if (!answer.ranOut) {
    return { ...begun, status: 'completed', completed_at: Math.floor(Date.now() / 1000), output, usage };
  }
  const cut = output.map((item, at) =>
    at === output.length - 1 && item.type !== 'reasoning' ? { ...item, status: 'incomplete' } : item,
  );
  return {
    ...begun,
    status: 'incomplete',
    incomplete_details: { reason: 'max_output_tokens' },
    output: cut,
    usage,
  };
}

function outputItem(item: ScriptedItem, request: ResponsesRequest): OutputItem | null {
  if (item.type === 'text' || item.type === 'refusal') {
    const part: Part =
      item.type === 'text'
        ? { type: 'output_text', annotations: [], logprobs: [], text: item.text }
        : { type: 'refusal', refusal: item.text };
    return { id: `msg_${hex()}`, type: 'message', status: 'completed', role: 'assistant', content: [part] };
  }
  if (item.type === 'tool_call') {
    return {
      id: `fc_${hex()}`,
      type: 'function_call',
      status: 'completed',
      arguments: argumentsText(item),
      call_id: `call_${hex().slice(0, 24)}`,
      name: item.name,
    };
  }
  if (item.type !== 'reasoning') return null;
  const sealed = request.include?.includes('reasoning.encrypted_content');
  return {
    id: `rs_${hex()}`,
    type: 'reasoning',
    summary: [{ type: 'summary_text', text: item.text }],
    ...(sealed ? { encrypted_content: Buffer.from(item.text).toString('base64') } : {}),
  };
}

type Event = { type: string; [field: string]: unknown };

/** Every event of a streamed response, numbered, in the order in which OpenAI sends them. */
export function* responseFrames(
  begun: ResponseObject,
  done: ResponseObject,
  items: readonly ScriptedItem[],
): Generator<Frame> {
  let sequence = 0;
  const frame = (event: Event): Frame => {
    const text = `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: sequence })}\n\n`;
    sequence += 1;
    return { kind: 'event', text, isDelta: event.type.endsWith('.delta') };
  };
  yield frame({ type: 'response.created', response: begun });
  yield frame({ type: 'response.in_progress', response: begun });
  let index = 0;
  for (const item of items) {
    if (item.type === 'pause') yield { kind: 'pause', ms: item.ms };
    else if (item.type === 'cut') {
      yield { kind: 'cut' };
      return;
    } else if (item.type === 'error') {
      const { message, code, param } = errorOf(item);
      yield frame({ type: 'error', code: code ?? 'server_error', message, param });
      const error = { code: code ?? 'server_error', message };
      yield frame({
        type: 'response.failed',
        response: { ...begun, status: 'failed', output: done.output.slice(0, index), error },
      });
      return;
    } else {
      const output = done.output[index];
      if (output) for (const event of itemEvents(output, index)) yield frame(event);
      index += 1;
    }
  }
  const end = done.status === 'incomplete' ? 'response.incomplete' : 'response.completed';
  yield frame({ type: end, response: done });
}

function* itemEvents(item: OutputItem, output_index: number): Generator<Event> {
  yield { type: 'response.output_item.added', output_index, item: begunItem(item) };
  const place = { item_id: item.id, output_index };
  if (item.type === 'message') yield* partEvents(item.content[0], { ...place, content_index: 0 });
  else if (item.type === 'function_call') {
    for (const delta of pieces(item.arguments, ARGUMENTS_PIECE))
      yield { type: 'response.function_call_arguments.delta', ...place, delta };
    const { name, arguments: given } = item;
    yield { type: 'response.function_call_arguments.done', ...place, name, arguments: given };
  } else yield* reasoningEvents(item.summary[0]?.text ?? '', { ...place, summary_index: 0 });
  yield { type: 'response.output_item.done', output_index, item };
}

function begunItem(item: OutputItem) {
  if (item.type === 'message') return { ...item, status: 'in_progress', content: [] };
  return item.type === 'function_call'
    ? { ...item, status: 'in_progress', arguments: '' }
    : { ...item, summary: [] };
}

function* partEvents(part: Part | undefined, place: Record<string, unknown>): Generator<Event> {
  if (!part) return;
  const isText = part.type === 'output_text';
  const kind = isText ? 'output_text' : 'refusal';
  const text = isText ? part.text : part.refusal;
  const more = isText ? { logprobs: [] } : {};
  yield {
    type: 'response.content_part.added',
    ...place,
    part: isText ? { ...part, text: '' } : { ...part, refusal: '' },
  };
  for (const delta of pieces(text, TEXT_PIECE))
    yield { type: `response.${kind}.delta`, ...place, delta, ...more };
  yield { type: `response.${kind}.done`, ...place, ...(isText ? { text } : { refusal: text }), ...more };
  yield { type: 'response.content_part.done', ...place, part };
}

function* reasoningEvents(text: string, place: Record<string, unknown>): Generator<Event> {
  const part = { type: 'summary_text', text };
  yield { type: 'response.reasoning_summary_part.added', ...place, part: { ...part, text: '' } };
  for (const delta of pieces(text, TEXT_PIECE))
    yield { type: 'response.reasoning_summary_text.delta', ...place, delta };
  yield { type: 'response.reasoning_summary_text.done', ...place, text };
  yield { type: 'response.reasoning_summary_part.done', ...place, part };
}

function hex(): string {
  return randomUUID().replaceAll('-', '');
}
