import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ReceivedWebhook = { headers: Record<string, string>; body: string };

/** A real HTTP server that takes webhooks. It answers what `answers` says next, and 200 after that. */
export async function receiveWebhooks() {
  const received: ReceivedWebhook[] = [];
  const answers: number[] = [];
  let arrived = () => {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    received.push({ headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answers.shift() ?? 200).end();
    arrived();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answers,
    /** Waits until so many have come in all, and returns the last of them. */
    async next(count: number): Promise<ReceivedWebhook> {
      while (received.length < count) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
      const last = received[count - 1];
      if (last === undefined) throw new Error('Nothing was received.');
      return last;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
