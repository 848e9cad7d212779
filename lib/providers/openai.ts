import type { ModelProvider, StreamEvent } from './model-provider.ts';

/** OpenAI, and whatever else speaks its Responses API; the sandbox's model is this at another address. */
export const openai: ModelProvider = {
  id: 'openai',
  label: 'OpenAI',
  variables: { apiKey: 'OPENAI_API_KEY', baseUrl: 'OPENAI_BASE_URL', name: 'OPENAI_MODEL' },
  defaults: { baseUrl: 'https://api.openai.com/v1', name: 'gpt-5' },
  // Conversations are kept here and nowhere else.
  options: { store: false },
  tooLong: /context_length|context window|too many tokens/i,
  joinEvents,
  ignoredEvents: new Set([
    'response.in_progress',
    'response.content_part.added',
    'response.content_part.done',
    'response.output_text.done',
    'response.function_call_arguments.done',
    'response.reasoning_summary_text.done',
  ]),
  model: async ({ apiKey, baseUrl, name }, fetch) => {
    const { createOpenAI } = await import('@ai-sdk/openai');
    return createOpenAI({ apiKey, baseURL: baseUrl, fetch }).responses(name);
  },
};

const PIECES = new Set<unknown>([
  'response.output_text.delta',
  'response.reasoning_summary_text.delta',
  'response.function_call_arguments.delta',
]);
/** Where a piece belongs. */
const PLACE = ['type', 'item_id', 'output_index', 'content_index', 'summary_index'];

function joinEvents(last: StreamEvent, next: StreamEvent): StreamEvent | undefined {
  if (!PIECES.has(next.type) || PLACE.some((key) => last[key] !== next[key])) return undefined;
  if (typeof last.delta !== 'string' || typeof next.delta !== 'string') return undefined;
  return { ...next, delta: last.delta + next.delta };
}
