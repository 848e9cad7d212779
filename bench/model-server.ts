import { createServer, type ServerResponse } from 'node:http';

// The model of the measurements: speaks OpenAI's Responses API, and says as many words as the message asks for, at the pace it
// asks for. A program of its own, so that what it costs is not counted as anybody else's.

/** How a message asks: an id, a number of tokens, tokens a second (0 is as fast as they are taken), and whether by way of a tool. */
const ASKED = /bench:([\w-]+):(\d+):(\d+)(:tool)?/g;
const WORDS = 'The river carries what the meadow gave and every word of it arrives in order '.split(/(?<= )/);

/** What an answer of that many tokens says. */
export function textOf(tokens: number): string {
  return Array.from({ length: tokens }, (_, at) => WORDS[at % WORDS.length]).join('');
}

type Answer = {
  response: ServerResponse;
  id: string;
  tokens: number;
  rate: number;
  began: number;
  sent: number;
};

const paced = new Set<Answer>();
/** When each request arrived, in nanoseconds of the machine's monotonic clock. */
const arrived = new Map<string, string>();

const event = (data: object) =>
  `event: ${'type' in data ? data.type : ''}\ndata: ${JSON.stringify(data)}\n\n`;

function opening(id: string): string {
  const response = {
    id: `resp_${id}`,
    object: 'response',
    created_at: 1_780_000_000,
    model: 'gpt-5',
    status: 'in_progress',
  };
  const item = { id: `msg_${id}`, type: 'message', status: 'in_progress', role: 'assistant', content: [] };
  return [
    event({ type: 'response.created', sequence_number: 0, response: { ...response, output: [] } }),
    event({ type: 'response.in_progress', sequence_number: 1, response: { ...response, output: [] } }),
    event({ type: 'response.output_item.added', sequence_number: 2, output_index: 0, item }),
    event({
      type: 'response.content_part.added',
      sequence_number: 3,
      item_id: item.id,
      output_index: 0,
      content_index: 0,
      part: { type: 'output_text', text: '', annotations: [], logprobs: [] },
    }),
  ].join('');
}

function delta(id: string, at: number): string {
  return event({
    type: 'response.output_text.delta',
    sequence_number: 4 + at,
    item_id: `msg_${id}`,
    output_index: 0,
    content_index: 0,
    delta: WORDS[at % WORDS.length],
    logprobs: [],
    obfuscation: 'k7Jq2nX0',
  });
}

function closing(id: string, tokens: number): string {
  const text = textOf(tokens);
  const part = { type: 'output_text', text, annotations: [], logprobs: [] };
  const item = { id: `msg_${id}`, type: 'message', status: 'completed', role: 'assistant', content: [part] };
  const usage = {
    input_tokens: 20,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: tokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 20 + tokens,
  };
  const at = { item_id: item.id, output_index: 0, content_index: 0 };
  return [
    event({ type: 'response.output_text.done', sequence_number: 4 + tokens, ...at, text, logprobs: [] }),
    event({ type: 'response.content_part.done', sequence_number: 5 + tokens, ...at, part }),
    event({ type: 'response.output_item.done', sequence_number: 6 + tokens, output_index: 0, item }),
    event({
      type: 'response.completed',
      sequence_number: 7 + tokens,
      response: {
        id: `resp_${id}`,
        object: 'response',
        created_at: 1_780_000_000,
        model: 'gpt-5',
        status: 'completed',
        output: [item],
        usage,
      },
    }),
  ].join('');
}

/** Sends what is due of an answer. Answers whether that was the last of it. */
function send(answer: Answer, due: number): boolean {
  const { response, id, tokens } = answer;
  if (response.destroyed) return true;
  // One write a token, as models send them.
  while (answer.sent < Math.min(due, tokens)) {
    response.write(delta(id, answer.sent));
    answer.sent += 1;
  }
  if (answer.sent < tokens) return false;
  response.end(closing(id, tokens));
  return true;
}

async function sendAll(answer: Answer): Promise<void> {
  const { response, id, tokens } = answer;
  while (answer.sent < tokens && !response.destroyed) {
    const room = response.write(delta(id, answer.sent));
    answer.sent += 1;
    if (!room) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
  }
  send(answer, tokens);
}

setInterval(() => {
  const now = performance.now();
  for (const answer of paced)
    if (send(answer, Math.floor(((now - answer.began) / 1000) * answer.rate))) paced.delete(answer);
}, 10);

/** Asks for a tool, as a model does: one that reads and writes nothing. */
function toolCall(id: string): string {
  const name = 'COMPOSIO_SEARCH_TOOLS';
  const given = JSON.stringify({ queries: [{ use_case: 'read a page' }], session: { generate_id: true } });
  const item = {
    id: `fc_${id}`,
    type: 'function_call',
    status: 'completed',
    call_id: `call_${id}`,
    name,
    arguments: given,
  };
  const begun = { ...item, status: 'in_progress', arguments: '' };
  const response = { id: `resp_${id}`, object: 'response', created_at: 1_780_000_000, model: 'gpt-5' };
  const usage = { input_tokens: 20, output_tokens: 20, total_tokens: 40 };
  const completed = { ...response, status: 'completed', output: [item], usage };
  return [
    event({
      type: 'response.created',
      sequence_number: 0,
      response: { ...response, status: 'in_progress', output: [] },
    }),
    event({ type: 'response.output_item.added', sequence_number: 1, output_index: 0, item: begun }),
    event({
      type: 'response.function_call_arguments.delta',
      sequence_number: 2,
      item_id: item.id,
      output_index: 0,
      delta: given,
    }),
    event({
      type: 'response.function_call_arguments.done',
      sequence_number: 3,
      item_id: item.id,
      output_index: 0,
      arguments: given,
    }),
    event({ type: 'response.output_item.done', sequence_number: 4, output_index: 0, item }),
    event({ type: 'response.completed', sequence_number: 5, response: completed }),
  ].join('');
}

const [port, faultShare = '0'] = process.argv.slice(2);

/** Now and then, where that is asked for: refuses, has too much to do, or breaks off. Answers whether it did. */
function fail(response: ServerResponse): boolean {
  if (Math.random() >= Number(faultShare)) return false;
  const kind = Math.floor(Math.random() * 3);
  if (kind === 0) response.writeHead(500).end('{"error":{"message":"a fault"}}');
  else if (kind === 1)
    response.writeHead(429, { 'retry-after': '1' }).end('{"error":{"message":"too much"}}');
  else {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.write(opening('fault') + delta('fault', 0), () => response.destroy());
  }
  return true;
}

const server = createServer((request, response) => {
  const now = process.hrtime.bigint();
  if (request.url === '/arrived') return void response.end(JSON.stringify(Object.fromEntries(arrived)));
  let body = '';
  request.setEncoding('utf8').on('data', (piece) => {
    body += piece;
  });
  request.on('end', () => {
    const [, id = 'none', tokens = '10', rate = '0', tool] = [...body.matchAll(ASKED)].at(-1) ?? [];
    arrived.set(id, String(now));
    if (fail(response)) return;
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.socket?.setNoDelay(true);
    if (tool && !body.includes(`"call_${id}"`)) return void response.end(toolCall(id));
    response.write(opening(id));
    const answer = {
      response,
      id,
      tokens: Number(tokens),
      rate: Number(rate),
      began: performance.now(),
      sent: 0,
    };
    if (answer.rate === 0) void sendAll(answer);
    else paced.add(answer);
  });
});

if (import.meta.main) server.listen(Number(port), '127.0.0.1');
