import { parseArgs } from 'node:util';
import { SIXTY_TWO } from '@tributary/sandbox/testing';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { Stack } from '../e2e/stack.ts';
import { buildIfChanged } from '../launcher/build.ts';
import { signUp } from './app-person.ts';
import { openBareAgent } from './bare-agent.ts';
import { serveLongerDescriptions } from './longer-descriptions.ts';

/** Tokens of a task's requests to the model, step by step, and what the app sends for each token of the bare agent. */
export type TokenRow = {
  name: string;
  value: number;
  unit: 'ratio';
  budget: number;
  steps: { app: number[]; bare: number[] };
};

const API_KEY = 'ak_bench';
const HEADLINES = [
  'Create a new project documentation page titled "Project Phoenix – Documentation" in the Marketing space',
  'Add the label "urgent" to the Q3 Planning page',
  'Publish a meeting summary as a blog post',
];

type Asked = { name: string; sentence: string; budget: number };
type Recorded = { id: number; body: unknown };

/**
 * What the model is sent for the headline tasks, and in the long form for a sentence for each tool, in o200k tokens, by the app and
 * by a bare agent on a site of the same state. Each task has a conversation of its own; what is proposed is allowed.
 * @param descriptionTimes how much longer Composio's descriptions are than the sandbox's
 */
export async function measureTokens({ long = false, descriptionTimes = 1 } = {}): Promise<TokenRow[]> {
  await buildIfChanged();
  const composio = await serveLongerDescriptions(descriptionTimes);
  const stack = await Stack.start({
    SANDBOX_CONTROL: '1',
    COMPOSIO_API_KEY: API_KEY,
    COMPOSIO_BASE_URL: composio.url,
  });
  composio.to = stack.sandbox;
  try {
    const tasks = [
      ...HEADLINES.map((sentence) => ({ name: sentence, sentence, budget: 0.6 })),
      ...(long ? SIXTY_TWO.map(([sentence, name]) => ({ name, sentence, budget: 1 })) : []),
    ];
    const site = control(stack);
    const person = await signUp(stack);
    await site.connect(person.userId);
    const app = await measure(site, tasks, person.ask);

    await site.reset();
    await site.connect('bare');
    const bareAgent = await openBareAgent('bare', {
      composio: composio.url,
      model: stack.sandbox,
      apiKey: API_KEY,
    });
    const bare = await measure(site, tasks, bareAgent.ask);
    await bareAgent.close();
    return tasks.map(({ name, budget }, at) => {
      const steps = { app: app[at] ?? [], bare: bare[at] ?? [] };
      return { name, value: sum(steps.app) / sum(steps.bare), unit: 'ratio', budget, steps };
    });
  } finally {
    composio.close();
    await stack.remove();
  }
}

/** The tokens of each request to the model, by task. */
async function measure(
  site: ReturnType<typeof control>,
  tasks: readonly Asked[],
  ask: (sentence: string) => Promise<void>,
): Promise<number[][]> {
  const measured: number[][] = [];
  for (const { sentence } of tasks) {
    const since = await site.newest();
    await ask(sentence);
    measured.push((await site.modelRequests(since)).map(({ body }) => countTokens(JSON.stringify(body))));
  }
  return measured;
}

/** The sandbox's control room, as far as this needs it. */
function control({ sandbox }: Stack) {
  const send = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${sandbox}/control${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    connect: (userId: string) =>
      send('POST', '/seed', { connect: { userId, person: 'ada', apiKey: API_KEY } }),
    reset: () => send('POST', '/reset'),
    newest: async (): Promise<number> => (await send('GET', '/requests?surface=model')).newest,
    modelRequests: async (since: number): Promise<Recorded[]> =>
      (await send('GET', `/requests?surface=model&path=/openai/v1/responses&since=${since}`)).requests,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** The rows as a table in Markdown. */
function tableOf(rows: readonly TokenRow[]): string {
  const lines = rows.map(({ name, value, budget, steps: { app, bare } }) => {
    const both = [app, bare].map((steps) => `${sum(steps)} (${steps.join(' + ')})`).join(' | ');
    return `| ${name} | ${both} | ${value.toFixed(2)} | ≤ ${budget} |`;
  });
  return ['| task | app | bare | ratio | budget |', '|---|---|---|---|---|', ...lines].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      long: { type: 'boolean', default: false },
      times: { type: 'string', default: '1' },
      table: { type: 'boolean', default: false },
    },
  });
  const rows = await measureTokens({ long: values.long, descriptionTimes: Number(values.times) });
  if (values.table) console.log(tableOf(rows));
  else for (const row of rows) console.log(JSON.stringify(row));
}
