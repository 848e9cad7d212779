import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { freePort } from '../launcher/free-port.ts';
import { providers } from '../lib/providers/providers.ts';

const root = resolve(import.meta.dirname, '..');
const START_TIMEOUT_MS = 60_000;

/** A whole Tributary as `npm start` starts it, with data of its own: database, sandbox and app. */
export class Stack {
  readonly url: string;
  readonly sandbox: string;
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'tributary-e2e-'));
  readonly #env: NodeJS.ProcessEnv;
  #process: ChildProcess | undefined;
  #output = '';

  private constructor(port: number, sandboxPort: number, env: Record<string, string>) {
    this.url = `http://localhost:${port}`;
    this.sandbox = `http://localhost:${sandboxPort}`;
    this.#env = {
      ...process.env,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      TRIBUTARY_DATA_DIR: this.#dataDir,
      ...env,
    };
    const modelKeys = providers.map(({ variables }) => variables.apiKey);
    for (const name of [...modelKeys, 'COMPOSIO_API_KEY', 'DATABASE_URL', 'NODE_ENV'])
      if (!(name in env)) delete this.#env[name];
  }

  /** Makes a stack on free ports and starts it. `env` is added to what it is started with. */
  static async start(env: Record<string, string> = {}): Promise<Stack> {
    const stack = new Stack(await freePort(), await freePort(), env);
    await stack.start();
    return stack;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(root, 'launcher/start.ts')], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    const ready = new Promise<void>((done, fail) => {
      const timer = setTimeout(
        () => fail(new Error(`not started in time:\n${this.#output}`)),
        START_TIMEOUT_MS,
      );
      const read = (chunk: Buffer) => {
        this.#output += chunk;
        if (!this.#output.includes('Ctrl-C stops everything')) return;
        clearTimeout(timer);
        done();
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code) => fail(new Error(`ended with ${code}:\n${this.#output}`)));
    });
    await ready;
  }

  /** Stops everything as Ctrl-C does; the data stays. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGINT');
    await ended;
    this.#output = '';
  }

  /** Asks everything to end, as an operator who deploys does: what runs may finish. */
  askToEnd(): void {
    this.#process?.kill('SIGTERM');
  }

  /** Kills the app's own process, or the database server's. What depends on it notices by itself. */
  killProcess(which: 'app' | 'database'): void {
    if (which === 'database') return void process.kill(this.#postmaster(), 'SIGKILL');
    const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(this.#process?.pid)], {
      encoding: 'utf8',
    });
    const app = children.split('\n').find((line) => /next-server|next\/dist/.test(line));
    process.kill(Number.parseInt(app ?? '', 10), 'SIGKILL');
  }

  /** Kills the app, starts all again, and lets the turns of the dead process count as over. */
  async crash(): Promise<void> {
    this.killProcess('app');
    await this.ended();
    await this.start();
    await this.letHeartbeatsAge();
  }

  /** Lets the time pass after which a turn that gave no sign of life counts as over. */
  async letHeartbeatsAge(): Promise<void> {
    await this.query(
      "update turns set heartbeat_at = heartbeat_at - interval '1 minute' where status = 'running'",
    );
  }

  #postmaster(): number {
    const file = join(this.#dataDir, 'postgres/data/postmaster.pid');
    return Number.parseInt(readFileSync(file, 'utf8'), 10);
  }

  /** Resolves when the whole stack has ended by itself. */
  async ended(): Promise<void> {
    const child = this.#process;
    if (child && child.exitCode === null && child.signalCode === null)
      await new Promise((done) => child.once('exit', done));
    this.#output = '';
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  /** What must never reach a browser. */
  secrets(): string[] {
    const stored = (file: string) => readFileSync(join(this.#dataDir, file), 'utf8');
    const { AUTH_SECRET, OPENAI_API_KEY = 'sk-sandbox', COMPOSIO_API_KEY = 'ak_sandbox' } = this.#env;
    return [
      AUTH_SECRET ?? stored('auth-secret'),
      stored('postgres-password'),
      OPENAI_API_KEY,
      COMPOSIO_API_KEY,
    ];
  }

  databaseUrl(): string {
    const port = readFileSync(join(this.#dataDir, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[3];
    const password = readFileSync(join(this.#dataDir, 'postgres-password'), 'utf8');
    return `postgres://tributary:${password}@127.0.0.1:${port}/tributary`;
  }

  /** Looks into the app's database, or changes what a test cannot wait for. */
  async query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl() });
    await client.connect();
    try {
      return (await client.query<T>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Reads or changes the sandbox's Confluence over REST as its administrator. */
  async confluence<T>(path: string, init: RequestInit = {}): Promise<T> {
    const headers = {
      authorization: `Basic ${btoa('admin@example.com:token')}`,
      'content-type': 'application/json',
      ...init.headers,
    };
    const response = await fetch(`${this.sandbox}/wiki${path}`, { ...init, headers });
    if (!response.ok)
      throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}
