import type { ProviderMetadata } from 'ai';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ActionKind } from '../domain/action-kind.ts';
import type { ApprovalScope } from '../domain/approval.ts';
import type { ChangeSummary } from '../domain/change.ts';
import type { LedgerDetail, LedgerEvent } from '../domain/ledger-entry.ts';
import type { ConversationMessage, KeptTurnError, LogEntry, StoredPart } from '../domain/message.ts';
import type { Words } from '../domain/phrase.ts';
import type { Policy } from '../domain/policy.ts';
import type { KeptPreview, Preview } from '../domain/preview.ts';
import type { CallStatus, OwnStatus } from '../domain/tool-call.ts';
import type { TurnCause } from '../domain/turn-cause.ts';

/** Milliseconds, so that a time survives the way through JavaScript and can be a cursor. */
const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
/** Words to search by. It is written and asked in SQL only. */
const searchable = customType<{ data: never; driverData: string }>({ dataType: () => 'tsvector' });
const createdAt = () => time('created_at').notNull().defaultNow();
/** Whose it is; it goes with them. */
const ofUser = () =>
  uuid('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });
const ofConversation = () =>
  uuid('conversation_id')
    .notNull()
    .references(() => conversations.id, { onDelete: 'cascade' });

// Content that we did not write is kept as `json`, not `jsonb`: the latter refuses some valid JSON (a NUL character).

export const users = pgTable('users', {
  id: uuid('id').primaryKey().defaultRandom(),
  name: text('name').notNull(),
  /** Lower case. Null for people who came through a provider that gave none. */
  email: text('email').unique(),
  passwordHash: text('password_hash'),
  createdAt: createdAt(),
});

/** Who a person is at an identity provider. */
export const accounts = pgTable(
  'accounts',
  {
    provider: text('provider').notNull(),
    providerAccountId: text('provider_account_id').notNull(),
    userId: ofUser(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.providerAccountId] })],
);

export const conversations = pgTable(
  'conversations',
  {
    id: uuid('id').primaryKey(),
    userId: ofUser(),
    title: text('title').notNull(),
    createdAt: createdAt(),
    updatedAt: time('updated_at').notNull().defaultNow(),
  },
  (table) => [index('conversations_by_user').on(table.userId, table.updatedAt.desc(), table.id.desc())],
);

export const TURN_STATUSES = ['running', 'completed', 'failed', 'stopped', 'interrupted'] as const;
export type TurnStatus = (typeof TURN_STATUSES)[number];

export const turns = pgTable(
  'turns',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    conversationId: ofConversation(),
    /** What began it. */
    cause: text('cause').$type<TurnCause>().notNull(),
    status: text('status').$type<TurnStatus>().notNull().default('running'),
    /** It runs as far as its conversation is concerned, and has not begun: there are too many at the moment. */
    waits: boolean('waits').notNull().default(false),
    error: json('error').$type<KeptTurnError>(),
    startedAt: time('started_at').notNull().defaultNow(),
    /** Renewed while the turn runs; a stale one means that its process died. */
    heartbeatAt: time('heartbeat_at').notNull().defaultNow(),
    /** Set when somebody stops it; the process that runs it obeys. */
    stopRequestedAt: time('stop_requested_at'),
    /** Null, too, for what ended before this was kept. */
    endedAt: time('ended_at'),
    inputTokens: integer('input_tokens'),
    outputTokens: integer('output_tokens'),
  },
  (table) => [
    uniqueIndex('one_running_turn_a_conversation').on(table.conversationId).where(sql`status = 'running'`),
    index('turns_by_conversation').on(table.conversationId, table.startedAt),
  ],
);

/**
 * The event log: what a turn has shown, in pieces; of a tool call only which one. Folded into the message when the turn ends. It
 * has no reference to its turn, which would cost more than the piece itself; what is left of a turn that is gone is swept.
 */
export const turnEvents = pgTable(
  'turn_events',
  {
    turnId: uuid('turn_id').notNull(),
    /** From 0, without gaps. */
    seq: integer('seq').notNull(),
    entries: json('entries').$type<LogEntry[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.turnId, table.seq] })],
);

/**
 * The end of a running turn's log, which is still growing: the piece that becomes number `seq`. It is unlogged: written again and
 * again, it would fill the write-ahead log. When PostgreSQL crashes it is empty, and the process that runs the turn writes it once more.
 */
export const turnTails = pgTable('turn_tails', {
  turnId: uuid('turn_id').primaryKey(),
  seq: integer('seq').notNull(),
  entries: json('entries').$type<LogEntry[]>().notNull(),
});

/** Messages that wait until the turn before them is over. */
export const queuedMessages = pgTable(
  'queued_messages',
  {
    conversationId: ofConversation(),
    id: uuid('id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    parts: json('parts').$type<{ type: 'text'; text: string }[]>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.conversationId, table.id] })],
);

export const messages = pgTable(
  'messages',
  {
    conversationId: ofConversation(),
    /** Chosen by the browser for what a person says, so it is unique within its conversation only. */
    id: uuid('id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    turnId: uuid('turn_id').references(() => turns.id, { onDelete: 'set null' }),
    /** The message that it follows; null follows the one before it in order. */
    parentId: uuid('parent_id'),
    role: text('role').$type<ConversationMessage['role']>().notNull(),
    /** Of a tool call only which one stands there: what is known of it has its home in the history. */
    parts: json('parts').$type<StoredPart[]>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.id] }),
    index('messages_by_turn').on(table.turnId),
    index('messages_in_order').on(table.conversationId, table.position),
  ],
);

/** A result as `lib/ledger/results.ts` keeps it. Nobody else reads or writes these: what is in `result` may not be all of it. */
const result = () => ({
  /** Its JSON. Where there are `resultBodies` its long texts are in `bodies`, and it refers to them. */
  keptResult: json('result').$type<unknown>(),
  /** Of all of its JSON, in bytes; null when there is none. */
  resultSize: integer('result_size'),
  /** The hashes of the texts that it refers to. Null where its JSON is whole, as in all that older versions wrote. */
  resultBodies: text('result_bodies').array(),
  /** Of a large one only: what lists show of it. Null, too, for what was written before this was kept. */
  resultBeginning: text('result_beginning'),
});

/** Of a tool: models may make up names too long for an index. No filter takes one. */
const nameCanBeFound = sql`length(tool) <= 200`;

/** The history: each call of a tool, from the moment its input is there. A call whose actions are known is told of by them. */
export const toolCalls = pgTable(
  'tool_calls',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    position: bigint('position', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    userId: ofUser(),
    conversationId: ofConversation(),
    /** Null for an undo, which a person does outside of any turn. */
    turnId: uuid('turn_id').references(() => turns.id, { onDelete: 'cascade' }),
    /** The model's own id of the call; an undo has one of ours. */
    modelCallId: text('model_call_id').notNull(),
    tool: text('tool').notNull(),
    /** Null for a call with actions: they have kinds of their own, and states. */
    kind: text('kind').$type<ActionKind>(),
    status: text('status').$type<OwnStatus>(),
    /** The input as the model sent it. */
    arguments: json('arguments').$type<unknown>(),
    /** What the model's provider wants to be given back with the call. */
    providerMetadata: json('provider_metadata').$type<ProviderMetadata>(),
    /** Only of a call without actions. */
    ...result(),
    /** Why the call as a whole failed, where others said it, or an older version did. */
    error: text('error'),
    /** The same where it is ours to say. */
    note: json('note').$type<Words>(),
    startedAt: time('started_at').notNull().defaultNow(),
    durationMs: integer('duration_ms'),
  },
  (table) => [
    index('tool_calls_by_user').on(table.userId, table.position.desc()),
    index('tool_calls_by_conversation').on(table.conversationId, table.position),
    index('tool_calls_by_turn').on(table.turnId),
    // What a history can be narrowed to, in the order in which it is shown. Most calls are told of by their actions.
    index('tool_calls_by_tool').on(table.userId, table.tool, table.position).where(nameCanBeFound),
    index('tool_calls_by_status')
      .on(table.userId, table.status, table.position)
      .where(sql`status is not null`),
    index('tool_calls_by_kind').on(table.userId, table.kind, table.position).where(sql`kind is not null`),
  ],
);

/** Its status has one writer: `lib/ledger/transitions.ts`. */
export const actions = pgTable(
  'actions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    toolCallId: uuid('tool_call_id')
      .notNull()
      .references(() => toolCalls.id, { onDelete: 'cascade' }),
    /** Whose its call is, and where that stands in their history: a trigger takes both from the call when a row is made. */
    userId: uuid('user_id'),
    position: bigint('position', { mode: 'number' }),
    /** Place in the batch, from 0. */
    index: integer('index').notNull(),
    tool: text('tool').notNull(),
    kind: text('kind').$type<ActionKind>().notNull(),
    status: text('status').$type<CallStatus>().notNull(),
    /** As it was shown last, or sent. */
    arguments: json('arguments').$type<unknown>(),
    ...result(),
    /** Why it failed, where others said it, or an older version did. */
    error: text('error'),
    /** The same where it is ours to say; of one that was lost and found what the look told. */
    note: json('note').$type<Words>(),
    durationMs: integer('duration_ms'),
    /** When it was sent; an action that waits for a person is sent long after its call began. */
    sentAt: time('sent_at'),
    /** Null, too, for what ended before this was kept. */
    endedAt: time('ended_at'),
    /** Composio's id of the execution. */
    logId: text('log_id'),
    /** The action that this one undoes. */
    undoes: uuid('undoes'),
  },
  (table) => [
    uniqueIndex('actions_in_order').on(table.toolCallId, table.index),
    // Whoever presses Undo twice, or on two devices, undoes once.
    uniqueIndex('one_undo_an_action').on(table.undoes).where(sql`status in ('running', 'succeeded')`),
    index('undos_by_action').on(table.undoes).where(sql`undoes is not null`),
    index('actions_at_work').on(table.status).where(sql`status = 'running'`),
    index('actions_by_tool').on(table.userId, table.tool, table.position).where(nameCanBeFound),
    index('actions_by_status').on(table.userId, table.status, table.position),
    index('actions_by_kind').on(table.userId, table.kind, table.position),
  ],
);

/** What a call is found by: the words that people see of it and of its actions. `lib/ledger/call-words.ts` writes it. */
export const callWords = pgTable(
  'call_words',
  {
    callId: uuid('call_id')
      .primaryKey()
      .references(() => toolCalls.id, { onDelete: 'cascade' }),
    /** As in `tool_calls`: a search reads many of these narrow rows and few calls. */
    userId: uuid('user_id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    words: searchable('words').notNull(),
  },
  (table) => [
    index('call_words_by_user').on(table.userId, table.position),
    // What was added last is looked through by each search until it is sorted in, so little of it may wait.
    index('call_words_by_word').using('gin', table.words).with({ gin_pending_list_limit: 256 }),
  ],
);

/** Long texts of results, previews and of what undoing needs, each once: a page's body at one version is in many of them. */
export const bodies = pgTable(
  'bodies',
  {
    conversationId: ofConversation(),
    hash: text('hash').notNull(),
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.conversationId, table.hash] })],
);

/** What an action would do, as it was shown to a person or to the rules. A preview that is built again is a new row. Words are phrases. */
export const changes = pgTable(
  'changes',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    actionId: uuid('action_id')
      .notNull()
      .references(() => actions.id, { onDelete: 'cascade' }),
    summary: json('summary').$type<ChangeSummary<Words>>().notNull(),
    /** Its long texts are in `bodies`. Older versions kept it drawn. */
    preview: json('preview').$type<KeptPreview | Preview>().notNull(),
    fingerprint: text('fingerprint').notNull(),
    /** What undoing needs. Its long texts are in `bodies`. */
    before: json('before').$type<unknown>(),
    /** A person wrote the arguments that it was built from. */
    edited: boolean('edited').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [index('changes_by_action').on(table.actionId)],
);

const APPROVAL_STATUSES = ['pending', 'allowed', 'denied', 'replaced'] as const;

/**
 * Who let an action run or not: a question to the person and its answer, or what a rule decided without asking. A question is
 * answered once; one that is asked again is another row, and replaces the one before.
 */
export const approvals = pgTable(
  'approvals',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: ofUser(),
    conversationId: ofConversation(),
    actionId: uuid('action_id')
      .notNull()
      .references(() => actions.id, { onDelete: 'cascade' }),
    /** Null for what was denied unseen. */
    changeId: uuid('change_id').references(() => changes.id, { onDelete: 'cascade' }),
    /** Of tool, arguments, account and the state of the target: exactly what was shown. Null where nobody was asked. */
    digest: text('digest'),
    status: text('status').$type<(typeof APPROVAL_STATUSES)[number]>().notNull().default('pending'),
    /** Why it is asked. */
    reasons: json('reasons').$type<Words[]>().notNull().default([]),
    /** False when a rule or a risk keeps “always” from being offered. */
    mayRemember: boolean('may_remember').notNull().default(false),
    /** Null until it is decided. */
    decidedBy: text('decided_by').$type<'person' | 'policy'>(),
    scope: text('scope').$type<ApprovalScope>(),
    /** A person's; or a rule's, as an older version wrote it. */
    reason: text('reason'),
    /** What decided where nobody was asked. */
    rule: json('rule').$type<Words>(),
    createdAt: createdAt(),
    /** Null where nobody was asked. */
    expiresAt: time('expires_at'),
    decidedAt: time('decided_at'),
  },
  (table) => [
    index('approvals_by_conversation').on(table.conversationId, table.status),
    index('approvals_by_action').on(table.actionId),
    // A change goes with its conversation, and what was asked about it with the change.
    index('approvals_by_change').on(table.changeId),
    uniqueIndex('one_approval_an_action').on(table.actionId).where(sql`status <> 'replaced'`),
  ],
);

/** What a person lets Tributary do and not do. */
export const policies = pgTable('policies', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  policy: json('policy').$type<Policy>().notNull(),
  updatedAt: time('updated_at').notNull().defaultNow(),
});

/** “Always allow” and “allow in this conversation”. */
export const grants = pgTable(
  'grants',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: ofUser(),
    /** Null for one that holds everywhere. */
    conversationId: uuid('conversation_id').references(() => conversations.id, { onDelete: 'cascade' }),
    tool: text('tool').notNull(),
    spaceKey: text('space_key'),
    createdAt: createdAt(),
    revokedAt: time('revoked_at'),
  },
  (table) => [
    index('grants_by_user').on(table.userId, table.conversationId),
    index('grants_by_conversation').on(table.conversationId),
  ],
);

/**
 * The ledger: what happened to every action, in the order it happened. The database itself refuses to change or remove an
 * entry (see the migration), so it has no references: it outlives what it tells of.
 */
export const ledger = pgTable(
  'ledger',
  {
    position: bigint('position', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: time('at').notNull().defaultNow(),
    userId: uuid('user_id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    turnId: uuid('turn_id'),
    toolCallId: uuid('tool_call_id'),
    actionId: uuid('action_id'),
    event: text('event').$type<LedgerEvent>().notNull(),
    tool: text('tool').notNull(),
    kind: text('kind').$type<ActionKind>().notNull(),
    detail: json('detail').$type<LedgerDetail<Words>>().notNull(),
  },
  (table) => [
    index('ledger_by_user').on(table.userId, table.position),
    index('ledger_by_conversation').on(table.conversationId, table.position),
    index('ledger_by_action').on(table.actionId, table.position),
  ],
);

/** A tool-router session and its tool definitions, for one user and one configuration. */
export const composioSessions = pgTable(
  'composio_sessions',
  {
    userId: ofUser(),
    configuration: text('configuration').notNull(),
    sessionId: text('session_id').notNull(),
    mcpUrl: text('mcp_url').notNull(),
    tools: json('tools').$type<unknown>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.configuration] })],
);

/** A person's try to connect an app. Its state is asked of Composio, not kept here. */
export const connectionAttempts = pgTable(
  'connection_attempts',
  {
    id: uuid('id').primaryKey(),
    userId: ofUser(),
    toolkit: text('toolkit').notNull(),
    connectedAccountId: text('connected_account_id').notNull(),
    /** What the provider said when it sent the person back without success. It explains a failure, it proves nothing. */
    returnedError: text('returned_error'),
    expiresAt: time('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('connection_attempts_by_user').on(table.userId, table.createdAt)],
);
