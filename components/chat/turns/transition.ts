import type { ConversationMessage } from '@/lib/domain/message';
import { type Failure, NO_ANSWER } from '../../http/failure';
import { textOf } from '../text-of';
import {
  type Effect,
  isBusy,
  type Line,
  type LineEvent,
  type PersonEvent,
  type RequestEvent,
  type Sent,
  type StoredConversation,
  type TurnEvent,
  type TurnsState,
  waitingMessages,
} from './turn-state';

export type Step = { state: TurnsState; effects: Effect[] };

type LineIn<State extends Line['state']> = Extract<Line, { state: State }>;

const RETRY_MS = [300, 1_000, 2_000, 5_000];

/** What follows when the server has a message. */
const ACCEPTED: Effect = { type: 'accepted' };

/**
 * The turns of a conversation as a browser knows them: answers the state after an event, and what is to be done then. The
 * server's database is the truth: whatever was lost on the way is read again from there.
 */
export function transition(state: TurnsState, event: TurnEvent): Step {
  if ('ticket' in event)
    return event.ticket === state.ticket ? sendHeld(afterAnswer(state, event)) : stay(state);
  switch (event.type) {
    case 'queued':
    case 'queueFailed':
    case 'unqueued':
    case 'unqueueFailed':
    case 'stopAnswered':
    case 'stopFailed':
    case 'refreshed':
    case 'olderRead':
      return sendHeld(afterRequest(state, event));
    default:
      return sendHeld(afterPerson(state, event));
  }
}

function stay(state: TurnsState, ...effects: Effect[]): Step {
  return { state, effects };
}

/** What is held goes out as soon as no turn runs; another tab may have sent it already. */
function sendHeld(step: Step): Step {
  const { state, effects } = step;
  if (state.held === null || isBusy(state.line)) return step;
  const sent = begin({ ...state, held: null }, state.held);
  return { state: sent.state, effects: [...effects, ...sent.effects] };
}

function afterPerson(state: TurnsState, event: PersonEvent): Step {
  const { line } = state;
  switch (event.type) {
    case 'opened':
      return reopen(state, event.before);
    case 'changedElsewhere':
      return state.messages.length === 0 ? stay(state) : lookAgain(state);
    case 'typed': {
      if (!isBusy(line)) return begin(state, event.message);
      const { message } = event;
      return stay(
        { ...state, failure: null, queueing: [...state.queueing, message] },
        { type: 'queue', message, tries: 0, afterMs: 0 },
      );
    }
    case 'send':
      // One that is on its way into the queue is begun there, as no turn runs.
      if (isBusy(line) || state.queueing.some(({ id }) => id === event.message.id)) return stay(state);
      return begin(state, event.message);
    case 'hold':
      return stay({ ...state, held: event.message });
    case 'unqueue':
      return stay(
        { ...state, unqueueing: [...state.unqueueing, event.id] },
        { type: 'unqueue', id: event.id },
      );
    case 'stop':
      if (!isBusy(line)) return stay(state);
      return stay(
        { ...state, line: { ...line, stopping: true } },
        { type: 'stop', turnId: runningTurn(state.messages) },
      );
    case 'decided': {
      const next = { ...state, failure: null };
      if (line.state !== 'idle' && line.state !== 'reading' && line.state !== 'joining') return stay(next);
      return read(next, { state: 'joining', tries: 0, stopping: false });
    }
  }
}

function afterAnswer(state: TurnsState, event: LineEvent): Step {
  const { line } = state;
  switch (event.type) {
    case 'read':
      if (line.state === 'confirming') return confirm(state, line, event.stored);
      return line.state === 'reading' || line.state === 'joining' ? adopt(state, event.stored) : stay(state);
    case 'readFailed':
      return readAgain(state, event);
    case 'accepted':
      if (line.state !== 'sending') return stay(state);
      return stay({ ...state, line: { state: 'answering', stopping: line.stopping } }, ACCEPTED);
    case 'refused':
      return line.state === 'sending' ? refusal(state, line, event.failure) : stay(state);
    case 'shown':
      if (line.state !== 'answering' && line.state !== 'watching') return stay(state);
      return stay({ ...state, messages: withMessage(state.messages, event.message) });
    case 'ended':
      // A watched turn is over when the server says so; one's own when its last piece was there, unless a message that waits has
      // begun the next one.
      if (line.state === 'answering' && isComplete(state.messages) && waitingMessages(state).length === 0)
        return read(state, { state: 'reading', tries: 0 });
      return read(state, { state: 'joining', tries: 0, stopping: false });
    case 'broke':
      if (line.state !== 'watching') return read(state, { state: 'joining', tries: 0, stopping: false });
      return read(failed(state, NO_ANSWER), { state: 'joining', tries: line.tries + 1, stopping: false });
  }
}

function afterRequest(state: TurnsState, event: RequestEvent): Step {
  switch (event.type) {
    case 'queued': {
      const { message } = event;
      const known = [...state.messages, ...state.queued].some(({ id }) => id === message.id);
      const queued = known ? state.queued : [...state.queued, message];
      const queueing = without(state.queueing, message.id);
      return lookAgain({ ...state, failure: null, queued, queueing });
    }
    case 'queueFailed':
      return queueAgain(state, event);
    case 'unqueued': {
      const unqueueing = state.unqueueing.filter((id) => id !== event.id);
      const next = { ...state, unqueueing, queued: without(state.queued, event.id) };
      // A look at the server that is under way may bring it back.
      return state.line.state === 'idle' ? stay(next) : lookAgain(next);
    }
    case 'unqueueFailed': {
      const unqueueing = state.unqueueing.filter((id) => id !== event.id);
      return lookAgain(failed({ ...state, unqueueing }, event.failure));
    }
    case 'stopAnswered': {
      const { stopped, turnId } = event;
      // Unless the answer that is shown is the one that ends, the button must work again.
      const ends = stopped && turnId !== undefined && turnId === runningTurn(state.messages);
      return stay(ends ? state : notStopping(state));
    }
    case 'stopFailed':
      return stay(failed(notStopping(state), event.failure));
    case 'refreshed': {
      const { messages } = event;
      return stay({
        ...state,
        messages: renew(state.messages, messages),
        known: renew(state.known, messages),
      });
    }
    case 'olderRead': {
      // The conversation was read anew meanwhile, and begins elsewhere.
      if (event.before !== state.older) return stay(state);
      const { messages, older } = event;
      const known = [...messages, ...state.known];
      return stay({ ...state, older, known, messages: [...messages, ...state.messages] });
    }
  }
}

/** Puts a request to read the conversation on the line, after a while when earlier ones failed. */
function read(state: TurnsState, line: LineIn<'reading' | 'joining' | 'confirming'>): Step {
  const ticket = state.ticket + 1;
  return stay({ ...state, line, ticket }, { type: 'read', ticket, afterMs: waitAfter(line.tries) });
}

/** Something may have changed on the server: what is being read is read anew, what is streamed tells by itself. */
function lookAgain(state: TurnsState): Step {
  const { line } = state;
  switch (line.state) {
    case 'idle':
    case 'reading':
      return read(state, { state: 'reading', tries: 0 });
    case 'joining':
    case 'confirming':
      return read(state, { ...line, tries: 0 });
    default:
      return stay(state);
  }
}

/** The page is shown (again): whatever was on the line before is gone. */
function reopen(state: TurnsState, before: boolean): Step {
  const { line } = state;
  switch (line.state) {
    case 'idle':
      return before ? lookAgain(state) : stay(state);
    case 'reading':
      return lookAgain(state);
    case 'sending':
    case 'confirming': {
      const { message, fromQueue, stopping } = line;
      return read(state, { state: 'confirming', reason: NO_ANSWER, tries: 0, message, fromQueue, stopping });
    }
    default:
      return read(state, { state: 'joining', tries: 0, stopping: line.stopping });
  }
}

/** Sends a message while no turn runs. One that stands in the conversation is not sent twice. */
function begin(state: TurnsState, message: ConversationMessage): Step {
  if (state.messages.some(({ id }) => id === message.id)) return stay(state);
  const ticket = state.ticket + 1;
  const fromQueue = state.queued.some(({ id }) => id === message.id);
  return stay(
    {
      ...state,
      ticket,
      failure: null,
      messages: [...state.messages, message],
      queued: without(state.queued, message.id),
      line: { state: 'sending', message, fromQueue, stopping: false },
    },
    { type: 'post', ticket, message },
  );
}

/** Takes over what the server has, and stays with a turn that runs. */
function adopt(state: TurnsState, stored: StoredConversation): Step {
  const { line } = state;
  const { queued, running, since } = stored;
  const before = stored.continues ? renew(state.known, stored.changed) : [];
  const messages = stored.messages.reduce(withMessage, before);
  const older = stored.continues ? state.older : stored.older;
  const failure = state.failure?.code === NO_ANSWER.code ? null : state.failure;
  const queueing = state.queueing.filter(({ id }) => !messages.some((message) => message.id === id));
  const read = { messages, known: messages, since, older, queued };
  const next = { ...state, ...read, queueing, failure, ticket: state.ticket + 1 };
  if (!running) return stay({ ...next, line: { state: 'idle' } });
  // A stream that breaks each time it is found is asked for less and less often.
  const tries = line.state === 'joining' ? line.tries : 0;
  return stay(
    // Whether it is this turn that is being stopped is not known.
    { ...next, line: { state: 'watching', tries, stopping: false } },
    { type: 'watch', ticket: next.ticket },
  );
}

function confirm(state: TurnsState, line: LineIn<'confirming'>, stored: StoredConversation): Step {
  const { message, reason } = line;
  const isMessage = ({ id }: ConversationMessage) => id === message.id;
  const adopted = adopt(state, stored);
  if (adopted.state.known.some(isMessage)) return also(adopted, ACCEPTED);
  const fromQueue = stored.queued.some(isMessage);
  const back = takeBack(adopted.state, { message, fromQueue }, reason);
  return { state: back.state, effects: [...adopted.effects, ...back.effects] };
}

function readAgain(state: TurnsState, { failure, status }: Extract<LineEvent, { type: 'readFailed' }>): Step {
  const { line } = state;
  switch (line.state) {
    case 'confirming':
      if (isFinal(status)) {
        const back = takeBack(state, line, line.reason);
        return stay({ ...back.state, line: { state: 'idle' } }, ...back.effects);
      }
      return read(failed(state, failure), { ...line, tries: line.tries + 1 });
    case 'reading':
    case 'joining':
      if (status === 404) return stay({ ...state, line: { state: 'idle' } }, { type: 'gone' });
      return read(failed(state, failure), { ...line, tries: line.tries + 1 });
    default:
      return stay(state);
  }
}

/** The server answered a message with no, or not at all. */
function refusal(state: TurnsState, line: LineIn<'sending'>, failure: Failure): Step {
  const { message, fromQueue, stopping } = line;
  switch (failure.code) {
    case 'already_received':
      // Another tab sent the same message first: its turn is this one's too.
      return also(read(state, { state: 'joining', tries: 0, stopping }), ACCEPTED);
    case 'network':
    case 'unreadable':
      // The answer got lost, not necessarily the message: sent twice, it would be done twice.
      return read(state, { state: 'confirming', reason: failure, tries: 0, message, fromQueue, stopping });
    default:
      return refuse(state, line, failure);
  }
}

/** The server said no to a message. What runs or waits there instead is read. */
function refuse(state: TurnsState, line: LineIn<'sending'>, reason: Failure): Step {
  const { state: next, effects } = takeBack(state, line, reason);
  if (next.messages.length === 0) return stay({ ...next, line: { state: 'idle' } }, ...effects);
  // Someone else's turn in the same conversation: show it.
  const joins = reason.code === 'turn_in_progress';
  const reading = read(
    next,
    joins ? { state: 'joining', tries: 0, stopping: false } : { state: 'reading', tries: 0 },
  );
  return also(reading, ...effects);
}

/** A message that the server does not have goes back to where it came from. */
function takeBack(state: TurnsState, { message, fromQueue }: Sent, reason: Failure): Step {
  const text = textOf(message);
  const messages = without(state.messages, message.id);
  const queued = fromQueue ? [message, ...without(state.queued, message.id)] : state.queued;
  const failure = { ...reason, again: text === '' ? message : null };
  const next = { ...state, messages, queued, failure };
  return fromQueue || text === '' ? stay(next) : stay(next, { type: 'giveBack', text });
}

function queueAgain(state: TurnsState, event: Extract<RequestEvent, { type: 'queueFailed' }>): Step {
  const { message, failure, status } = event;
  if (!isFinal(status)) {
    // Queued twice it waits once: asking again until there is an answer is safe.
    const tries = event.tries + 1;
    return stay(failed(state, failure), { type: 'queue', message, tries, afterMs: waitAfter(tries) });
  }
  // An earlier try came through, and its turn has begun: refused, it would be sent twice.
  if (failure.code === 'already_received') return lookAgain({ ...state, failure: null });
  const next = { ...state, queueing: without(state.queueing, message.id) };
  return stay(failed(next, failure), { type: 'giveBack', text: textOf(message) });
}

function also(step: Step, ...effects: Effect[]): Step {
  return { state: step.state, effects: [...step.effects, ...effects] };
}

function failed(state: TurnsState, failure: Failure): TurnsState {
  return { ...state, failure: { ...failure, again: null } };
}

function notStopping(state: TurnsState): TurnsState {
  return isBusy(state.line) ? { ...state, line: { ...state.line, stopping: false } } : state;
}

/** Milliseconds to wait after so many failures in a row. */
function waitAfter(tries: number): number {
  return RETRY_MS[Math.min(tries, RETRY_MS.length) - 1] ?? 0;
}

/** Whether asking again would get the same answer. */
function isFinal(status: number | null): boolean {
  return status !== null && status < 500;
}

function without(messages: ConversationMessage[], id: string): ConversationMessage[] {
  return messages.filter((message) => message.id !== id);
}

function withMessage(messages: ConversationMessage[], shown: ConversationMessage): ConversationMessage[] {
  return messages.some(({ id }) => id === shown.id)
    ? messages.map((message) => (message.id === shown.id ? shown : message))
    : [...messages, shown];
}

/** The messages that are there, as others of the same ids have them. */
function renew(messages: ConversationMessage[], fresh: ConversationMessage[]): ConversationMessage[] {
  if (fresh.length === 0) return messages;
  const byId = new Map(fresh.map((message) => [message.id, message]));
  return messages.map((message) => byId.get(message.id) ?? message);
}

function isComplete(messages: ConversationMessage[]): boolean {
  const last = messages.at(-1);
  return last?.role === 'assistant' && last.metadata?.ended === true;
}

/** The turn whose answer is being shown, if its beginning is there. */
function runningTurn(messages: ConversationMessage[]): string | undefined {
  const last = messages.at(-1);
  return last?.role === 'assistant' && !last.metadata?.ended ? last.metadata?.turnId : undefined;
}
