import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { Stack } from './stack.ts';
import { ask, test as base, conversation, expect, say, turnIsOver } from './test.ts';

/** A model server that fails as it is told, or passes requests on to the sandbox's model. */
class FlakyModel {
  /** What to answer instead of passing the request on. */
  answer: (() => { status: number; type: string; body: string; unfinished?: boolean }) | null = null;
  /** Requests whose asker went away before the answer was whole. */
  abandoned = 0;
  upstream = '';
  requests: {
    authorization: string | undefined;
    body: { model?: string; store?: boolean; tools?: { name: string }[] };
  }[] = [];
  readonly #server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    this.requests.push({ authorization: request.headers.authorization, body: JSON.parse(body || '{}') });
    if (this.answer) {
      const { status, type, body, unfinished } = this.answer();
      if (unfinished) {
        response.once('close', () => {
          this.abandoned += 1;
        });
        return response.writeHead(status, { 'content-type': type }).write(body);
      }
      return response.writeHead(status, { 'content-type': type }).end(body);
    }
    const answer = await fetch(this.upstream + request.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sk-sandbox' },
      body,
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    if (answer.body) Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream).pipe(response);
  });

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

const KEY = 'sk-never-to-be-seen-in-a-browser';

const test = base.extend<object, { model: FlakyModel }>({
  model: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here
    async ({}, use) => {
      const model = new FlakyModel();
      await use(model);
      model.close();
    },
    { scope: 'worker' },
  ],
  stack: [
    async ({ model }, use) => {
      const stack = await Stack.start({
        TRIBUTARY_INSTRUCTIONS: 'Never write in the space HR.',
        OPENAI_API_KEY: KEY,
        OPENAI_BASE_URL: `${await model.listen()}/openai/v1`,
      });
      model.upstream = stack.sandbox;
      await use(stack);
      await stack.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

test.use({ visitor: 'person' });

for (const [what, status, body, words] of [
  ['is not there', 500, '{}', 'The model cannot be reached'],
  ['refuses the key', 401, '{"error":{"message":"bad key sk-never"}}', 'refused the key'],
  ['has too much to do', 429, '{}', 'too much to do'],
  ['sends nonsense', 200, 'not an answer', 'The model gave no answer'],
] as const)
  test(`a model that ${what} becomes a readable message, and the conversation goes on working`, async ({
    page,
    model,
  }) => {
    model.answer = () => ({ status, type: 'application/json', body });
    await ask(page, 'Hello');
    await expect(conversation(page).getByText(words)).toBeVisible();
    await expect(conversation(page)).not.toContainText('sk-never');

    model.answer = null;
    await ask(page, 'What can you do?');
    await expect(conversation(page).getByText('rules, not AI').first()).toBeVisible();
    await page.reload();
    await expect(conversation(page).getByText(words)).toBeVisible();
  });

test('the model is asked with the configured key, keeps nothing, and gets the tools of the session without the workbench', async ({
  page,
  model,
}) => {
  model.answer = null;
  model.requests = [];
  await ask(page, 'Hello');
  const [first] = model.requests;
  expect(first).toMatchObject({ authorization: `Bearer ${KEY}`, body: { model: 'gpt-5', store: false } });
  const asked = JSON.stringify(first?.body);
  for (const words of [
    'COMPOSIO_MULTI_EXECUTE_TOOL',
    'Connect button',
    'Writes wait',
    'Never write in the space HR.',
  ])
    expect(asked).toContain(words);
  const tools = first?.body.tools?.map(({ name }) => name).sort();
  expect(tools).toEqual([
    'COMPOSIO_GET_TOOL_SCHEMAS',
    'COMPOSIO_MANAGE_CONNECTIONS',
    'COMPOSIO_MULTI_EXECUTE_TOOL',
    'COMPOSIO_SEARCH_TOOLS',
    'edit_page',
    'move_page',
    'read_page',
  ]);
});

test('a turn ends after ten steps, whatever the model wants', async ({ page, model }) => {
  model.requests = [];
  model.answer = () => ({
    status: 200,
    type: 'text/event-stream',
    body: anotherSearch(model.requests.length),
  });
  await ask(page, 'Search for ever');
  expect(model.requests.length).toBe(10);
  await expect(conversation(page).getByText('as many steps as one request may take')).toBeVisible();
  model.answer = null;
  await ask(page, 'Hello');
  await expect(conversation(page).getByText('rules, not AI').first()).toBeVisible();
});

/** The beginning of a streamed answer whose end never comes. */
const half = { type: 'message', id: 'msg_1', status: 'in_progress', role: 'assistant', content: [] };
const unfinished = () => ({
  status: 200,
  type: 'text/event-stream',
  unfinished: true,
  body: events([
    {
      type: 'response.created',
      response: { id: 'resp_1', object: 'response', created_at: 1, model: 'gpt-5', output: [] },
    },
    { type: 'response.output_item.added', output_index: 0, item: half },
    {
      type: 'response.output_text.delta',
      item_id: half.id,
      output_index: 0,
      content_index: 0,
      delta: 'The first half of',
    },
  ]),
});

test('Stop ends a turn at once, and what was shown stays', async ({ page, model }) => {
  model.answer = unfinished;
  const abandoned = model.abandoned;
  await say(page, 'Tell me a long story');
  await expect(conversation(page).getByText('The first half of')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await turnIsOver(page);
  await expect.poll(() => model.abandoned).toBe(abandoned + 1);
  await expect(conversation(page).getByText('Stopped.')).toBeVisible();
  await page.reload();
  await expect(conversation(page).getByText('Stopped.')).toBeVisible();
  await expect(conversation(page).getByText('The first half of')).toBeVisible();
  model.answer = null;
  await ask(page, 'Hello');
  await expect(conversation(page).getByText('rules, not AI').first()).toBeVisible();
});

test('deleting a conversation stops what runs in it', async ({ page, model }) => {
  model.answer = unfinished;
  const abandoned = model.abandoned;
  await say(page, 'Tell me a long story');
  await expect(conversation(page).getByText('The first half of')).toBeVisible();
  const id = page.url().split('/').at(-1);
  expect((await page.request.delete(`/api/conversations/${id}`)).status()).toBe(204);
  // At once, and not only when the heartbeat finds the turn gone.
  await expect.poll(() => model.abandoned, { timeout: 3_000 }).toBe(abandoned + 1);
  expect((await page.request.get(`/api/conversations/${id}`)).status()).toBe(404);
});

const events = (list: object[]) => list.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');

/** A streamed answer of the Responses API that calls the search tool once more. */
function anotherSearch(turn: number): string {
  const call = {
    type: 'function_call',
    id: `fc_${turn}`,
    call_id: `call_${turn}`,
    name: 'COMPOSIO_SEARCH_TOOLS',
    arguments: '{"queries":[{"use_case":"find pages"}]}',
    status: 'completed',
  };
  const response = {
    id: `resp_${turn}`,
    object: 'response',
    created_at: 1,
    model: 'gpt-5',
    output: [call],
    usage: { input_tokens: 1, output_tokens: 1 },
  };
  return events([
    { type: 'response.created', response: { ...response, output: [] } },
    {
      type: 'response.output_item.added',
      output_index: 0,
      item: { ...call, arguments: '', status: 'in_progress' },
    },
    {
      type: 'response.function_call_arguments.delta',
      item_id: call.id,
      output_index: 0,
      delta: call.arguments,
    },
    { type: 'response.output_item.done', output_index: 0, item: call },
    { type: 'response.completed', response },
  ]);
}
