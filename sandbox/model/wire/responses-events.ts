import { randomUUID } from 'node:crypto';
import type { Plan } from '../plan.ts';
import type { ResponsesRequest } from './responses-request.ts';

type OutputItem =
  | {
      id: string;
      type: 'message';
      status: 'in_progress' | 'completed';
      role: 'assistant';
      content: { type: 'output_text'; annotations: never[]; logprobs: never[]; text: string }[];
    }
  | {
      id: string;
      type: 'function_call';
      status: 'in_progress' | 'completed';
      name: string;
      call_id: string;
      arguments: string;
    };

/** The least length of a piece in characters: a few words of an answer, more of arguments, which nobody reads along. */
const TEXT_PIECE = 12;
const ARGUMENTS_PIECE = 160;

/** One server-sent event of the Responses API, without its sequence number. */
export type ResponsesEvent = { type: string; [field: string]: unknown };

/** The response object of the Responses API in its three states; usage is only known at the end. */
export type ResponseObject = ReturnType<typeof newResponse>;

/** A response that has begun. */
export function newResponse(request: ResponsesRequest) {
  return {
    id: `resp_${hex()}`,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status: 'in_progress' as 'in_progress' | 'completed',
    background: false,
    completed_at: null as number | null,
    error: null,
    incomplete_details: null,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    max_tool_calls: null,
    metadata: request.metadata ?? {},
    model: request.model,
    output: [] as OutputItem[],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    service_tier: 'default',
    store: request.store ?? true,
    temperature: 1,
    text: { format: { type: 'text' }, verbosity: 'medium' },
    tool_choice: request.tool_choice ?? 'auto',
    tools: request.tools ?? [],
    top_logprobs: 0,
    top_p: 1,
    truncation: 'disabled',
    usage: null as Usage | null,
    user: null,
  };
}

type Usage = {
  input_tokens: number;
  input_tokens_details: { cached_tokens: number };
  output_tokens: number;
  output_tokens_details: { reasoning_tokens: number };
  total_tokens: number;
};

/** The finished response: the plan as its one output item, tokens counted as characters / 4. */
export function completed(begun: ResponseObject, request: ResponsesRequest, plan: Plan): ResponseObject {
  const item = itemOf(plan);
  const asked = JSON.stringify([request.instructions ?? '', request.input, request.tools ?? []]).length;
  const said =
    item.type === 'message' ? (item.content[0]?.text.length ?? 0) : item.name.length + item.arguments.length;
  const input = Math.ceil(asked / 4);
  const output = Math.max(1, Math.ceil(said / 4));
  return {
    ...begun,
    status: 'completed',
    completed_at: Math.floor(Date.now() / 1000),
    output: [item],
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + output,
    },
  };
}

function itemOf(plan: Plan): OutputItem {
  return plan.kind === 'text'
    ? {
        id: `msg_${hex()}`,
        type: 'message',
        status: 'completed',
        role: 'assistant',
        content: [{ type: 'output_text', annotations: [], logprobs: [], text: plan.text }],
      }
    : {
        id: `fc_${hex()}`,
        type: 'function_call',
        status: 'completed',
        arguments: JSON.stringify(plan.input),
        call_id: plan.callId,
        name: plan.name,
      };
}

/** Every event of a streamed response, in the order in which OpenAI sends them. */
export function* eventsOf(begun: ResponseObject, done: ResponseObject): Generator<ResponsesEvent> {
  yield { type: 'response.created', response: begun };
  yield { type: 'response.in_progress', response: begun };
  for (const [index, item] of done.output.entries()) {
    yield* item.type === 'message' ? messageEvents(item, index) : callEvents(item, index);
  }
  yield { type: 'response.completed', response: done };
}

function* messageEvents(
  item: Extract<OutputItem, { type: 'message' }>,
  output_index: number,
): Generator<ResponsesEvent> {
  const place = { item_id: item.id, output_index, content_index: 0 };
  const [part] = item.content;
  const text = part?.text ?? '';
  yield {
    type: 'response.output_item.added',
    output_index,
    item: { ...item, status: 'in_progress', content: [] },
  };
  yield { type: 'response.content_part.added', ...place, part: { ...part, text: '' } };
  for (const delta of pieces(text, TEXT_PIECE))
    yield { type: 'response.output_text.delta', ...place, delta, logprobs: [] };
  yield { type: 'response.output_text.done', ...place, text, logprobs: [] };
  yield { type: 'response.content_part.done', ...place, part };
  yield { type: 'response.output_item.done', output_index, item };
}

function* callEvents(
  item: Extract<OutputItem, { type: 'function_call' }>,
  output_index: number,
): Generator<ResponsesEvent> {
  const place = { item_id: item.id, output_index };
  yield {
    type: 'response.output_item.added',
    output_index,
    item: { ...item, status: 'in_progress', arguments: '' },
  };
  for (const delta of pieces(item.arguments, ARGUMENTS_PIECE))
    yield { type: 'response.function_call_arguments.delta', ...place, delta };
  yield {
    type: 'response.function_call_arguments.done',
    ...place,
    name: item.name,
    arguments: item.arguments,
  };
  yield { type: 'response.output_item.done', output_index, item };
}

/** A text in pieces that end at a space where one is near; put together they are the text. */
function pieces(text: string, size: number): string[] {
  const longest = size + 32;
  return text.match(new RegExp(`[\\s\\S]{${size},${longest}}?(?<=\\s)|[\\s\\S]{1,${longest}}`, 'gu')) ?? [];
}

function hex(): string {
  return randomUUID().replaceAll('-', '');
}
