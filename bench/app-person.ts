import { randomUUID } from 'node:crypto';
import type { Stack } from '../e2e/stack.ts';

type Action = {
  change?: { approval: { id: string } | null; summary: { typeToAllow: string | null } | null };
};
type Part = { output?: { actions?: Action[] } };

/** Somebody who uses the app over HTTP as a browser does, and allows whatever is proposed. */
export async function signUp(stack: Stack) {
  const jar = new Map<string, string>();
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = {
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': 'application/json',
      origin: stack.url,
      ...init.headers,
    };
    const response = await fetch(stack.url + path, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const text = await response.text();
    if (response.status >= 400) throw new Error(`${path}: ${response.status} ${text}`);
    return text;
  };
  const post = (path: string, body: unknown) => send(path, { method: 'POST', body: JSON.stringify(body) });

  const person = { name: 'Mary Somerville', email: `${randomUUID()}@example.com`, password: randomUUID() };
  await post('/api/register', person);
  const { csrfToken } = JSON.parse(await send('/api/auth/csrf'));
  await send('/api/auth/callback/credentials', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, email: person.email, password: person.password, json: 'true' }),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  const [user] = await stack.query<{ id: string }>('select id from users where email = $1', [person.email]);

  /** What waits in a conversation. */
  const waiting = async (id: string) => {
    const { messages } = JSON.parse(await send(`/api/conversations/${id}`)) as {
      messages: { parts: Part[] }[];
    };
    const actions = messages.flatMap(({ parts }) => parts.flatMap(({ output }) => output?.actions ?? []));
    return actions.flatMap(({ change }) =>
      change?.approval
        ? [
            {
              approvalId: change.approval.id,
              decision: 'allow',
              ...(change.summary?.typeToAllow ? { typed: change.summary.typeToAllow } : {}),
            },
          ]
        : [],
    );
  };

  return {
    userId: user?.id ?? '',
    /** Asks for something in a conversation of its own, to its end. */
    async ask(text: string): Promise<void> {
      const id = randomUUID();
      const message = { id: randomUUID(), role: 'user', parts: [{ type: 'text', text }] };
      await post('/api/chat', { id, message });
      for (let round = 0; round < 3; round += 1) {
        const decisions = await waiting(id);
        if (decisions.length === 0) return;
        await post(`/api/chat/${id}/approvals`, { decisions });
      }
    },
  };
}
