import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { providers } from '../lib/providers/providers.ts';
import { answersAs, startChild, startChildOnChange, waitUntilReady } from './children.ts';
import type { Environment } from './environment.ts';
import { root } from './root.ts';
import { sandboxAuthConfig } from './sandbox-auth-config.ts';
import { updateDatabase } from './update-database.ts';

/** Brings the database up to date and starts the sandbox if something is sandboxed. Resolves when both are ready. */
export async function startServices(environment: Environment, withoutCopy: boolean): Promise<void> {
  const { env, dataDir, postgres } = environment;
  await Promise.all([
    updateDatabase({
      url: env.DATABASE_URL ?? '',
      migrations: join(root, 'lib/db/migrations'),
      postgres,
      dataDir,
      withoutCopy,
    }),
    startSandbox(environment),
  ]);
}

async function startSandbox({ env, sandboxed, sandboxPort }: Environment): Promise<void> {
  if (sandboxed === 'nothing') return;
  const name = 'The sandbox';
  const args = [join(root, 'sandbox/main.ts'), '--port', String(sandboxPort)];
  let listens = false;
  const hear = (child: ChildProcess) => child.once('message', () => (listens = true));
  if (env.NODE_ENV === 'development')
    startChildOnChange(name, args, quietNode(env), join(root, 'sandbox'), hear);
  else hear(startChild(name, args, quietNode(env)));
  await waitUntilReady(name, () => listens);
  if (sandboxed !== 'model') env.COMPOSIO_CONFLUENCE_AUTH_CONFIG ??= await sandboxAuthConfig(env);
}

/**
 * The sandbox keeps its data in Node's own SQLite, whose experimental warning would only puzzle people. It does little: room for
 * much garbage would only be held, up to 64 MB.
 */
function quietNode(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    NODE_OPTIONS:
      `${env.NODE_OPTIONS ?? ''} --disable-warning=ExperimentalWarning --max-semi-space-size=2`.trim(),
  };
}

/** Starts the built app or its development server. Resolves when it answers. */
export async function startApp(
  command: 'start' | 'dev',
  { env, port, sandboxed }: Environment,
): Promise<void> {
  // With anything sandboxed everyone may sign in with one click, so the app then listens on this machine only.
  const host = sandboxed === 'nothing' ? '0.0.0.0' : '127.0.0.1';
  const next = join(root, 'node_modules/next/dist/bin/next');
  // The app ends its turns in order before it ends.
  const own = command === 'start' ? { ...env, NEXT_MANUAL_SIG_HANDLE: 'true' } : env;
  const launch = randomUUID();
  startChild('The app', [next, command, '-p', String(port), '-H', host], {
    ...own,
    TRIBUTARY_LAUNCH: launch,
  });
  await waitUntilReady('The app', () => answersAs(launch, `http://127.0.0.1:${port}/api/health`));
}

/** Says what runs where, and what is not real. */
export function announce({ env, dataDir, sandboxed, sandboxPort, url }: Environment): void {
  const sandbox = `http://localhost:${sandboxPort}`;
  const modelKeys = providers.map(({ variables }) => variables.apiKey).join(' or ');
  const model = `the model (no ${modelKeys}): answers are made by rules, not AI`;
  const composio = 'Composio and Confluence (no COMPOSIO_API_KEY): a local stand-in';
  const stands = { nothing: [], model: [model], composio: [composio], both: [model, composio] }[sandboxed];
  const database = new URL(env.DATABASE_URL ?? '');
  console.log(
    [
      '',
      `  Tributary   ${url}`,
      `  Database    ${database.host}${database.pathname}`,
      `  Data        ${dataDir}`,
      ...(stands.length
        ? [`  Sandbox     ${sandbox}`, ...stands.map((line) => `    stands in for ${line}`)]
        : []),
      '',
      '  Ctrl-C stops everything.',
      '',
    ].join('\n'),
  );
}
