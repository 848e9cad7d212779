import type { ConversationMessage } from '@/lib/domain/message';
import type { Failure } from '../../../http/failure.ts';
import { NO_ANSWER } from '../../../http/failure.ts';
import { transition } from '../transition.ts';
import {
  type Effect,
  initialState,
  type StoredConversation,
  type TurnEvent,
  type TurnsState,
} from '../turn-state.ts';

/**
 * How a request fares: it is answered, at once or late; it never arrives; it arrives and its answer gets lost; it is refused.
 * A stream brings its next piece, breaks off, or ends without its last piece (`refused`).
 */
export type Fate = 'answered' | 'late' | 'lostOnTheWay' | 'answerLost' | 'refused';

type Stream = {
  type: 'stream';
  ticket: number;
  turnId: string;
  shown: ConversationMessage;
  fresh: boolean;
  over: boolean;
};
/** So many messages a page is opened with, and gets at a time of those before. */
const PAGE = 4;

type Request = Extract<Effect, { type: 'read' | 'watch' | 'post' | 'queue' | 'unqueue' | 'stop' }>;
/** An answer of the server that is on its way to the page. */
type Answer = { type: 'answer'; to: Request; arrive: () => void };
type Pending = Request | Stream | Answer;

function ticketOf(one: Pending): number | null {
  const request = one.type === 'answer' ? one.to : one;
  return 'ticket' in request ? request.ticket : null;
}

/**
 * A page's turns with a server and a network around them that behave as the real ones do, as far as turns go: messages
 * count once, one turn runs at a time, and any request may get lost on its way there or back.
 */
export class TurnWorld {
  state: TurnsState;
  /** Requests that wait for an answer, and streams that wait for their next piece. */
  pending: Pending[] = [];
  readonly server = {
    messages: [] as ConversationMessage[],
    queued: [] as ConversationMessage[],
    /** Ids of messages that changed after they were stored, in the order in which they did. */
    changed: [] as string[],
    running: null as { turnId: string; answer: ConversationMessage } | null,
  };
  readonly typed: string[] = [];
  readonly givenBack: string[] = [];
  /** What the person has taken out of the queue. */
  readonly takenOut: string[] = [];
  /** Streams that the page left before they were over. */
  readonly left: Stream[] = [];
  #streams: Stream[] = [];
  /** Something happened of which the page is not told. */
  #untold = false;
  #ids = 0;

  /** @param earlier so many messages were said before the page was opened */
  constructor(earlier: number) {
    this.server.messages = Array.from({ length: earlier }, (_, at) => said(`earlier ${at}`));
    const from = Math.max(0, earlier - PAGE);
    this.state = initialState({
      ...this.#news(),
      messages: this.server.messages.slice(from),
      continues: false,
      older: from > 0 ? String(from) : null,
    });
  }

  dispatch(event: TurnEvent): void {
    const { state, effects } = transition(this.state, event);
    this.state = state;
    for (const effect of effects) this.#begin(effect);
  }

  /** Requests and streams on the line of the page. */
  onTheLine(): Pending[] {
    return this.pending.filter((one) => ticketOf(one) === this.state.ticket);
  }

  #begin(effect: Effect): void {
    switch (effect.type) {
      case 'read':
      case 'watch':
      case 'post':
        this.left.push(...this.pending.filter((one) => one.type === 'stream'));
        this.#clearLine();
        this.pending.push(effect);
        break;
      case 'queue':
      case 'unqueue':
      case 'stop':
        this.pending.push(effect);
        break;
      case 'giveBack':
        this.givenBack.push(effect.text);
    }
  }

  /** What was on the line is over. A message that was sent is not called back. */
  #clearLine(): void {
    this.pending = this.pending.filter((one) => {
      const request = one.type === 'answer' ? one.to : one;
      return request.type === 'post' || ticketOf(one) === null;
    });
  }

  // What a person does.

  type(): void {
    const id = this.#newId('typed');
    this.typed.push(id);
    this.dispatch({ type: 'typed', message: said(id) });
  }

  unqueue(message: ConversationMessage): void {
    this.takenOut.push(message.id);
    this.dispatch({ type: 'unqueue', id: message.id });
  }

  /** News comes that must not be told twice, though it comes twice: `which` names it. */
  hold(which: number): void {
    const attemptId = `news ${which}`;
    const part = { type: 'data-connected' as const, data: { toolkit: 'confluence', attemptId } };
    this.dispatch({ type: 'hold', message: { id: attemptId, role: 'user', parts: [part] } });
  }

  /** A decision is taken by the server, and its turn begins; this page is told. */
  decide(): void {
    if (this.server.messages.length === 0 || this.server.running !== null) return;
    this.#start({ id: this.#newId('decided'), role: 'user', parts: [] });
    this.dispatch({ type: 'decided' });
  }

  /** The page goes, with what was on its line, and is shown again; what it had sent has arrived by then. */
  reopen(): void {
    for (const one of this.pending) if (one.type === 'post') this.deliver(one, 'late');
    this.#clearLine();
    this.dispatch({ type: 'opened', before: true });
  }

  /** The page hears that something happened in its conversation. */
  hear(): void {
    this.dispatch({ type: 'changedElsewhere' });
  }

  // What happens on the server.

  /** Another device sends a message. */
  sendElsewhere(): void {
    if (this.server.messages.length === 0 || this.server.running !== null) return;
    this.#untold = true;
    this.#start(said(this.#newId('elsewhere')));
  }

  /** An action of an earlier message is taken back on another device. */
  changeElsewhere(which: number): void {
    const { messages } = this.server;
    const old = messages[which % messages.length];
    if (old === undefined || this.state.messages.length === 0) return;
    const newer = { ...old, parts: [...old.parts, { type: 'text' as const, text: 'Taken back' }] };
    this.server.messages = messages.map((message) => (message === old ? newer : message));
    this.server.changed = [...this.server.changed, old.id];
    this.#untold = true;
  }

  write(): void {
    const { running } = this.server;
    if (running === null) return;
    running.answer = { ...running.answer, parts: [...running.answer.parts, { type: 'text', text: 'more' }] };
    this.#show(running.answer, running.turnId, false);
  }

  /** The running turn ends. After an answer that is complete the queue moves on by itself. */
  end(complete: boolean): void {
    const { server } = this;
    if (server.running === null) return;
    const { turnId, answer } = server.running;
    const ended: ConversationMessage = {
      ...answer,
      metadata: { createdAt: NOW, turnId, ended: true },
    };
    server.messages = [...server.messages, ended];
    server.running = null;
    this.#show(ended, turnId, true);
    const [next] = server.queued;
    if (complete && next !== undefined) this.#start(next);
  }

  #start(message: ConversationMessage): void {
    const turnId = this.#newId('turn');
    this.server.queued = this.server.queued.filter(({ id }) => id !== message.id);
    this.server.messages = [...this.server.messages, message];
    const metadata = { createdAt: NOW, turnId };
    this.server.running = {
      turnId,
      answer: { id: `answer of ${turnId}`, role: 'assistant', parts: [], metadata },
    };
  }

  #show(shown: ConversationMessage, turnId: string, over: boolean): void {
    for (const stream of this.#streams)
      if (stream.turnId === turnId) Object.assign(stream, { shown, over, fresh: true });
  }

  // What the network does.

  /** Lets a request arrive, an answer come back, or a stream bring its next piece. */
  deliver(one: Pending, fate: Fate): void {
    this.pending = this.pending.filter((other) => other !== one);
    if (one.type === 'stream') this.#bring(one, fate);
    else if (one.type === 'answer') one.arrive();
    else {
      const arrive = this.#serve(one, fate);
      if (fate === 'late') this.pending.push({ type: 'answer', to: one, arrive });
      else arrive();
    }
  }

  /** Does what a request asks for. Answers what the page then hears. */
  #serve(request: Request, fate: Fate): () => void {
    switch (request.type) {
      case 'read':
        return this.#read(request.ticket, fate);
      case 'watch':
        return this.#watch(request.ticket, fate);
      case 'post':
        return this.#post(request, fate);
      case 'queue':
        return this.#queue(request, fate);
      case 'unqueue':
        return this.#unqueue(request.id, fate);
      case 'stop':
        return this.#stop(request.turnId, fate);
    }
  }

  #bring(stream: Stream, fate: Fate): void {
    const { ticket, shown, over } = stream;
    if (fate === 'lostOnTheWay' || fate === 'answerLost') this.dispatch({ type: 'broke', ticket });
    else if (fate === 'refused' && !over) this.dispatch({ type: 'ended', ticket });
    else {
      stream.fresh = false;
      this.dispatch({ type: 'shown', ticket, message: shown });
      if (over) this.dispatch({ type: 'ended', ticket });
      else this.pending.push(stream);
    }
  }

  #read(ticket: number, fate: Fate): () => void {
    if (fate !== 'answered' && fate !== 'late')
      return () => this.dispatch({ type: 'readFailed', ticket, ...lost(fate) });
    const stored = this.#news(this.state.since);
    if (this.server.messages.length > 0) return () => this.dispatch({ type: 'read', ticket, stored });
    const failure = refusal('not_found');
    return () => this.dispatch({ type: 'readFailed', ticket, failure, status: 404 });
  }

  /** What the server answers to who read it last when `since` says: how many messages there were, and how many changes. */
  #news(since: string | null = null): StoredConversation {
    const { messages, queued, running } = this.server;
    const [had, changes] = JSON.parse(since ?? '[0,0]') as [number, number];
    const ids = this.server.changed.slice(changes);
    const changed = messages.slice(0, had).filter(({ id }) => ids.includes(id));
    return {
      messages: messages.slice(had),
      changed,
      queued,
      running: running !== null,
      continues: true,
      since: messages.length > 0 ? JSON.stringify([messages.length, this.server.changed.length]) : null,
      older: null,
    };
  }

  /** The page asks for what is before its first message, and gets it. */
  showOlder(): void {
    const { older } = this.state;
    if (older === null) return;
    const from = Math.max(0, Number(older) - PAGE);
    const messages = this.server.messages.slice(from, Number(older));
    const event = {
      type: 'olderRead' as const,
      before: older,
      messages,
      older: from > 0 ? String(from) : null,
    };
    this.dispatch(event);
  }

  #watch(ticket: number, fate: Fate): () => void {
    if (fate !== 'answered' && fate !== 'late') return () => this.dispatch({ type: 'broke', ticket });
    const stream = this.#openStream(ticket);
    return () => {
      if (stream === null) this.dispatch({ type: 'ended', ticket });
      else this.pending.push(stream);
    };
  }

  #openStream(ticket: number): Stream | null {
    const { running } = this.server;
    if (running === null) return null;
    const { turnId, answer } = running;
    const stream: Stream = { type: 'stream', ticket, turnId, shown: answer, fresh: true, over: false };
    this.#streams.push(stream);
    return stream;
  }

  #post({ ticket, message }: Extract<Request, { type: 'post' }>, fate: Fate): () => void {
    const no = this.#take(fate, message, () => {
      if (this.server.running !== null) return { code: 'turn_in_progress', status: 409 };
      this.#start(message);
      return null;
    });
    if (no !== null) return () => this.dispatch({ type: 'refused', ticket, failure: no.failure });
    const stream = this.#openStream(ticket);
    return () => {
      this.dispatch({ type: 'accepted', ticket });
      // The page may have gone on meanwhile.
      if (stream !== null && ticket === this.state.ticket) this.pending.push(stream);
    };
  }

  #queue({ message, tries }: Extract<Request, { type: 'queue' }>, fate: Fate): () => void {
    const { server } = this;
    // Limits refuse the first try: one that comes again is known already.
    const no = this.#take(fate === 'refused' && tries > 0 ? 'answered' : fate, message, () => {
      if (server.messages.length === 0) return { code: 'not_found', status: 404 };
      if (server.running === null) this.#start(message);
      else if (!server.queued.some(({ id }) => id === message.id))
        server.queued = [...server.queued, message];
      return null;
    });
    return no === null
      ? () => this.dispatch({ type: 'queued', message })
      : () => this.dispatch({ type: 'queueFailed', message, tries, ...no });
  }

  /** Lets the server take a message, and answers what the page hears of it: null is yes. `take` says why it is not taken. */
  #take(
    fate: Fate,
    message: ConversationMessage,
    take: () => { code: string; status: number } | null,
  ): { failure: Failure; status: number | null } | null {
    if (fate === 'lostOnTheWay') return { failure: NO_ANSWER, status: null };
    if (fate === 'refused') return { failure: refusal('rate_limited'), status: 429 };
    const known = this.server.messages.some(({ id }) => id === message.id);
    const no = known ? { code: 'already_received', status: 409 } : take();
    if (fate === 'answerLost') return { failure: NO_ANSWER, status: null };
    return no === null ? null : { failure: refusal(no.code), status: no.status };
  }

  #unqueue(id: string, fate: Fate): () => void {
    const { server } = this;
    const waits = server.queued.some((one) => one.id === id);
    if (fate !== 'lostOnTheWay' && fate !== 'refused')
      server.queued = server.queued.filter((one) => one.id !== id);
    if (waits && (fate === 'answered' || fate === 'late'))
      return () => this.dispatch({ type: 'unqueued', id });
    const failure = waits ? NO_ANSWER : refusal('not_found');
    return () => this.dispatch({ type: 'unqueueFailed', id, failure });
  }

  #stop(turnId: string | undefined, fate: Fate): () => void {
    if (fate !== 'answered' && fate !== 'late')
      return () => this.dispatch({ type: 'stopFailed', failure: NO_ANSWER });
    const { running } = this.server;
    const stopped = running !== null && (turnId === undefined || turnId === running.turnId);
    if (stopped) this.end(false);
    return () => this.dispatch({ type: 'stopAnswered', turnId, stopped });
  }

  /** The network is good until nothing is on its way any more. What it was not told the page then hears of. */
  settle(): void {
    this.#deliverAll();
    if (!this.#untold) return;
    this.hear();
    this.#deliverAll();
  }

  /** The same, and every turn comes to its end. */
  finish(): void {
    this.settle();
    while (this.server.running !== null) {
      this.end(false);
      this.settle();
    }
  }

  #deliverAll(): void {
    for (let next = this.#next(); next !== undefined; next = this.#next()) this.deliver(next, 'answered');
  }

  /** A request that was not answered yet, or a stream with something new. */
  #next(): Pending | undefined {
    return this.pending.find((one) => one.type !== 'stream' || one.fresh);
  }

  #newId(kind: string): string {
    this.#ids += 1;
    return `${kind} ${this.#ids}`;
  }
}

const NOW = '2026-01-01T00:00:00.000Z';

function said(text: string): ConversationMessage {
  return { id: text, role: 'user', parts: [{ type: 'text', text }] };
}

function refusal(code: string): Failure {
  return { code, message: 'No.', hint: null };
}

function lost(fate: Fate): { failure: Failure; status: number | null } {
  return fate === 'refused'
    ? { failure: refusal('internal'), status: 500 }
    : { failure: NO_ANSWER, status: null };
}
