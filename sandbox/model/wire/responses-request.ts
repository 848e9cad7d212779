import { z } from 'zod';
import type { ToolUse, Transcript, TranscriptItem } from '../transcript.ts';
import { OpenAiError } from './openai-error.ts';

const contentPart = z.object({
  type: z.string(),
  text: z.string().optional(),
  refusal: z.string().optional(),
});
const content = z.union([z.string(), z.array(contentPart)]);
const inputItem = z.union([
  z.object({
    type: z.literal('message').optional(),
    role: z.enum(['user', 'assistant', 'system', 'developer']),
    content,
  }),
  z.object({
    type: z.literal('function_call'),
    call_id: z.string(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.object({ type: z.literal('function_call_output'), call_id: z.string(), output: content }),
  z.object({
    type: z.enum(['reasoning', 'item_reference', 'compaction', 'configuration_update', 'additional_tools']),
  }),
]);
type InputItem = z.infer<typeof inputItem>;

const requestBody = z.looseObject({
  model: z.string().min(1),
  input: z.union([z.string(), z.array(inputItem)]),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
  store: z.boolean().nullish(),
  tools: z.array(z.looseObject({ type: z.string(), name: z.string().optional() })).nullish(),
  tool_choice: z.union([z.enum(['none', 'auto', 'required']), z.looseObject({ type: z.string() })]).nullish(),
  previous_response_id: z.string().nullish(),
  max_output_tokens: z.number().int().positive().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

/** A body of `POST /v1/responses` that holds together. */
export type ResponsesRequest = z.infer<typeof requestBody>;

/** Parses a request body. @throws OpenAiError 400 as OpenAI answers: what is missing or wrong, and where. */
export function parseResponsesRequest(text: string): ResponsesRequest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new OpenAiError(
      400,
      'We could not parse the JSON body of your request. The API expects a JSON payload.',
    );
  }
  const read = requestBody.safeParse(json);
  if (!read.success) throw invalid(read.error.issues[0]);
  if (read.data.previous_response_id) {
    const id = read.data.previous_response_id;
    throw new OpenAiError(
      400,
      `Previous response with id '${id}' not found.`,
      'previous_response_id',
      'previous_response_not_found',
    );
  }
  return read.data;
}

function invalid(issue: z.core.$ZodIssue | undefined): OpenAiError {
  const { path, message } = issue ? deepest(issue) : { path: [], message: 'Invalid input' };
  const param = path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
  return /received undefined/.test(message)
    ? new OpenAiError(400, `Missing required parameter: '${param}'.`, param, 'missing_required_parameter')
    : new OpenAiError(
        400,
        `Invalid value for '${param || 'body'}': ${message}.`,
        param || null,
        'invalid_value',
      );
}

/** Where the trouble is: of the alternatives that all failed, the one that came furthest. */
function deepest(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string } {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.flat().map(deepest);
  const [furthest] = inner.toSorted((a, b) => b.path.length - a.path.length);
  return furthest ? { path: [...issue.path, ...furthest.path], message: furthest.message } : issue;
}

/**
 * The conversation in a request. Every result must belong to a call and every call must have one, as OpenAI asks.
 * @throws OpenAiError 400
 */
export function transcriptOf({ input }: ResponsesRequest): Transcript {
  if (typeof input === 'string') return [{ kind: 'user', text: input }];
  const items: TranscriptItem[] = [];
  const calls = new Map<string, ToolUse>();
  for (const item of input) addItem(item, items, calls);
  const open = [...calls].find(([, call]) => call.output === null);
  if (open) throw new OpenAiError(400, `No tool output found for function call ${open[0]}.`, 'input');
  return items;
}

function addItem(item: InputItem, items: TranscriptItem[], calls: Map<string, ToolUse>): void {
  if (item.type === 'function_call') {
    const call: ToolUse = { kind: 'tool', name: item.name, input: item.arguments, output: null };
    calls.set(item.call_id, call);
    items.push(call);
  } else if (item.type === 'function_call_output') {
    const call = calls.get(item.call_id);
    if (!call)
      throw new OpenAiError(
        400,
        `No tool call found for function call output with call_id ${item.call_id}.`,
        'input',
      );
    call.output = textOf(item.output);
  } else if ('role' in item && (item.role === 'user' || item.role === 'assistant')) {
    items.push({ kind: item.role, text: textOf(item.content) });
  }
}

function textOf(value: z.infer<typeof content>): string {
  if (typeof value === 'string') return value;
  return value.map((part) => part.text ?? part.refusal ?? '').join('');
}

/** The names of the function tools that may be called now. */
export function toolNamesOf({ tools, tool_choice }: ResponsesRequest): ReadonlySet<string> {
  if (tool_choice === 'none') return new Set();
  return new Set((tools ?? []).flatMap((tool) => (tool.type === 'function' && tool.name ? [tool.name] : [])));
}
