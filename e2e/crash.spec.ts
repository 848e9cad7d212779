import { randomUUID } from 'node:crypto';
import type { ConversationMessage, TurnChunk } from '../lib/domain/message.ts';
import type { ToolOutcome } from '../lib/domain/tool-call.ts';
import type { Stack } from './stack.ts';
import { expect, test } from './test.ts';

// A short run is part of every test run; `npm run test:crash -- --rounds 50` is the long one.
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 3);
const SEED = Number(process.env.CRASH_SEED ?? 20_260_916);
const TURNS_A_ROUND = 4;
const ROUND_MS = 90_000;
/** What was shown in the last moment before a crash may be lost. */
const LAST_MOMENT_MS = 100;

test.use({ visitor: 'connected' });
test.setTimeout(60_000 + ROUNDS * ROUND_MS);

type Kill = 'app' | 'database' | 'both';
type Asked = {
  conversationId: string;
  messageId: string;
  accepted: boolean;
  /** Text with the time at which it came. */
  shown: { text: string; at: number }[];
  done: Promise<void>;
};

test('whatever is killed at whatever moment, nothing said or shown is lost and nothing is written twice', async ({
  page,
  stack,
}) => {
  const random = seeded(SEED);
  const result = { rounds: 0, messagesLost: 0, textLost: 0, writesDoubled: 0, conversationsClosed: 0 };
  // What shows that there was something to lose.
  const seen = { accepted: 0, shown: 0, interrupted: 0, decided: 0, written: 0 };
  const client = await clientOf(page, stack);
  const marks: string[] = [];
  /** Conversations in which a change waits for the person. */
  let waiting: string[] = [];

  for (let round = 0; round < ROUNDS; round += 1) {
    const kill = (['app', 'database', 'both'] as const)[round % 3] as Kill;
    const asked = Array.from({ length: TURNS_A_ROUND }, (_, index) => {
      const mark = `crash-${round}-${index}`;
      if (index % 2 === 0) marks.push(mark);
      return client.ask(
        randomUUID(),
        index % 2 === 0 ? `Comment "${mark}" on the Q3 Planning page` : 'What do we know about remote work?',
      );
    });
    // What was proposed before is allowed while things break.
    const decided = waiting.map((id) => ({ id, done: client.allow(id) }));
    waiting = [];
    await Promise.race([
      new Promise((resolve) => setTimeout(resolve, 50 + random() * 800)),
      Promise.all([...asked, ...decided].map(({ done }) => done)),
    ]);
    const killedAt = Date.now();
    if (kill !== 'app') stack.killProcess('database');
    if (kill !== 'database') await stack.crash();
    await Promise.all([...asked, ...decided].map(({ done }) => done));

    for (const { id } of decided) {
      seen.decided += 1;
      if (await client.goOnIfInterrupted(id)) seen.interrupted += 1;
      if (await client.waits(id)) waiting.push(id);
    }
    for (const turn of asked) {
      const conversation = await client.settled(turn.conversationId);
      if (turn.accepted) seen.accepted += 1;
      if (turn.shown.length) seen.shown += 1;
      if (turn.accepted && conversation === null) result.conversationsClosed += 1;
      const messages = conversation?.messages ?? [];
      if (turn.accepted && !messages.some(({ id }) => id === turn.messageId)) result.messagesLost += 1;
      const kept = textOf(messages);
      const before = turn.shown.filter(({ at }) => at < killedAt - LAST_MOMENT_MS).map(({ text }) => text);
      if (!kept.includes(before.join(''))) result.textLost += 1;
      if (await client.goOnIfInterrupted(turn.conversationId)) seen.interrupted += 1;
      if (await client.waits(turn.conversationId)) waiting.push(turn.conversationId);
    }
    result.rounds += 1;
  }
  for (const id of waiting) await client.allow(id);

  const comments = await commentsOf(stack);
  for (const mark of marks) {
    const written = comments.filter((body) => body.includes(`${mark}<`)).length;
    if (written > 0) seen.written += 1;
    if (written > 1) result.writesDoubled += 1;
  }
  console.log(JSON.stringify({ ...result, seen }));
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
  expect(result).toEqual({
    rounds: ROUNDS,
    messagesLost: 0,
    textLost: 0,
    writesDoubled: 0,
    conversationsClosed: 0,
  });
});

/** Speaks to the app as the signed-in person, without a page that could hide what was lost. */
async function clientOf(page: import('@playwright/test').Page, stack: Stack) {
  const cookies = await page.context().cookies();
  const headers = {
    'content-type': 'application/json',
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
  };
  const post = (id: string, message: Pick<ConversationMessage, 'id' | 'role' | 'parts'>) =>
    fetch(`${stack.url}/api/chat`, { method: 'POST', headers, body: JSON.stringify({ id, message }) });

  function ask(conversationId: string, text: string): Asked {
    const asked: Asked = {
      conversationId,
      messageId: randomUUID(),
      accepted: false,
      shown: [],
      done: Promise.resolve(),
    };
    const message = { id: asked.messageId, role: 'user' as const, parts: [{ type: 'text' as const, text }] };
    asked.done = post(conversationId, message)
      .then(async (response) => {
        asked.accepted = response.ok;
        for await (const chunk of chunksOf(response))
          if (chunk.type === 'text-delta') asked.shown.push({ text: chunk.delta, at: Date.now() });
      })
      // The server was killed: that is what this is about.
      .catch(() => undefined);
    return asked;
  }

  /** The conversation once nothing runs in it; null when it does not open. */
  async function settled(id: string): Promise<{ messages: ConversationMessage[] } | null> {
    const read = async () => {
      const response = await fetch(`${stack.url}/api/conversations/${id}`, { headers });
      if (response.status === 404) return null;
      if (!response.ok) return { running: true, messages: [] };
      return (await response.json()) as { running: boolean; messages: ConversationMessage[] };
    };
    await expect
      .poll(async () => (await read().catch(() => ({ running: true })))?.running ?? false, {
        timeout: 40_000,
      })
      .toBe(false);
    return read();
  }

  /** Continues a conversation whose last answer broke off. Answers whether it did. */
  async function goOnIfInterrupted(id: string): Promise<boolean> {
    const last = (await settled(id))?.messages.at(-1);
    if (!last?.parts.some((part) => part.type === 'data-error' && part.data.code === 'interrupted'))
      return false;
    const parts = [{ type: 'data-continue' as const, data: { turnId: last.metadata?.turnId ?? '' } }];
    const response = await post(id, { id: randomUUID(), role: 'user', parts });
    expect(response.ok).toBe(true);
    for await (const _ of chunksOf(response));
    await settled(id);
    return true;
  }

  /** The questions that a conversation asks the person. */
  async function questions(id: string): Promise<string[]> {
    const messages = (await settled(id))?.messages ?? [];
    return messages.flatMap(({ parts }) =>
      parts.flatMap((part) => {
        if (part.type !== 'dynamic-tool' || part.state !== 'output-available') return [];
        const { actions } = part.output as ToolOutcome;
        return actions.flatMap(({ change }) => change?.approval?.id ?? []);
      }),
    );
  }

  /** Allows all that waits in a conversation. */
  async function allow(id: string): Promise<void> {
    try {
      const decisions = (await questions(id)).map((approvalId) => ({ approvalId, decision: 'allow' }));
      const address = `${stack.url}/api/chat/${id}/approvals`;
      const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ decisions }) });
      for await (const _ of chunksOf(response));
    } catch {
      // The server was killed: that is what this is about.
    }
  }

  const waits = async (id: string) => (await questions(id)).length > 0;

  return { ask, settled, goOnIfInterrupted, allow, waits };
}

async function* chunksOf(response: Response): AsyncGenerator<TurnChunk> {
  let text = '';
  for await (const piece of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += piece;
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines)
      if (line.startsWith('data: {')) yield JSON.parse(line.slice('data: '.length)) as TurnChunk;
  }
}

function textOf(messages: ConversationMessage[]): string {
  return messages
    .filter(({ role }) => role === 'assistant')
    .flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])))
    .join('');
}

async function commentsOf(stack: Stack): Promise<string[]> {
  const { results } = await stack.confluence<{ results: { id: string }[] }>(
    '/api/v2/pages?title=Q3%20Planning',
  );
  const bodies: string[] = [];
  let path: string | undefined =
    `/api/v2/pages/${results[0]?.id}/footer-comments?body-format=storage&limit=250`;
  while (path) {
    const list: { results: { body: { storage: { value: string } } }[]; _links: { next?: string } } =
      await stack.confluence(path);
    bodies.push(...list.results.map(({ body }) => body.storage.value));
    path = list._links.next?.replace(/^\/wiki/, '');
  }
  return bodies;
}

/** The same numbers for the same seed, so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
