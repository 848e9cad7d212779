import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';

/** A launcher that keeps one program running and says what it hears of it. */
const LAUNCHER = `
  const { startChildOnChange, stopOnSignals } = await import(process.argv[1]);
  stopOnSignals();
  const folder = process.argv[2];
  const hear = (child) => child.on('message', (text) => console.log('heard ' + text + ' of ' + child.pid));
  startChildOnChange('The program', [folder + '/main.ts'], process.env, folder, hear);
`;

test('a program starts again when its source changes, outlives a mistake in it, and ends with its launcher', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-watch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const save = (text: string) => writeFileSync(join(folder, 'main.ts'), text);
  const saying = (text: string) => save(`process.send?.('${text}'); setInterval(() => undefined, 60_000);`);
  saying('one');
  const children = join(import.meta.dirname, 'children.ts');
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', LAUNCHER, children, folder]);
  onTestFinished(() => void launcher.kill('SIGKILL'));
  let said = '';
  for (const stream of [launcher.stdout, launcher.stderr]) stream.on('data', (chunk) => (said += chunk));
  const hears = (text: RegExp) => vi.waitFor(() => expect(said).toMatch(text), { timeout: 14_000 });

  await hears(/heard one/);
  saying('two');
  await hears(/The program starts again: its source has changed\.\nheard two/);
  save('const mistake = ;');
  await hears(/The program ended \(code 1\)\. It starts again when its source changes\./);
  saying('three');
  await hears(/heard three/);
  const processes = [...said.matchAll(/of (\d+)/g)].map(([, pid]) => Number(pid));
  expect(processes).toHaveLength(3);

  launcher.kill('SIGINT');
  await once(launcher, 'exit');
  for (const pid of processes) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
