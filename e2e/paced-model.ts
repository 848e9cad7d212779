import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request to the model, answered piece by piece as the test says. */
export class PacedAnswer {
  /** The request as the app sent it. */
  readonly request: { input?: unknown };
  /** Resolves when the app went away or the answer is whole. */
  readonly closed: Promise<unknown>;
  readonly #response: ServerResponse;
  #items = 0;
  #text: string | null = null;

  constructor(request: { input?: unknown }, response: ServerResponse) {
    this.request = request;
    this.#response = response;
    this.closed = once(response, 'close');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    this.#send('response.created', {
      response: { id: 'resp_1', object: 'response', created_at: 1, model: 'gpt-5', output: [] },
    });
  }

  /** Says a piece of text. */
  write(delta: string): void {
    if (this.#text === null) {
      const item = { type: 'message', id: this.#id(), status: 'in_progress', role: 'assistant', content: [] };
      this.#send('response.output_item.added', { output_index: this.#items, item });
      this.#text = '';
    }
    this.#text += delta;
    this.#send('response.output_text.delta', {
      item_id: this.#id(),
      output_index: this.#items,
      content_index: 0,
      delta,
    });
  }

  /** Calls a tool and ends the step. */
  call(name: string, args: object): void {
    this.#endText();
    const item = {
      type: 'function_call',
      id: this.#id(),
      call_id: `call_${crypto.randomUUID()}`,
      name,
      arguments: JSON.stringify(args),
      status: 'completed',
    };
    this.#send('response.output_item.added', { output_index: this.#items, item: { ...item, arguments: '' } });
    this.#send('response.function_call_arguments.done', {
      item_id: item.id,
      output_index: this.#items,
      arguments: item.arguments,
    });
    this.#send('response.output_item.done', { output_index: this.#items, item });
    this.#items += 1;
    this.end();
  }

  end(): void {
    this.#endText();
    const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
    this.#send('response.completed', {
      response: { id: 'resp_1', object: 'response', created_at: 1, model: 'gpt-5', output: [], usage },
    });
    this.#response.end();
  }

  #endText(): void {
    if (this.#text === null) return;
    const content = [{ type: 'output_text', text: this.#text, annotations: [] }];
    this.#send('response.output_item.done', {
      output_index: this.#items,
      item: { type: 'message', id: this.#id(), status: 'completed', role: 'assistant', content },
    });
    this.#text = null;
    this.#items += 1;
  }

  #id(): string {
    return `item_${this.#items}`;
  }

  #send(type: string, event: object): void {
    this.#response.write(`data: ${JSON.stringify({ type, ...event })}\n\n`);
  }
}

/** A model server that answers each request as the test wants, when the test wants. */
export class PacedModel {
  readonly #waiting: PacedAnswer[] = [];
  #wake: () => void = () => undefined;
  readonly #server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    this.#waiting.push(new PacedAnswer(JSON.parse(body || '{}'), response));
    this.#wake();
  });

  /** The next request that no test has taken yet. */
  async next(): Promise<PacedAnswer> {
    for (;;) {
      const answer = this.#waiting.shift();
      if (answer) return answer;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
