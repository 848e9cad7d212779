import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A description in JSON, or in JSON that stands in a JSON string. */
const DESCRIPTION = /(\\*)"description\1":\s*\1"(.*?)(?<!\\)\1"/g;

/** Hop-by-hop headers, and what no longer holds of a body that was read and made longer. */
const NOT_PASSED = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'transfer-encoding',
]);

/**
 * A server in front of another one whose answers have each description as many times as long. `to` is where it passes requests
 * on to, and is set when that is known.
 */
export async function serveLongerDescriptions(times: number) {
  const proxy = { url: '', to: '', close: () => server.close() };
  const server = createServer(async (request, response) => {
    const { method = 'GET', headers, url = '/' } = request;
    // A stream that stays open has no answer to wait for; clients of MCP do without.
    if (method === 'GET' && headers.accept === 'text/event-stream') return response.writeHead(405).end();
    const body = Buffer.concat(await Array.fromAsync(request));
    const passed = Object.entries(headers).filter(([name]) => !NOT_PASSED.has(name) && name !== 'host');
    const answer = await fetch(proxy.to + url, {
      method,
      headers: Object.fromEntries(passed) as Record<string, string>,
      redirect: 'manual',
      ...(body.length > 0 ? { body } : {}),
    });
    const text = (await answer.text()).replaceAll(proxy.to, proxy.url);
    const longer = text.replaceAll(DESCRIPTION, (_, quote: string, words: string) => {
      const repeated = Array.from({ length: times }, () => words).join(' ');
      return `${quote}"description${quote}":${quote}"${repeated}${quote}"`;
    });
    const kept = [...answer.headers].filter(([name]) => !NOT_PASSED.has(name));
    response.writeHead(answer.status, Object.fromEntries(kept)).end(longer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return proxy;
}
