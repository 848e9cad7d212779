import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What one answer of the model holds, in order. `hold` leaves the answer open; `refuse` answers with an error. */
type Item =
  | { type: 'text' | 'reasoning'; text: string }
  | { type: 'call'; name: string; arguments: unknown }
  | { type: 'begin call'; name: string; arguments: string }
  | { type: 'hold' }
  | { type: 'refuse'; status: number };

export type Step = Item[];

/** A model server that gives the answers of a script, one a request, in order. */
export class ScriptedModel {
  readonly #script: Step[] = [];
  readonly #unanswered: ServerResponse[] = [];
  #number = 0;
  readonly #server: Server = createServer(async (request, response) => {
    for await (const _ of request);
    this.#unanswered.push(response);
    this.#go();
  });

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** Adds answers to the script. */
  will(...steps: Step[]): void {
    this.#script.push(...steps);
    this.#go();
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #go(): void {
    while (this.#script.length > 0 && this.#unanswered.length > 0) {
      const [step, response] = [this.#script.shift(), this.#unanswered.shift()];
      if (step && response) this.#answer(step, response);
    }
  }

  #answer(step: Step, response: ServerResponse): void {
    const refused = step.find((item) => item.type === 'refuse');
    if (refused) {
      response.writeHead(refused.status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ error: { message: 'The model refused.', type: 'invalid_request_error' } }),
      );
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (type: string, event: object) =>
      response.write(`data: ${JSON.stringify({ type, ...event })}\n\n`);
    const begun = { id: 'resp_1', object: 'response', created_at: 1, model: 'gpt-5', output: [] };
    send('response.created', { response: begun });
    let output_index = 0;
    for (const item of step) {
      if (item.type === 'hold') return;
      this.#item(item, output_index, send);
      output_index += 1;
    }
    const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110 };
    send('response.completed', { response: { ...begun, usage } });
    response.end();
  }

  #item(item: Item, output_index: number, send: (type: string, event: object) => void): void {
    this.#number += 1;
    const n = this.#number;
    const added = (one: object) => send('response.output_item.added', { output_index, item: one });
    const done = (one: object) => send('response.output_item.done', { output_index, item: one });
    switch (item.type) {
      case 'text': {
        const id = `msg_${n}`;
        const message = { type: 'message', id, role: 'assistant' };
        added({ ...message, status: 'in_progress', content: [] });
        const delta = item.text;
        send('response.output_text.delta', { item_id: id, output_index, content_index: 0, delta });
        const content = [{ type: 'output_text', text: delta, annotations: [] }];
        done({ ...message, status: 'completed', content });
        return;
      }
      case 'reasoning': {
        const id = `rs_${n}`;
        const place = { item_id: id, output_index, summary_index: 0 };
        const part = { type: 'summary_text', text: '' };
        added({ type: 'reasoning', id, summary: [], encrypted_content: null });
        send('response.reasoning_summary_part.added', { ...place, part });
        send('response.reasoning_summary_text.delta', { ...place, delta: item.text });
        send('response.reasoning_summary_part.done', { ...place, part: { ...part, text: item.text } });
        const summary = [{ type: 'summary_text', text: item.text }];
        done({ type: 'reasoning', id, summary, encrypted_content: `sealed-${n}` });
        return;
      }
      case 'begin call':
      case 'call': {
        const begun = item.type === 'begin call';
        const args = begun ? item.arguments : stringOf(item.arguments);
        const id = `fc_${n}`;
        const call = { type: 'function_call', id, call_id: `call_${n}`, name: item.name };
        added({ ...call, status: 'in_progress', arguments: '' });
        send('response.function_call_arguments.delta', { item_id: id, output_index, delta: args });
        if (begun) return;
        send('response.function_call_arguments.done', { item_id: id, output_index, arguments: args });
        done({ ...call, status: 'completed', arguments: args });
        return;
      }
    }
  }
}

const stringOf = (args: unknown) => (typeof args === 'string' ? args : JSON.stringify(args));
