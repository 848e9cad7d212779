import { randomUUID } from 'node:crypto';

export type Approval = { id: string; expiresAt: string; reasons: string[] };
export type Action = {
  index: number;
  tool: string;
  status: string;
  change?: { actionId: string; changeId: string | null; approval: Approval | null };
};
type Conversation = {
  messages: {
    id: string;
    role: string;
    metadata: { turnId?: string };
    parts: { type: string; output?: { actions?: Action[] } }[];
  }[];
};

/** A signed-in person without a browser: only requests. */
export class HttpPerson {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  async send(method: string, path: string, body?: unknown, form = false): Promise<Response> {
    const response = await fetch(this.#url + path, {
      method,
      redirect: 'manual',
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        origin: this.#url,
      },
      body:
        body === undefined
          ? undefined
          : form
            ? new URLSearchParams(body as Record<string, string>)
            : JSON.stringify(body),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Throws for an answer that is no success. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of another program, looked at only
  async ask(method: string, path: string, body?: unknown): Promise<any> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const json = response.headers.get('content-type')?.includes('application/json');
    return json ? JSON.parse(text) : text;
  }

  async signIn(provider: 'demo' | 'credentials', given: Record<string, string>): Promise<void> {
    const { csrfToken } = await this.ask('GET', '/api/auth/csrf');
    await this.send('POST', `/api/auth/callback/${provider}`, { csrfToken, ...given }, true);
    await this.ask('GET', '/api/conversations');
  }

  /** Says something, and reads the answer to its end. */
  async say(id: string, parts: string | object[]): Promise<string> {
    return this.ask('POST', '/api/chat', { id, message: message(parts) });
  }

  async queue(id: string, text: string): Promise<void> {
    await this.ask('POST', `/api/chat/${id}/queue`, { message: message(text) });
  }

  decide(id: string, decisions: object[]): Promise<string> {
    return this.ask('POST', `/api/chat/${id}/approvals`, { decisions });
  }

  conversation(id: string): Promise<Conversation> {
    return this.ask('GET', `/api/conversations/${id}`);
  }

  async actions(id: string): Promise<Action[]> {
    const { messages } = await this.conversation(id);
    return messages.flatMap(({ parts }) => parts.flatMap(({ output }) => output?.actions ?? []));
  }

  async pending(id: string): Promise<Approval[]> {
    return (await this.actions(id)).flatMap(({ status, change }) =>
      status === 'waiting' ? (change?.approval ?? []) : [],
    );
  }

  async idle(id: string): Promise<void> {
    for (;;) {
      const { turnId, queued } = await this.ask('GET', `/api/chat/${id}`);
      if (turnId === null && queued === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  undo(actionId: string, asked: object = {}): Promise<{ status: string }> {
    return this.ask('POST', `/api/actions/${actionId}/undo`, asked);
  }
}

function message(parts: string | object[]) {
  const list = typeof parts === 'string' ? [{ type: 'text', text: parts }] : parts;
  return { id: randomUUID(), role: 'user', parts: list };
}
