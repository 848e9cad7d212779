import type { LatestMessages } from '@/lib/domain/conversation';
import type { ConversationMessage } from '@/lib/domain/message';
import type { Failure } from '../../http/failure';

/** The end of a conversation, as `GET /api/conversations/{id}/news` answers it. */
export type StoredConversation = LatestMessages;

/** A message that is being sent. `fromQueue`: it waited on the server, and waits there again when it is refused. */
export type Sent = { message: ConversationMessage; fromQueue: boolean };

/**
 * The one line between this page and the turns of its conversation; there is one request on it at most. `tries` counts how
 * often in a row it failed, `stopping` says that a stop was asked for.
 */
export type Line =
  /** Nothing runs, as far as this page knows. */
  | { state: 'idle' }
  /** Nothing ran when this page last heard; the conversation is read again. */
  | { state: 'reading'; tries: number }
  /** A message is on its way, and the server has not said that it has it. */
  | ({ state: 'sending'; stopping: boolean } & Sent)
  /** The answer about a message got lost: the conversation is read to see whether the message came through. */
  | ({ state: 'confirming'; reason: Failure; tries: number; stopping: boolean } & Sent)
  /** The turn of a message that this page sent is being streamed. */
  | { state: 'answering'; stopping: boolean }
  /** A turn runs, or one did; the conversation is read to find it. */
  | { state: 'joining'; tries: number; stopping: boolean }
  /** A turn that was found running is being streamed. */
  | { state: 'watching'; tries: number; stopping: boolean };

export type TurnsState = {
  messages: ConversationMessage[];
  /** The messages that the server has, as far as they were read: what is shown beside them is on its way there or back. */
  known: ConversationMessage[];
  /** What to ask the server with for what came after `known`. */
  since: string | null;
  /** The cursor of the messages before these; null where there are none. */
  older: string | null;
  /** Messages that wait on the server for the running turn to end. */
  queued: ConversationMessage[];
  /** Messages on their way into that queue. */
  queueing: ConversationMessage[];
  /** Ids of messages on their way out of it. */
  unqueueing: string[];
  /** News for the agent that cannot be queued: sent as soon as no turn runs. */
  held: ConversationMessage | null;
  /** What went wrong last. `again` is what can be sent again and cannot be typed again. */
  failure: (Failure & { again: ConversationMessage | null }) | null;
  line: Line;
  /** Number of the last request on the line. What earlier ones still answer comes too late. */
  ticket: number;
};

/** What a request on the line answers, with that request's number. */
export type LineEvent = { ticket: number } & (
  | { type: 'read'; stored: StoredConversation }
  | { type: 'readFailed'; failure: Failure; status: number | null }
  | { type: 'accepted' }
  | { type: 'refused'; failure: Failure }
  | { type: 'shown'; message: ConversationMessage }
  | { type: 'ended' }
  | { type: 'broke' }
);

/** What other requests answer. `status` is null when there was no answer. */
export type RequestEvent =
  | { type: 'queued'; message: ConversationMessage }
  | {
      type: 'queueFailed';
      message: ConversationMessage;
      tries: number;
      failure: Failure;
      status: number | null;
    }
  | { type: 'unqueued'; id: string }
  | { type: 'unqueueFailed'; id: string; failure: Failure }
  /** `turnId` is the turn that was to be stopped, undefined when its name was not known. */
  | { type: 'stopAnswered'; turnId: string | undefined; stopped: boolean }
  | { type: 'stopFailed'; failure: Failure }
  /** Messages as the server has them by now. */
  | { type: 'refreshed'; messages: ConversationMessage[] }
  /** The messages before those that were there, which `before` was the cursor of. */
  | { type: 'olderRead'; before: string; messages: ConversationMessage[]; older: string | null };

/** What a person does, here or elsewhere. `changedElsewhere`: something may have changed on the server. */
export type PersonEvent =
  /** The page is there. `before`: it was there before, so what it was given may be old. */
  | { type: 'opened'; before: boolean }
  | { type: 'changedElsewhere' }
  /** A message was typed. */
  | { type: 'typed'; message: ConversationMessage }
  /** A queued message, or one that cannot be typed, is to be sent now. */
  | { type: 'send'; message: ConversationMessage }
  /** The agent is to hear of something as soon as no turn runs. */
  | { type: 'hold'; message: ConversationMessage }
  | { type: 'unqueue'; id: string }
  | { type: 'stop' }
  /** The server took a decision, and its turn has begun. */
  | { type: 'decided' };

export type TurnEvent = LineEvent | RequestEvent | PersonEvent;

/** What is to be done after a transition. The three with a ticket take the line: whatever was on it is over. */
export type Effect =
  | { type: 'read'; ticket: number; afterMs: number }
  | { type: 'watch'; ticket: number }
  | { type: 'post'; ticket: number; message: ConversationMessage }
  | { type: 'queue'; message: ConversationMessage; tries: number; afterMs: number }
  | { type: 'unqueue'; id: string }
  /** Undefined: whichever turn runs. */
  | { type: 'stop'; turnId: string | undefined }
  /** The server has a new message: the conversation has begun, and has an address. */
  | { type: 'accepted' }
  /** What was typed and not taken goes back to where it was written. */
  | { type: 'giveBack'; text: string }
  /** The server does not know this conversation. */
  | { type: 'gone' };

export function initialState(given: StoredConversation): TurnsState {
  return {
    messages: given.messages,
    known: given.messages,
    since: given.since,
    older: given.older,
    queued: given.queued,
    queueing: [],
    unqueueing: [],
    held: null,
    failure: null,
    line: given.running ? { state: 'joining', tries: 0, stopping: false } : { state: 'idle' },
    ticket: 0,
  };
}

/** A line on which a turn runs, or may run for all that this page knows. */
export type BusyLine = Exclude<Line, { state: 'idle' | 'reading' }>;

export function isBusy(line: Line): line is BusyLine {
  return line.state !== 'idle' && line.state !== 'reading';
}

/** The messages that wait, as they are shown: those on the way in count, those on the way out do not. */
export function waitingMessages({
  messages,
  queued,
  queueing,
  unqueueing,
}: TurnsState): ConversationMessage[] {
  const known = new Set([...messages, ...queued].map(({ id }) => id));
  const arriving = queueing.filter(({ id }) => !known.has(id));
  return [...queued, ...arriving].filter(({ id }) => !unqueueing.includes(id));
}
