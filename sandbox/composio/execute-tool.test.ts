import { afterEach, expect, it, vi } from 'vitest';
import { type ServedComposio, serveComposio } from './test-support/serve-composio.ts';

let served: ServedComposio | undefined;

afterEach(() => {
  served?.close();
  served = undefined;
  vi.unstubAllEnvs();
});

/** Calls a preloaded tool over MCP and returns the fields of the answer. */
async function answeredFields(): Promise<string[]> {
  served = await serveComposio();
  const slug = 'CONFLUENCE_GET_SPACES';
  const session = await served.newSession('user-1', { preload: { tools: [slug] } });
  await served.connect(session);
  const response = await fetch(`${served.base}/tool_router/${session}/mcp`, {
    method: 'POST',
    headers: {
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      'x-api-key': 'ak_one',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: slug } }),
  });
  const { result } = await response.json();
  return Object.keys(JSON.parse(result.content[0].text)).sort();
}

const SHORT = ['data', 'error', 'log_id', 'successful', 'version'];

it('answers over MCP with logs, and without them when the environment says so', async () => {
  expect(await answeredFields()).toEqual(
    [...SHORT, 'is_latest_version', 'logs', 'mercury_last_http_status_code'].sort(),
  );
  served?.close();
  vi.stubEnv('SANDBOX_VERBOSE_RESULTS', '0');
  expect(await answeredFields()).toEqual(SHORT);
});
