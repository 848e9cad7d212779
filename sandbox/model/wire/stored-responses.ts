import { randomUUID } from 'node:crypto';
import { OpenAiError } from './openai-error.ts';
import type { InputItem } from './responses-request.ts';
import type { OutputItem, ResponseObject } from './responses-wire.ts';

type StoredItem = InputItem & { id: string };
type Stored = { response: ResponseObject; input: StoredItem[] };

/** As many as are kept; the oldest goes first. */
const MOST = 500;

/** Responses that were stored, to be read again or gone on from. They live as long as the program. */
export function createStoredResponses() {
  const kept = new Map<string, Stored>();

  function find(id: string): Stored {
    const stored = kept.get(id);
    if (stored) return stored;
    throw new OpenAiError(404, `Response with id '${id}' not found.`, { param: 'id' });
  }

  return {
    add(response: ResponseObject, input: InputItem[]): void {
      kept.set(response.id, { response, input: input.map(withId) });
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    },
    find,
    remove(id: string): void {
      find(id);
      kept.delete(id);
    },
    /** The conversation up to and with a stored response. @throws OpenAiError 400 when it is not known */
    before(id: string): InputItem[] {
      const stored = kept.get(id);
      if (!stored) {
        throw new OpenAiError(400, `Previous response with id '${id}' not found.`, {
          param: 'previous_response_id',
          code: 'previous_response_not_found',
        });
      }
      return [...stored.input, ...stored.response.output.map(asInput)];
    },
  };
}

function asInput(item: OutputItem): InputItem {
  if (item.type === 'message') return { type: 'message', role: 'assistant', content: item.content };
  if (item.type === 'reasoning') return { type: 'reasoning' };
  return { type: 'function_call', call_id: item.call_id, name: item.name, arguments: item.arguments };
}

const PREFIXES = { message: 'msg', function_call: 'fc', function_call_output: 'fco' } as const;

/** An input item as it is kept: with an id, and the content of a message in parts. */
function withId(item: InputItem): StoredItem {
  if ('id' in item && typeof item.id === 'string') return { ...item, id: item.id };
  const type = item.type ?? 'message';
  const prefix = type in PREFIXES ? PREFIXES[type as keyof typeof PREFIXES] : 'item';
  const id = `${prefix}_${randomUUID().replaceAll('-', '')}`;
  if (!isMessage(item)) return { ...item, id };
  const kind = item.role === 'assistant' ? 'output_text' : 'input_text';
  const content = typeof item.content === 'string' ? [{ type: kind, text: item.content }] : item.content;
  return { ...item, id, type: 'message', status: 'completed', content };
}

function isMessage(item: InputItem): item is Extract<InputItem, { role: string }> {
  return 'role' in item;
}

/** A page of the items a response was made from, newest first unless asked otherwise. */
export function listInputItems(items: readonly StoredItem[], query: Record<string, string | undefined>) {
  const ordered = query.order === 'asc' ? items : items.toReversed();
  const from = query.after === undefined ? 0 : ordered.findIndex(({ id }) => id === query.after) + 1;
  const limit = Math.min(100, Math.max(1, Number(query.limit) || 20));
  const data = ordered.slice(from, from + limit);
  const [first, last] = [data[0]?.id ?? null, data.at(-1)?.id ?? null];
  return { object: 'list', data, first_id: first, last_id: last, has_more: from + limit < ordered.length };
}

/** The refusal of what can only be done to a response that is made in the background, as none is here. */
export function notInBackground(done: 'streamed' | 'cancelled'): OpenAiError {
  return new OpenAiError(
    400,
    done === 'cancelled'
      ? 'Cannot cancel a synchronous response.'
      : 'This response cannot be streamed because it was not created with background=true.',
  );
}
