import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, vi } from 'vitest';

/** A session as it is stored, without tools. */
export const SESSION = { sessionId: 'trs_test', mcpUrl: 'http://127.0.0.1:1/mcp', tools: [] };

/**
 * Makes a server that answers as told the Composio of a test file. The configuration is read once: whatever reads it must be
 * imported in the tests, so that it is loaded anew.
 */
export function composioThat(answers: RequestListener): void {
  const composio = createServer(answers);

  beforeAll(async () => {
    await once(composio.listen(0, '127.0.0.1'), 'listening');
    vi.resetModules();
    for (const [name, value] of Object.entries({
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      AUTH_SECRET: 'a secret that is long enough for a test',
      COMPOSIO_API_KEY: 'ak_test',
      OPENAI_API_KEY: 'sk-test',
      COMPOSIO_BASE_URL: `http://127.0.0.1:${(composio.address() as AddressInfo).port}`,
    }))
      vi.stubEnv(name, value);
  });

  afterAll(() => {
    composio.closeAllConnections();
    composio.close();
    vi.unstubAllEnvs();
    vi.resetModules();
  });
}
