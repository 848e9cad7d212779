import { randomUUID } from 'node:crypto';
import { startOurs } from './start-targets.ts';

type Recorded = { id: number; at: string; durationMs: number | null };
type Action = [tool: string, args: object];

/** The product with the sandbox's model, which says what it is told to, and with Confluence connected as Ada. */
export type Scripted = Awaited<ReturnType<typeof startScripted>>;

/** @param model of the other measurements; it is not asked */
export async function startScripted(model: string) {
  const ours = await startOurs(model, { OPENAI_API_KEY: '' });
  const { base, sandbox } = ours;
  const headers = { 'content-type': 'application/json', ...ours.headers };
  const control = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${sandbox}/control${path}`, {
      method,
      // The person's own headers say that a page asks, which the sandbox does not obey.
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const post = (path: string, body: unknown) =>
    fetch(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const { user } = await (await fetch(`${base}/api/auth/session`, { headers })).json();
  await control('POST', '/seed', { connect: { userId: user.id, person: 'ada', apiKey: 'ak_sandbox' } });
  await control('PATCH', '/settings', { modelPaceMs: 0 });

  return {
    /** What each request to Composio takes, in milliseconds. */
    latency: (ms: number) => control('PUT', '/latency', { composio: ms, mcp: ms }),

    /** The requests to a surface after another one, as the sandbox saw them. */
    requests: async (surface: 'model' | 'mcp' | 'composio', since: number): Promise<Recorded[]> =>
      (await control('GET', `/requests?surface=${surface}&from=outside&since=${since}`)).requests,

    newest: async (): Promise<number> => (await control('GET', '/requests')).newest,

    /** A turn in which the model calls a batch of these actions, and says a word if it is asked again. */
    async propose(...actions: Action[]) {
      const id = randomUUID();
      await control('DELETE', '/model/turns');
      const tools = actions.map(([tool, args]) => ({ tool_slug: `CONFLUENCE_${tool}`, arguments: args }));
      const call = { type: 'tool_call', name: 'COMPOSIO_MULTI_EXECUTE_TOOL', arguments: { tools } };
      const turns = [{ items: [call] }, { items: [{ type: 'text', text: 'Done.' }] }];
      await control('POST', '/model/turns', { turns });
      const parts = [{ type: 'text', text: 'Please do it' }];
      const answer = await post('/api/chat', { id, message: { id: randomUUID(), role: 'user', parts } });
      return { id, ...(await watched(answer)) };
    },

    /** Allows all that waits in a conversation, and reads the turn that follows to its end. */
    async allow(id: string) {
      const { messages } = await (await fetch(`${base}/api/conversations/${id}`, { headers })).json();
      const approvals: string[] = messages.flatMap(approvalsIn);
      const decisions = approvals.map((approvalId) => ({ approvalId, decision: 'allow' }));
      const askedAt = Date.now();
      const answer = await post(`/api/chat/${id}/approvals`, { decisions });
      if (!answer.ok) throw new Error(await answer.text());
      await answer.text();
      return { askedAt };
    },
  };
}

type Shown = { parts: { output?: { actions?: { change?: { approval: { id: string } | null } }[] } }[] };

const approvalsIn = ({ parts }: Shown): string[] =>
  parts.flatMap(({ output }) => output?.actions?.flatMap(({ change }) => change?.approval?.id ?? []) ?? []);

/** Reads a stream to its end: when the call was shown first, and when with a question. */
async function watched(answer: Response): Promise<{ calledAt: number; waitingAt: number }> {
  let [calledAt, waitingAt] = [Number.NaN, Number.NaN];
  let text = '';
  if (answer.body === null) throw new Error('There is no stream.');
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (Number.isNaN(calledAt) && text.includes('"tool-input-available"')) calledAt = performance.now();
    if (Number.isNaN(waitingAt) && text.includes('"status":"waiting"')) waitingAt = performance.now();
  }
  return { calledAt, waitingAt };
}
