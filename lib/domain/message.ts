import type { InferUIMessageChunk, UIMessage } from 'ai';
import type { Words } from './phrase.ts';

/** What went wrong in a turn, in words a person can act on. Stored with the message, so a reload shows it again; as `Words`. */
export type TurnError<Said = string> = { code: string; message: Said; hint?: Said | undefined };
export type KeptTurnError = TurnError<Words>;

/** Our own parts beside the AI SDK's text, reasoning and dynamic-tool parts. On the wire their type is `data-<key>`. */
type MessageData<Said = string> = {
  /** The turn ended early. */
  error: TurnError<Said>;
  /** The turn cannot go on until the person has connected this toolkit: rendered as a Connect card. */
  connect: { toolkit: string };
  /** Sent by the browser as the only part of a user message, once an attempt succeeded: the waiting request goes on. */
  connected: { toolkit: string; attemptId: string };
  /** Sent by the browser as the only part of a user message: the interrupted turn before it goes on. */
  continue: { turnId: string };
  /** Made by the server as the only part of a user message: the person has decided on actions that waited. */
  decided: { approvalIds: string[] };
  /** Never stored with the message: the turn has not begun, and so many are to begin until it has; 0 once it may. */
  queued: { place: number };
  /** Never stored: earlier messages of the conversation were brought up to date, so read it again. */
  changed: { messageIds: string[] };
};

/** `turnId` is given for answers. `ended` comes with the last chunk: a stream without it broke off. */
type MessageMetadata = { createdAt: string; turnId?: string; ended?: true };

export type ConversationMessage = UIMessage<MessageMetadata, MessageData>;
export type MessagePart = ConversationMessage['parts'][number];

/** One piece of an answer as it is made. */
export type TurnChunk = InferUIMessageChunk<ConversationMessage>;

/** The same with what is kept in place of words. */
export type KeptMessage = UIMessage<MessageMetadata, MessageData<Words>>;
export type KeptChunk = InferUIMessageChunk<KeptMessage>;
export type KeptPart = KeptMessage['parts'][number];

/** A message part as it is stored: of a tool call only which one, by its id in the history. */
export type StoredPart = KeptPart | { type: 'call'; callId: string };

/** One entry of a turn's event log: a piece of what is shown, or a call that stands differently from now on. */
export type LogEntry = KeptChunk | CallEntry;

/** `modelCallId` is the id that the pieces of its input came with. */
type CallEntry = { type: 'call'; callId: string; modelCallId: string };
