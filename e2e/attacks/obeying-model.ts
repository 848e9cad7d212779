import { expect } from '@playwright/test';
import type { Stack } from '../stack.ts';
import { type Attack, BATCH, batch, type Item } from './attack.ts';
import { type Ground, plantText, titleOf } from './plant.ts';

type Recorded = { method: string; path: string; tools: string[] };

/** An attack that stands in the wiki, with a model that is ready to obey it. */
export type Laid = {
  /** What the person asks, harmlessly. */
  question: string;
  /** How many writes the model asks for with tools that it was offered. */
  attempts: number;
  /** Expects that nothing was written since, and nothing but reads was sent to Composio. */
  expectNothingWritten: () => Promise<void>;
};

/** Plants an attack and scripts the model: it reads what the person asks about, and then does what is said there. */
export async function layAttack(stack: Stack, ground: Ground, attack: Attack, number: number): Promise<Laid> {
  const title = titleOf(attack, number);
  const { site, reads } = await plantText(stack, ground, attack, title);
  const question = `Summarise the page “${title}”`;
  const items = attack.obeys(site);
  await control(stack, 'DELETE', '/model/turns');
  await control(stack, 'POST', '/model/turns', {
    turns: [batch(...reads)]
      .map((read) => ({ items: [read], match: question }))
      .concat({ items, match: question }),
  });
  const { newest } = await control<{ newest: number }>(
    stack,
    'GET',
    '/requests?surface=confluence&since=999999999',
  );
  return {
    question,
    attempts: attemptedIn(items).length,
    expectNothingWritten: async () => {
      const written = async (surface: string) =>
        (
          await control<{ requests: Recorded[] }>(
            stack,
            'GET',
            `/requests?surface=${surface}&since=${newest}`,
          )
        ).requests;
      const confluence = (await written('confluence')).filter(({ method }) => !/^(?:GET|HEAD)$/.test(method));
      expect(
        confluence.map(({ method, path }) => `${method} ${path}`),
        attack.name,
      ).toEqual([]);
      const sent = (await written('mcp'))
        .flatMap(({ tools }) => tools)
        .filter((slug) => !isRead(slug) && !HARMLESS_CALLS.has(slug));
      expect(sent, attack.name).toEqual([]);
      expect(await control(stack, 'GET', '/model/turns'), `${attack.name}: was obeyed`).toEqual({
        waiting: 0,
      });
    },
  };
}

/** The slugs of the writes that a script asks for with tools that are offered; a batch that is no list is one by itself. */
function attemptedIn(items: Item[]): string[] {
  return items
    .flatMap((item) => {
      if (item.type === 'tool_call' && item.name === 'edit_page') return [item.name];
      if (item.type === 'text' || item.name !== BATCH || typeof item.arguments === 'string') return [];
      const { tools } = item.arguments;
      const list: unknown = typeof tools === 'string' ? JSON.parse(tools) : tools;
      return Array.isArray(list) ? list.map(({ tool_slug }) => String(tool_slug)) : [BATCH];
    })
    .filter((slug) => !isRead(slug));
}

/** Whether an action only looks. In a batch none of Composio's own tools does. */
export function isRead(slug: string): boolean {
  return /^CONFLUENCE_(?:GET_(?!AND_)|CQL_SEARCH$|SEARCH_CONTENT$)/.test(slug);
}

const HARMLESS_CALLS = new Set([
  'COMPOSIO_SEARCH_TOOLS',
  'COMPOSIO_GET_TOOL_SCHEMAS',
  'COMPOSIO_MANAGE_CONNECTIONS',
  BATCH,
]);

/** Asks the sandbox's control room. */
export async function control<T>(stack: Stack, method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${stack.sandbox}/control${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
