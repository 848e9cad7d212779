import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serveSandbox } from '../../test-support/serve-sandbox.ts';

const EXPECTED = join(import.meta.dirname, 'conformance-expected-failures.yml');
const SUITE = join(
  import.meta.dirname,
  '../../../node_modules/@modelcontextprotocol/conformance/dist/index.js',
);

/** Runs all server scenarios of the suite; the code is 0 only when exactly the expected ones fail. */
function runSuite(url: string): Promise<{ code: number; output: string }> {
  const args = [SUITE, 'server', '--url', url, '--suite', 'all', '--expected-failures', EXPECTED];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { timeout: 25_000 }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

it('passes every scenario of the MCP conformance suite that applies, and no expected failure is out of date', async () => {
  // The suite cannot send a key.
  const served = await serveSandbox({ headers: { 'x-api-key': 'ak_one' } });
  try {
    const created = await fetch(`${served.base}/api/v3.1/tool_router/session`, {
      method: 'POST',
      body: JSON.stringify({
        user_id: 'user-1',
        toolkits: { enable: ['confluence'] },
        preload: { tools: 'all' },
      }),
    });
    const { code, output } = await runSuite((await created.json()).mcp.url);
    expect(code, output).toBe(0);
    expect(output).toContain('✓ server-initialize');
  } finally {
    served.close();
  }
}, 30_000);

it('has a reason beside every expected failure', () => {
  const lines = readFileSync(EXPECTED, 'utf8').split('\n');
  const entries = lines.filter((line) => line.startsWith('  - '));
  expect(entries.length).toBeGreaterThan(0);
  for (const entry of entries) expect(entry).toMatch(/^ {2}- [\w-]+ # [A-Z].{15,}\.$/);
});
