import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { databaseWithUser } from '../db/test-support/database-with-user.ts';
import type { TurnChunk } from '../domain/message.ts';
import { EMPTY_PLAN } from '../ledger/test-support/empty-plan.ts';
import type { SoFar } from './read-so-far.ts';

const userId = databaseWithUser();

/** One thing that can happen to a conversation; `stop` may name the running turn, none, or an older one. */
type Happening =
  | { type: 'send' | 'queue' | 'unqueue' | 'complete' | 'fail' | 'crash' | 'recover' }
  | { type: 'chunk'; text: string }
  | { type: 'stop'; which: 'running' | 'unnamed' | 'older' }
  | { type: 'again' }
  | { type: 'ask' | 'expire' | 'decideAgain' }
  | { type: 'decide'; answer: 'allow' | 'deny' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom(
    ...(['send', 'queue', 'unqueue', 'complete', 'fail', 'crash', 'recover', 'again'] as const).map(
      (type) => ({
        type,
      }),
    ),
  ),
  fc.constantFrom(
    ...(['ask', 'ask', 'expire', 'decideAgain'] as const).map((type) => ({ type })),
    ...(['allow', 'allow', 'deny'] as const).map((answer) => ({ type: 'decide' as const, answer })),
  ),
  fc.string({ minLength: 1, maxLength: 5 }).map((text) => ({ type: 'chunk' as const, text })),
  fc
    .constantFrom('running' as const, 'unnamed' as const, 'older' as const)
    .map((which) => ({ type: 'stop' as const, which })),
);

/** What runs turns, without an agent. Loaded late: it reads the configuration that `beforeAll` makes. */
async function turnFunctions(conversationId: string) {
  const { openTurn, openQueuedTurn, openDecisionTurn } = await import('./open-turn.ts');
  const { decideApprovals } = await import('../approvals/decide-approvals.ts');
  const { openCall, beginActions } = await import('../ledger/record-call.ts');
  const { readSoFar } = await import('./read-so-far.ts');
  const { openTurnLog } = await import('./turn-log.ts');
  const { logWriter } = await import('./log-writer.ts');
  const { closeTurn } = await import('./close-turn.ts');
  const { interruptTurn } = await import('./interrupt-turn.ts');
  const { stopTurn } = await import('./stop-turn.ts');
  const { queueMessage, unqueueMessage } = await import('./queue-message.ts');
  const { database } = await import('../db/client.ts');
  const { approvals, conversations, ledger, messages, queuedMessages, turns } = await import(
    '../db/schema.ts'
  );
  return {
    openTurn,
    openQueuedTurn,
    readSoFar,
    openTurnLog,
    logWriter,
    closeTurn,
    interruptTurn,
    stopTurn,
    queueMessage,
    unqueueMessage,
    database,
    conversations,
    messages,
    queuedMessages,
    turns,
    openDecisionTurn,
    decideApprovals,
    openCall,
    beginActions,
    approvals,
    ledger,
    conversationId,
  };
}

test('nothing that happens to a conversation brings its turns into a state that has no name', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (happenings) => {
      const conversationId = randomUUID();
      const life = await Life.begin(conversationId);
      for (const one of happenings) {
        await life.live(one);
        await life.check();
      }
      await life.live({ type: 'crash' });
      await life.live({ type: 'recover' });
      await life.check();
      expect(life.running).toBeNull();
    }),
    { numRuns: 40, examples: [[[{ type: 'crash' }, { type: 'again' }]]] },
  );
}, 120_000);

type Question = { id: string; status: 'pending' | 'allowed' | 'denied'; late: boolean };

class Life {
  running: { turnId: string; shown: string; alive: boolean; log: import('./turn-log.ts').TurnLog } | null =
    null;
  /** Questions to the person, in the order they were asked. */
  readonly #asked: Question[] = [];
  readonly #said: string[] = [];
  readonly #waiting: string[] = [];
  readonly #ended = new Map<string, { status: string; shown: string }>();
  readonly #parts: Awaited<ReturnType<typeof turnFunctions>>;

  private constructor(parts: Awaited<ReturnType<typeof turnFunctions>>) {
    this.#parts = parts;
  }

  static async begin(conversationId: string): Promise<Life> {
    const life = new Life(await turnFunctions(conversationId));
    await life.#send();
    return life;
  }

  async live(one: Happening): Promise<void> {
    const { conversationId, stopTurn, interruptTurn, queueMessage, unqueueMessage } = this.#parts;
    const running = this.running;
    switch (one.type) {
      case 'send':
        return this.#send();
      case 'again': {
        // A message that is delivered twice begins nothing, and ends nothing.
        const id = this.#said.at(-1);
        if (id === undefined) return;
        await expect(
          this.#parts.openTurn(userId, conversationId, message(id), PROMPTLY),
        ).rejects.toMatchObject({
          code: 'already_received',
        });
        return;
      }
      case 'ask':
        return this.#ask();
      case 'expire': {
        const question = this.#asked.at(-1);
        if (!question) return;
        question.late = true;
        await this.#parts
          .database()
          .update(this.#parts.approvals)
          .set({ expiresAt: sql`now() - interval '1 minute'` })
          .where(eq(this.#parts.approvals.id, question.id));
        return;
      }
      case 'decide':
        return this.#decide(
          this.#asked.findLast(({ status }) => status === 'pending'),
          one.answer,
        );
      case 'decideAgain':
        return this.#decide(
          this.#asked.find(({ status }) => status !== 'pending'),
          'allow',
        );
      case 'queue': {
        if (!running?.alive) return;
        const id = randomUUID();
        expect(
          await queueMessage(userId, conversationId, { message: { ...message(id), role: 'user' } }),
        ).toBe(false);
        this.#waiting.push(id);
        return;
      }
      case 'unqueue': {
        const id = this.#waiting.pop();
        if (id) expect(await unqueueMessage(userId, conversationId, id)).toBe(true);
        return;
      }
      case 'chunk':
        if (!running?.alive) return;
        running.log.append({ type: 'text-delta', id: '0', delta: one.text });
        await this.#parts.logWriter().flush();
        running.shown += one.text;
        return;
      case 'stop': {
        const older = [...this.#ended.keys()].at(-1) ?? randomUUID();
        const turnId = one.which === 'older' ? older : one.which === 'running' ? running?.turnId : undefined;
        const stopped = await stopTurn(userId, conversationId, { turnId });
        expect(stopped).toBe(one.which !== 'older' && running !== null);
        if (stopped && running?.alive) await this.#close('stopped');
        return;
      }
      case 'complete':
      case 'fail':
        if (running?.alive) await this.#close(one.type === 'complete' ? 'completed' : 'failed');
        return;
      case 'crash':
        if (!running) return;
        running.alive = false;
        await this.#parts
          .database()
          .update(this.#parts.turns)
          .set({ heartbeatAt: sql`now() - interval '1 minute'` })
          .where(eq(this.#parts.turns.id, running.turnId));
        return;
      case 'recover':
        if (!running) return;
        // A living turn is left alone.
        expect(await interruptTurn(running.turnId)).toBe(!running.alive);
        if (!running.alive) this.#over('interrupted');
        return;
    }
  }

  /** What holds at every moment. */
  async check(): Promise<void> {
    const { conversationId, database, messages, queuedMessages, turns } = this.#parts;
    const ofTurns = await database().select().from(turns).where(eq(turns.conversationId, conversationId));
    const said = await database().select().from(messages).where(eq(messages.conversationId, conversationId));
    const waiting = await database()
      .select()
      .from(queuedMessages)
      .where(eq(queuedMessages.conversationId, conversationId));
    expect(ofTurns.filter(({ status }) => status === 'running').map(({ id }) => id)).toEqual(
      this.running ? [this.running.turnId] : [],
    );
    for (const { id, status, endedAt } of ofTurns) {
      const ended = this.#ended.get(id);
      expect(status).toBe(ended?.status ?? 'running');
      expect(endedAt !== null).toBe(ended !== undefined);
      const answers = said.filter(({ turnId, role }) => turnId === id && role === 'assistant');
      expect(answers).toHaveLength(ended ? 1 : 0);
      const text = answers.flatMap(({ parts }) =>
        parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])),
      );
      expect(text.join('')).toBe(ended?.shown ?? '');
    }
    expect(
      said
        .filter(({ role }) => role === 'user')
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...this.#said].sort());
    expect(waiting.map(({ id }) => id).sort()).toEqual([...this.#waiting].sort());
    await this.#checkQuestions();
  }

  /** Each question has one answer at most, and the ledger tells of just those. */
  async #checkQuestions(): Promise<void> {
    const { conversationId, database, approvals, ledger } = this.#parts;
    const asked = await database()
      .select()
      .from(approvals)
      .where(eq(approvals.conversationId, conversationId));
    const statuses = asked.map(({ id, status }) => `${id} ${status}`).sort();
    expect(statuses).toEqual(this.#asked.map(({ id, status }) => `${id} ${status}`).sort());
    const told = await database().select().from(ledger).where(eq(ledger.conversationId, conversationId));
    const decided = this.#asked.filter(({ status }) => status !== 'pending').length;
    expect(told.filter(({ event }) => event === 'asked')).toHaveLength(this.#asked.length);
    expect(told.filter(({ event }) => event === 'decided')).toHaveLength(decided);
  }

  /** The running turn proposes a change. */
  async #ask(): Promise<void> {
    if (!this.running?.alive) return;
    const { openCall, beginActions, approvals, database, conversationId } = this.#parts;
    const { turnId } = this.running;
    const [actionId, toolCallId] = [randomUUID(), randomUUID()];
    const call = { id: toolCallId, userId, conversationId, turnId };
    await openCall({ ...call, modelCallId: randomUUID(), tool: 'CONFLUENCE_X', arguments: {} });
    const about = { userId, conversationId, turnId, toolCallId, actionId, tool: 'CONFLUENCE_X' };
    await beginActions(call, [
      {
        action: { ...about, kind: 'write', index: 0, arguments: {} },
        begins: { status: 'waiting', question: { plan: EMPTY_PLAN, reasons: [], mayRemember: true } },
      },
    ]);
    const [asked] = await database().select().from(approvals).where(eq(approvals.actionId, actionId));
    this.#asked.push({ id: asked?.id ?? '', status: 'pending', late: false });
  }

  /** A person answers a question, whether or not it is still open. */
  async #decide(question: Question | undefined, answer: 'allow' | 'deny'): Promise<void> {
    if (!question) return;
    const { openDecisionTurn, decideApprovals, conversationId } = this.#parts;
    const owner = { userId, conversationId };
    const id = randomUUID();
    const decided = { id, parts: [], ...PROMPTLY };
    const began = await openDecisionTurn(owner, decided, (tx) =>
      decideApprovals(tx, owner, [{ approvalId: question.id, decision: answer }]),
    ).catch((error: { code: string }) => error.code);
    if (question.status !== 'pending') expect(began).toBe('approval_decided');
    else if (answer === 'allow' && question.late) expect(began).toBe('approval_expired');
    else if (this.running?.alive) expect(began).toBe('turn_in_progress');
    else {
      if (this.running) this.#over('interrupted');
      question.status = answer === 'allow' ? 'allowed' : 'denied';
      this.#said.push(id);
      this.#began(began);
      return;
    }
    // A dead turn is closed on the way, whatever becomes of the decision.
    if (this.running && !this.running.alive) this.#over('interrupted');
  }

  async #send(): Promise<void> {
    const { openTurn, conversationId } = this.#parts;
    const id = randomUUID();
    const opened = await openTurn(userId, conversationId, message(id), PROMPTLY).catch(() => null);
    // Only a living turn stands in the way; a dead one is closed first.
    expect(opened === null).toBe(this.running?.alive === true);
    if (opened === null) return;
    if (opened.soFar) await this.#expectNothingBefore(opened.turnId, opened.soFar);
    expect(opened.soFar === undefined).toBe(this.#said.length > 0);
    if (this.running) this.#over('interrupted');
    this.#said.push(id);
    this.#began(opened.turnId);
  }

  #began(turnId: string): void {
    const log = this.#parts.openTurnLog(turnId);
    const start: TurnChunk[] = [
      { type: 'start', messageId: randomUUID() },
      { type: 'text-start', id: '0' },
    ];
    for (const chunk of start) log.append(chunk);
    this.running = { turnId, shown: '', alive: true, log };
  }

  async #close(status: 'completed' | 'failed' | 'stopped'): Promise<void> {
    if (!this.running) return;
    const { closeTurn, conversationId } = this.#parts;
    const { turnId, log } = this.running;
    const takeNext = status === 'completed';
    const next = await closeTurn(
      { userId, conversationId, turnId },
      log,
      { status, error: null, usage: undefined },
      takeNext,
    );
    this.#over(status);
    // The queue moves on by itself after an answer that is complete, and after no other.
    expect(next !== null).toBe(takeNext && this.#waiting.length > 0);
    if (next === null) return;
    this.#said.push(this.#waiting.shift() ?? '');
    this.#began(next);
  }

  /** What a conversation that is new is said to be is what would be read. */
  async #expectNothingBefore(turnId: string, { messages, ...state }: SoFar): Promise<void> {
    const { readSoFar, conversationId } = this.#parts;
    const { messages: read, ...stateRead } = await readSoFar({ userId, conversationId, turnId });
    expect(state).toEqual(stateRead);
    expect(await messages()).toEqual(await read());
  }

  #over(status: string): void {
    if (!this.running) return;
    this.#ended.set(this.running.turnId, { status, shown: this.running.shown });
    this.running = null;
  }
}

const PROMPTLY = { waits: false };

function message(id: string) {
  return { cause: 'message' as const, id, parts: [{ type: 'text' as const, text: 'Do it' }] };
}
