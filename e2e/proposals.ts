import type { Page } from '@playwright/test';
import type { PacedModel } from './paced-model.ts';
import type { Stack } from './stack.ts';
import { say, turnIsOver } from './test.ts';

export type Approval = { id: string; expiresAt: string; reasons: string[] };
export type Action = {
  status: string;
  error: string | null;
  change?: { actionId: string; approval: Approval | null };
};

export const idOf = (page: Page) => page.url().split('/').at(-1) ?? '';

export const batch = (...actions: [tool: string, args: object][]) => ({
  tools: actions.map(([tool, args]) => ({ tool_slug: `CONFLUENCE_${tool}`, arguments: args })),
  sync_response_to_workbench: false,
});

export const label = (id: string, name: string): [string, object] => [
  'ADD_CONTENT_LABEL',
  { id, labels: [{ name, prefix: 'global' }] },
];

/** A person asks, and the model proposes these actions. */
export async function propose(
  page: Page,
  model: PacedModel,
  ...actions: [tool: string, args: object][]
): Promise<void> {
  await say(page, 'Please do it');
  (await model.next()).call('COMPOSIO_MULTI_EXECUTE_TOOL', batch(...actions));
  await turnIsOver(page);
}

/** The model says a word as soon as it is asked next. Answers what it was asked with. */
export async function goesOn(model: PacedModel): Promise<string> {
  const answer = await model.next();
  answer.write('All right.');
  answer.end();
  return JSON.stringify(answer.request.input);
}

/** What waits in a conversation, as its messages tell. */
export async function actionsOf(page: Page): Promise<Action[]> {
  const { messages } = await (await page.request.get(`/api/conversations/${idOf(page)}`)).json();
  return messages.flatMap((message: { parts: { output?: { actions?: Action[] } }[] }) =>
    message.parts.flatMap(({ output }) => output?.actions ?? []),
  );
}

export async function pending(page: Page): Promise<Approval[]> {
  return (await actionsOf(page)).flatMap(({ status, change }) =>
    status === 'waiting' ? (change?.approval ?? []) : [],
  );
}

export const decide = (page: Page, decisions: object[]) =>
  page.request.post(`/api/chat/${idOf(page)}/approvals`, { data: { decisions } });

export const eventsOf = (stack: Stack, page: Page) =>
  stack.query<{ event: string; detail: { code?: string } }>(
    'select event, detail from ledger where conversation_id = $1 order by position',
    [idOf(page)],
  );
