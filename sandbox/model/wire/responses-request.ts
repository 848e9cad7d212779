import { z } from 'zod';
import type { OfferedTool } from '../toolbox.ts';
import type { ToolUse, Transcript, TranscriptItem } from '../transcript.ts';
import { textFormat } from './answer-format.ts';
import { functionName } from './function-name.ts';
import { OpenAiError } from './openai-error.ts';

const contentPart = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  refusal: z.string().optional(),
});
const content = z.union([z.string(), z.array(contentPart)]);
const inputItem = z.union([
  z.looseObject({
    type: z.literal('message').optional(),
    role: z.enum(['user', 'assistant', 'system', 'developer']),
    content,
  }),
  z.looseObject({
    type: z.literal('function_call'),
    call_id: z.string(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.looseObject({ type: z.literal('function_call_output'), call_id: z.string(), output: content }),
  z.object({
    type: z.enum(['reasoning', 'item_reference', 'compaction', 'configuration_update', 'additional_tools']),
  }),
]);
export type InputItem = z.infer<typeof inputItem>;

export const responsesBody = z.looseObject({
  model: z.string().min(1),
  input: z.union([z.string(), z.array(inputItem)]),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
  store: z.boolean().nullish(),
  include: z.array(z.string()).nullish(),
  tools: z
    .array(
      z.looseObject({
        type: z.string(),
        name: functionName.optional(),
        description: z.string().nullish(),
        parameters: z.record(z.string(), z.unknown()).nullish(),
      }),
    )
    .nullish(),
  tool_choice: z
    .union([
      z.enum(['none', 'auto', 'required']),
      z.looseObject({ type: z.string(), name: z.string().optional() }),
    ])
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  previous_response_id: z.string().nullish(),
  max_output_tokens: z.number().int().min(16).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  text: z.looseObject({ format: textFormat.nullish() }).nullish(),
  reasoning: z.looseObject({}).nullish(),
});

/** A body of `POST /v1/responses`. */
export type ResponsesRequest = z.infer<typeof responsesBody>;

/** The input of a request as items. */
export function itemsOfInput(input: ResponsesRequest['input']): InputItem[] {
  return typeof input === 'string' ? [{ role: 'user', content: input }] : input;
}

/**
 * The conversation in input items. Every result must belong to a call and every call must have one, as OpenAI asks.
 * @throws OpenAiError 400
 */
export function transcriptOfItems(input: readonly InputItem[]): Transcript {
  const items: TranscriptItem[] = [];
  const calls = new Map<string, ToolUse>();
  for (const item of input) addItem(item, items, calls);
  const open = [...calls].find(([, call]) => call.output === null);
  if (open)
    throw new OpenAiError(400, `No tool output found for function call ${open[0]}.`, { param: 'input' });
  return items;
}

function addItem(item: InputItem, items: TranscriptItem[], calls: Map<string, ToolUse>): void {
  if (item.type === 'function_call') {
    const call: ToolUse = { kind: 'tool', name: item.name, input: item.arguments, output: null };
    calls.set(item.call_id, call);
    items.push(call);
  } else if (item.type === 'function_call_output') {
    const call = calls.get(item.call_id);
    if (!call) {
      throw new OpenAiError(
        400,
        `No tool call found for function call output with call_id ${item.call_id}.`,
        {
          param: 'input',
        },
      );
    }
    call.output = textOf(item.output);
  } else if ('role' in item && (item.role === 'user' || item.role === 'assistant')) {
    items.push({ kind: item.role, text: withoutNotes(textOf(item.content)) });
  }
}

/** What a person said, without the notes of the chat that stand before it, a line in brackets each. */
function withoutNotes(text: string): string {
  return text.replace(/^(?:\[[^\n]*\]\n)+/, '');
}

function textOf(value: z.infer<typeof content>): string {
  if (typeof value === 'string') return value;
  return value.map((part) => part.text ?? part.refusal ?? '').join('');
}

/** The functions that a request offers. */
export function offeredTools({ tools }: ResponsesRequest): OfferedTool[] {
  return (tools ?? []).flatMap(({ type, name, description, parameters }) =>
    type === 'function' && name
      ? [{ name, description: description ?? '', parameters: parameters ?? null }]
      : [],
  );
}
