import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

let data: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sandbox-'));
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

function run(...args: string[]) {
  return runWith({}, ...args);
}

function runWith(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, SANDBOX_CONTROL: '', ...env },
  });
  started.push(child);
  const output = { text: '' };
  child.stdout?.on('data', (chunk) => {
    output.text += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output.text += chunk;
  });
  return { child, output, exit: once(child, 'exit') };
}

async function start(env: Record<string, string> = {}, ...args: string[]) {
  const program = runWith(env, '--port', '0', '--data', data, ...args);
  await Promise.race([once(program.child.stdout ?? program.child, 'data'), program.exit]);
  const port = Number(/http:\/\/localhost:(\d+)/.exec(program.output.text)?.[1]);
  return { ...program, port };
}

// Each of these starts programs, which takes its time while all cores are busy.
describe('the sandbox program', { timeout: 60_000 }, () => {
  it('serves both names of this machine, keeps its port, and stops on SIGTERM with a connection open', async () => {
    const { child, port, output, exit } = await start();
    expect(output.text.trim().split('\n')).toHaveLength(1);
    for (const host of ['localhost', '127.0.0.1']) {
      expect((await fetch(`http://${host}:${port}/_edge/tenant_info`)).status).toBe(200);
    }
    for (const address of Object.values(networkInterfaces()).flatMap((list) => list ?? [])) {
      if (address.internal || address.family !== 'IPv4') continue;
      await expect(fetch(`http://${address.address}:${port}/`)).rejects.toThrow();
    }

    const second = run('--port', String(port), '--data', data);
    expect((await second.exit)[0]).toBe(1);
    expect(second.output.text.trim().split('\n')).toEqual([
      `sandbox: cannot listen on port ${port}: another program uses it. Choose another with --port.`,
    ]);

    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    socket.destroy();
  });

  it('stops on SIGINT and keeps what it stored', async () => {
    const headers = { 'x-api-key': 'ak_one' };
    const first = await start();
    const sessions = (port: number) => `http://localhost:${port}/api/v3.1/tool_router/session`;
    const made = await fetch(sessions(first.port), { method: 'POST', headers, body: '{"user_id":"u"}' });
    const { session_id } = await made.json();
    first.child.kill('SIGINT');
    expect(await first.exit).toEqual([0, null]);

    const again = await start();
    expect((await fetch(`${sessions(again.port)}/${session_id}`, { headers })).status).toBe(200);
  });

  it('has no control room by default, and one with SANDBOX_CONTROL=1; with --list it says what it serves', async () => {
    const plain = await start({}, '--list');
    await vi.waitFor(() => expect(plain.output.text).toContain(`http://localhost:${plain.port}/openai/v1`));
    expect(plain.output.text).not.toContain('/control');
    expect((await fetch(`http://localhost:${plain.port}/control`)).status).toBe(404);
    plain.child.kill('SIGTERM');
    await plain.exit;
    const controlled = await start({ SANDBOX_CONTROL: '1' }, '--list');
    await vi.waitFor(() => expect(controlled.output.text).toContain('/control'));
    expect((await fetch(`http://localhost:${controlled.port}/control`)).status).toBe(200);
  });

  it('refuses wrong options with one line', async () => {
    const wrong = [run('--port', 'abc'), run('--port', '70000'), run('--nothing')];
    for (const { exit, output } of wrong) {
      expect((await exit)[0]).toBe(1);
      expect(output.text.trim()).toMatch(/^sandbox: .*Usage: .*$/);
    }
  });
});
