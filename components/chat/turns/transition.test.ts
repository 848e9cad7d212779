import { expect, test } from 'vitest';
import type { ConversationMessage } from '@/lib/domain/message';
import { NO_ANSWER } from '../../http/failure.ts';
import { type Step, transition } from './transition.ts';
import {
  initialState,
  isBusy,
  type StoredConversation,
  type TurnEvent,
  type TurnsState,
  waitingMessages,
} from './turn-state.ts';

const said = (id: string): ConversationMessage => ({
  id,
  role: 'user',
  parts: [{ type: 'text', text: `Text of ${id}` }],
});
const news: ConversationMessage = {
  id: 'news',
  role: 'user',
  parts: [{ type: 'data-connected', data: { toolkit: 'confluence', attemptId: 'news' } }],
};
const answer = (turnId: string, ended: boolean): ConversationMessage => ({
  id: `answer of ${turnId}`,
  role: 'assistant',
  parts: [],
  metadata: { createdAt: '2026-01-01T00:00:00.000Z', turnId, ...(ended ? { ended: true as const } : {}) },
});
const no = (code: string) => ({ code, message: 'No.', hint: null });

const EMPTY: StoredConversation = {
  messages: [],
  changed: [],
  queued: [],
  running: false,
  continues: false,
  since: null,
  older: null,
};
const QUIET: StoredConversation = { ...EMPTY, messages: [said('a'), answer('1', true)], since: 'first' };

/** The last step of several; the ticket of each event is the one that the line has by then. */
function after(given: StoredConversation, ...events: TurnEvent[]): Step {
  let step: Step = { state: initialState(given), effects: [] };
  for (const event of events)
    step = transition(step.state, 'ticket' in event ? { ...event, ticket: step.state.ticket } : event);
  return step;
}
const ticket = 0;
const answering: TurnEvent[] = [
  { type: 'typed', message: said('b') },
  { type: 'accepted', ticket },
];
const typesOf = ({ effects }: Step) => effects.map(({ type }) => type);
const lineOf = (state: TurnsState) => state.line.state;

test('a message that is typed while no turn runs is sent; one that is typed while a turn runs is queued', () => {
  const sent = after(QUIET, { type: 'typed', message: said('b') });
  expect(typesOf(sent)).toEqual(['post']);
  const queued = after(QUIET, ...answering, { type: 'typed', message: said('c') });
  expect(typesOf(queued)).toEqual(['queue']);
});

test('an answer to a request that is no longer on the line changes nothing', () => {
  const { state } = after(QUIET, { type: 'changedElsewhere' }, { type: 'changedElsewhere' });
  const late = transition(state, { type: 'read', ticket: state.ticket - 1, stored: EMPTY });
  expect(late).toEqual({ state, effects: [] });
});

test('a message whose answer got lost is looked for before it is given back', () => {
  const lost: TurnEvent[] = [
    { type: 'typed', message: said('b') },
    { type: 'refused', ticket, failure: NO_ANSWER },
  ];
  expect(typesOf(after(QUIET, ...lost))).toEqual(['read']);
  const arrived = { ...QUIET, messages: [...QUIET.messages, said('b')], running: true };
  const found = after(QUIET, ...lost, { type: 'read', ticket, stored: arrived });
  expect(typesOf(found)).toEqual(['watch', 'accepted']);
  const missed = after(QUIET, ...lost, { type: 'read', ticket, stored: QUIET });
  expect(missed.effects).toContainEqual({ type: 'giveBack', text: 'Text of b' });
  expect(missed.state.failure).toMatchObject(NO_ANSWER);
});

test('a message in whose way another device’s turn stands goes back, and that turn is shown', () => {
  const { state, effects } = after(
    QUIET,
    { type: 'typed', message: said('b') },
    { type: 'refused', ticket, failure: no('turn_in_progress') },
  );
  expect(effects).toContainEqual({ type: 'giveBack', text: 'Text of b' });
  expect(state.messages).toEqual(QUIET.messages);
  expect(lineOf(state)).toBe('joining');
  expect(state.failure?.code).toBe('turn_in_progress');
});

test('a message that another tab sent first is not given back: its turn is this one’s too', () => {
  const step = after(
    QUIET,
    { type: 'hold', message: news },
    { type: 'refused', ticket, failure: no('already_received') },
  );
  expect([lineOf(step.state), typesOf(step)]).toEqual(['joining', ['read', 'accepted']]);
});

test('what cannot be typed again can be sent again', () => {
  const refused = after(
    QUIET,
    { type: 'hold', message: news },
    { type: 'refused', ticket, failure: no('rate_limited') },
  );
  expect(refused.state.failure?.again).toEqual(news);
  expect(typesOf(transition(refused.state, { type: 'send', message: news }))).toContain('post');
});

test('a first message gets its address once the server has it: a page that is reloaded before must find a page', () => {
  const typed: TurnEvent = { type: 'typed', message: said('a') };
  expect(typesOf(after(EMPTY, typed))).not.toContain('accepted');
  expect(typesOf(after(EMPTY, typed, { type: 'accepted', ticket }))).toContain('accepted');
  const { effects } = after(EMPTY, typed, { type: 'refused', ticket, failure: no('rate_limited') });
  expect(effects).toEqual([{ type: 'giveBack', text: 'Text of a' }]);
});

test('a queued message that is sent and refused waits again, and is not written back', () => {
  const waiting = { ...QUIET, queued: [said('b'), said('c')] };
  const { state, effects } = after(
    waiting,
    { type: 'send', message: said('b') },
    { type: 'refused', ticket, failure: no('rate_limited') },
  );
  expect(state.queued).toEqual(waiting.queued);
  expect(effects.map(({ type }) => type)).not.toContain('giveBack');
});

test('a message that was taken out of the queue is not brought back by a look that was under way', () => {
  const waiting = { ...QUIET, queued: [said('b')] };
  const looking: TurnEvent[] = [{ type: 'changedElsewhere' }, { type: 'unqueue', id: 'b' }];
  const before = after(waiting, ...looking).state;
  expect(waitingMessages(before)).toEqual([]);
  const { state } = transition(before, { type: 'unqueued', id: 'b' });
  const late = transition(state, { type: 'read', ticket: before.ticket, stored: waiting });
  expect(waitingMessages(late.state)).toEqual([]);
});

test('a message on its way into the queue is not sent beside it', () => {
  const arriving: TurnEvent[] = [
    ...answering,
    { type: 'typed', message: said('c') },
    { type: 'shown', ticket, message: answer('2', true) },
    { type: 'ended', ticket },
  ];
  expect(typesOf(after(QUIET, ...arriving, { type: 'send', message: said('c') }))).toEqual([]);
});

test('a stream that broke off is found again, and one that breaks each time is asked for later and later', () => {
  const running = { ...QUIET, running: true };
  const own = after(QUIET, ...answering, { type: 'broke', ticket });
  expect(own.effects).toEqual([{ type: 'read', ticket: own.state.ticket, afterMs: 0 }]);
  expect(own.state.failure).toBeNull();
  const found: TurnEvent[] = [
    { type: 'read', ticket, stored: running },
    { type: 'broke', ticket },
  ];
  const waits = [1, 2, 3, 4, 5].map((times) => {
    const { effects } = after(running, { type: 'opened', before: false }, ...Array(times).fill(found).flat());
    return effects.map((effect) => ('afterMs' in effect ? effect.afterMs : null));
  });
  expect(waits).toEqual([[300], [1_000], [2_000], [5_000], [5_000]]);
});

test('what went wrong on the way is forgotten once the server answers; what the server said is not', () => {
  const failed = after(
    QUIET,
    { type: 'changedElsewhere' },
    { type: 'readFailed', ticket, failure: NO_ANSWER, status: null },
  );
  expect(failed.state.failure?.code).toBe('network');
  const read: TurnEvent = { type: 'read', ticket: failed.state.ticket, stored: QUIET };
  expect(transition(failed.state, read).state.failure).toBeNull();
  const refused = { ...failed.state, failure: { ...no('rate_limited'), again: null } };
  expect(transition(refused, read).state.failure?.code).toBe('rate_limited');
});

test('a conversation that is gone is not asked for again', () => {
  const step = after(
    QUIET,
    { type: 'opened', before: true },
    { type: 'readFailed', ticket, failure: no('not_found'), status: 404 },
  );
  expect([lineOf(step.state), typesOf(step)]).toEqual(['idle', ['gone']]);
});

test('Stop names the turn whose answer is shown, and none before it is there', () => {
  expect(after(QUIET, ...answering, { type: 'stop' }).effects).toEqual([{ type: 'stop', turnId: undefined }]);
  const shown: TurnEvent = { type: 'shown', ticket, message: answer('2', false) };
  expect(after(QUIET, ...answering, shown, { type: 'stop' }).effects).toEqual([
    { type: 'stop', turnId: '2' },
  ]);
  expect(after(QUIET, { type: 'stop' }).effects).toEqual([]);
});

test('a decision begins a turn that is joined', () => {
  const step = after(QUIET, { type: 'decided' });
  expect([lineOf(step.state), typesOf(step)]).toEqual(['joining', ['read']]);
});

test('messages that are brought up to date take the place of those that are there, and add none', () => {
  const newer = { ...answer('1', true), parts: [{ type: 'text' as const, text: 'Newer' }] };
  const { state } = after(QUIET, { type: 'refreshed', messages: [said('other'), newer] });
  expect(state.messages).toEqual([said('a'), newer]);
});

test('after a turn only what is new is read: it comes after what is there, or takes its place', () => {
  const newer = { ...answer('1', true), parts: [{ type: 'text' as const, text: 'Taken back' }] };
  const changed = [said('above'), newer];
  const news = { ...EMPTY, continues: true, messages: [said('b')], changed, since: 'second' };
  const { state } = after(QUIET, { type: 'changedElsewhere' }, { type: 'read', ticket, stored: news });
  expect(state.messages).toEqual([said('a'), newer, said('b')]);
  expect(state.since).toBe('second');
});

test('what the server does not have is not kept beside what is new', () => {
  const phantom: TurnEvent[] = [...answering, { type: 'shown', ticket, message: answer('2', false) }];
  const news = { ...EMPTY, continues: true, messages: [said('b')], since: 'second' };
  const { state } = after(
    QUIET,
    ...phantom,
    { type: 'broke', ticket },
    { type: 'read', ticket, stored: news },
  );
  expect(state.messages).toEqual([...QUIET.messages, said('b')]);
});

test('older messages come before those that are there, and stay when the conversation goes on', () => {
  const given = { ...QUIET, older: 'cursor' };
  const olderRead: TurnEvent = { type: 'olderRead', before: 'cursor', messages: [said('0')], older: null };
  const news = { ...EMPTY, continues: true, messages: [said('b')], since: 'second', older: 'no matter' };
  const { state } = after(
    given,
    olderRead,
    { type: 'changedElsewhere' },
    { type: 'read', ticket, stored: news },
  );
  expect(state.messages).toEqual([said('0'), ...QUIET.messages, said('b')]);
  expect(state.older).toBeNull();
  expect(after(given, olderRead, olderRead).state.messages).toHaveLength(3);
});

test('a turn that ends while a message waits is followed by the next one: what must wait for the end goes on waiting', () => {
  const shown: TurnEvent[] = [...answering, { type: 'shown', ticket, message: answer('2', true) }];
  const quiet = after(QUIET, ...shown, { type: 'ended', ticket });
  expect([lineOf(quiet.state), isBusy(quiet.state.line)]).toEqual(['reading', false]);
  const waiting = after(
    QUIET,
    ...shown,
    { type: 'typed', message: said('c') },
    { type: 'queued', message: said('c') },
    { type: 'ended', ticket },
  );
  expect([lineOf(waiting.state), isBusy(waiting.state.line)]).toEqual(['joining', true]);
});
