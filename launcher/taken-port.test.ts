import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkPorts } from './check-ports.ts';
import { answersAs } from './children.ts';
import { freePort } from './free-port.ts';

/** Another program that answers everything, as one that is taken for Tributary would. */
async function anotherProgram(host: string, headers: Record<string, string> = {}): Promise<number> {
  const server = createServer((_, response) => response.writeHead(200, headers).end('{"status":"ok"}'));
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function ownDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'tributary-port-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

/** Starts a command of the launcher. Answers how it ended and what it said. */
async function launch(command: 'start' | 'dev', dataDir: string, env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, `${command}.ts`)], {
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TRIBUTARY_DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill());
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  const [status] = await once(child, 'close');
  return { status, said };
}

test.each([
  ['start', 'PORT', 'npm start'],
  ['dev', 'SANDBOX_PORT', 'npm run dev'],
] as const)('%s says at once that its %s is taken, and what to do', async (command, variable, typed) => {
  const port = await anotherProgram('127.0.0.1');
  const dataDir = ownDataDir();
  const { status, said } = await launch(command, dataDir, { [variable]: String(port) });
  expect(status).toBe(1);
  expect(said.trim().split('\n')).toEqual([
    `Port ${port} (${variable}) is taken by another program.`,
    `Stop that program, or choose another port: ${variable}=${port + 1} ${typed}`,
  ]);
  expect(existsSync(join(dataDir, 'postgres')), 'nothing was started before').toBe(false);
});

const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ address }) => address === '::1'),
);

test.each(['127.0.0.1', '0.0.0.0', ...(hasIpv6 ? ['::1', '::'] : [])])(
  'a port is taken when someone listens on %s',
  async (host) => {
    const port = await anotherProgram(host);
    await expect(checkPorts([{ variable: 'PORT', port }], 'npm start')).rejects.toThrow(
      `Port ${port} (PORT) is taken`,
    );
  },
);

test('a port for two programs is refused, and none that is wanted is proposed', async () => {
  const port = await freePort();
  const wanted = [
    { variable: 'PORT' as const, port },
    { variable: 'SANDBOX_PORT' as const, port },
  ];
  await expect(checkPorts(wanted, 'npm start')).rejects.toThrow(
    `PORT and SANDBOX_PORT are both ${port}; choose another port: SANDBOX_PORT=${port + 1} npm start`,
  );
});

test('a second launcher of the same data is told about the first, not about its ports', async () => {
  const dataDir = ownDataDir();
  const port = await anotherProgram('127.0.0.1');
  // Any process with a launcher's command line, as this test's is not.
  const first = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)', 'launcher/']);
  onTestFinished(() => void first.kill());
  writeFileSync(join(dataDir, 'launcher.pid'), String(first.pid));
  const { status, said } = await launch('start', dataDir, { PORT: String(port) });
  expect(status).toBe(1);
  expect(said).toContain(`already running with the data in ${dataDir} (process ${first.pid})`);
  expect(said).not.toContain('is taken');
});

test('an answer counts only when it bears the name that this launcher gave to its app', async () => {
  const other = await anotherProgram('127.0.0.1');
  const earlier = await anotherProgram('127.0.0.1', { 'x-tributary-launch': 'an earlier one' });
  const own = await anotherProgram('127.0.0.1', { 'x-tributary-launch': 'this one' });
  const answers = [other, earlier, own].map((port) => answersAs('this one', `http://127.0.0.1:${port}/`));
  expect(await Promise.all(answers)).toEqual([false, false, true]);
});
