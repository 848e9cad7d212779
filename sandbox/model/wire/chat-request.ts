import { z } from 'zod';
import type { OfferedTool } from '../toolbox.ts';
import type { ToolUse, Transcript, TranscriptItem } from '../transcript.ts';
import { responseFormat } from './answer-format.ts';
import { functionName } from './function-name.ts';
import { OpenAiError } from './openai-error.ts';

const content = z.union([
  z.string(),
  z.array(z.looseObject({ type: z.string(), text: z.string().optional(), refusal: z.string().optional() })),
]);
const toolCall = z.looseObject({
  id: z.string(),
  type: z.literal('function'),
  function: z.looseObject({ name: z.string(), arguments: z.string() }),
});
const message = z.union([
  z.looseObject({ role: z.enum(['system', 'developer', 'user']), content }),
  z.looseObject({
    role: z.literal('assistant'),
    content: content.nullish(),
    refusal: z.string().nullish(),
    tool_calls: z.array(toolCall).min(1).nullish(),
  }),
  z.looseObject({ role: z.literal('tool'), tool_call_id: z.string(), content }),
]);

export const chatBody = z.looseObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  tools: z
    .array(
      z.looseObject({
        type: z.literal('function'),
        function: z.looseObject({
          name: functionName,
          description: z.string().nullish(),
          parameters: z.record(z.string(), z.unknown()).nullish(),
        }),
      }),
    )
    .nullish(),
  tool_choice: z
    .union([
      z.enum(['none', 'auto', 'required']),
      z.looseObject({ type: z.string(), function: z.looseObject({ name: z.string() }).optional() }),
    ])
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  n: z.number().int().min(1).max(128).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  max_tokens: z.number().int().min(1).nullish(),
  max_completion_tokens: z.number().int().min(1).nullish(),
  response_format: responseFormat.nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
});

/** A body of `POST /v1/chat/completions`. */
export type ChatRequest = z.infer<typeof chatBody>;

/** Refuses what this model does not take. @throws OpenAiError 400 */
export function refuseUnsupported(request: ChatRequest): void {
  for (const param of ['functions', 'function_call']) {
    if (request[param] !== undefined) {
      throw new OpenAiError(
        400,
        `Unsupported parameter: '${param}' is not supported with this model. Use '${param === 'functions' ? 'tools' : 'tool_choice'}' instead.`,
        { param, code: 'unsupported_parameter' },
      );
    }
  }
  if (request.stream_options && !request.stream) {
    throw new OpenAiError(400, "The 'stream_options' parameter is only allowed when 'stream' is enabled.", {
      param: 'stream_options',
    });
  }
}

/** The conversation in the messages; every tool call must be followed by its result. @throws OpenAiError 400 */
export function transcriptOfMessages({ messages }: ChatRequest): Transcript {
  const items: TranscriptItem[] = [];
  let open = new Map<string, ToolUse>();
  messages.forEach((it, at) => {
    if (it.role === 'tool') {
      const call = open.get(it.tool_call_id);
      if (!call) {
        throw new OpenAiError(
          400,
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
          { param: `messages.[${at}].role` },
        );
      }
      call.output = textOf(it.content);
      return;
    }
    refuseOpen(open, at);
    open = new Map();
    if (it.role === 'user') items.push({ kind: 'user', text: textOf(it.content) });
    if (it.role !== 'assistant') return;
    const said = textOf(it.content ?? '');
    if (said) items.push({ kind: 'assistant', text: said });
    for (const { id, function: called } of it.tool_calls ?? []) {
      const call: ToolUse = { kind: 'tool', name: called.name, input: called.arguments, output: null };
      open.set(id, call);
      items.push(call);
    }
  });
  refuseOpen(open, messages.length);
  return items;
}

function refuseOpen(calls: ReadonlyMap<string, ToolUse>, at: number): void {
  const missing = [...calls].filter(([, call]) => call.output === null).map(([id]) => id);
  if (missing.length === 0) return;
  throw new OpenAiError(
    400,
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${missing.join(', ')}`,
    { param: `messages.[${at}].role` },
  );
}

function textOf(value: z.infer<typeof content>): string {
  if (typeof value === 'string') return value;
  return value.map((part) => part.text ?? part.refusal ?? '').join('');
}

/** The functions that a request offers. */
export function chatTools({ tools }: ChatRequest): OfferedTool[] {
  return (tools ?? []).map(({ function: { name, description, parameters } }) => ({
    name,
    description: description ?? '',
    parameters: parameters ?? null,
  }));
}
