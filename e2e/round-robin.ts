import { once } from 'node:events';
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A plain proxy that gives each request to the next of several servers. */
export class RoundRobin {
  /** The servers in turn. */
  targets: string[] = [];
  /** How many requests each target got. */
  readonly served = new Map<string, number>();
  url = '';
  #next = 0;
  readonly #server: Server = createServer((request, response) => {
    const target = this.targets[this.#next++ % this.targets.length] ?? '';
    this.served.set(target, (this.served.get(target) ?? 0) + 1);
    const { hostname, port } = new URL(target);
    const headers = { ...request.headers, 'x-forwarded-host': request.headers.host };
    const onward = forward(
      { hostname, port, path: request.url, method: request.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        // A server that dies breaks off, and so do we: a clean end would be a lie.
        answer.once('error', () => response.destroy());
      },
    );
    onward.once('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  });

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
    return this.url;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
