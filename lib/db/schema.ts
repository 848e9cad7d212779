import { sql } from 'drizzle-orm';
import {
  bigint,
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
import type { ActionChange, ApprovalScope } from '../domain/approval.ts';
import type { Change } from '../domain/change.ts';
import type { LedgerDetail, LedgerEvent } from '../domain/ledger-entry.ts';
import type { ConversationMessage, TurnChunk, TurnError } from '../domain/message.ts';
import type { Policy } from '../domain/policy.ts';
import type { CallStatus } from '../domain/tool-call.ts';

/** Milliseconds, so that a time survives the way through JavaScript and can be a cursor. */
const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
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
    status: text('status').$type<TurnStatus>().notNull().default('running'),
    error: json('error').$type<TurnError>(),
    startedAt: time('started_at').notNull().defaultNow(),
    /** Renewed while the turn runs; a stale one means that its process died. */
    heartbeatAt: time('heartbeat_at').notNull().defaultNow(),
    /** Set when somebody stops it; the process that runs it obeys. */
    stopRequestedAt: time('stop_requested_at'),
    endedAt: time('ended_at'),
    inputTokens: integer('input_tokens'),
    outputTokens: integer('output_tokens'),
  },
  (table) => [
    uniqueIndex('one_running_turn_a_conversation').on(table.conversationId).where(sql`status = 'running'`),
    index('turns_by_conversation').on(table.conversationId, table.startedAt),
  ],
);

/** The event log: what a turn has shown, in batches of stream chunks. Folded into the message when the turn ends. */
export const turnEvents = pgTable(
  'turn_events',
  {
    turnId: uuid('turn_id')
      .notNull()
      .references(() => turns.id, { onDelete: 'cascade' }),
    /** From 0, without gaps. */
    seq: integer('seq').notNull(),
    chunks: json('chunks').$type<TurnChunk[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.turnId, table.seq] })],
);

/** Messages that wait until the turn before them is over. */
export const queuedMessages = pgTable(
  'queued_messages',
  {
    conversationId: ofConversation(),
    id: uuid('id').notNull(),
    position: bigint('position', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    parts: json('parts').$type<ConversationMessage['parts']>().notNull(),
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
    role: text('role').$type<ConversationMessage['role']>().notNull(),
    parts: json('parts').$type<ConversationMessage['parts']>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.id] }),
    index('messages_in_order').on(table.conversationId, table.position),
  ],
);

export const toolCalls = pgTable(
  'tool_calls',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    position: bigint('position', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    userId: ofUser(),
    conversationId: ofConversation(),
    /** Null for an undo, which a person does outside of any turn. */
    turnId: uuid('turn_id').references(() => turns.id, { onDelete: 'cascade' }),
    /** The model's own id of the call, as in the message part; an undo has one of ours. */
    modelCallId: text('model_call_id').notNull(),
    tool: text('tool').notNull(),
    kind: text('kind').$type<ActionKind>().notNull(),
    status: text('status').$type<CallStatus>().notNull(),
    arguments: json('arguments').$type<unknown>(),
    result: json('result').$type<unknown>(),
    error: text('error'),
    startedAt: time('started_at').notNull().defaultNow(),
    durationMs: integer('duration_ms'),
  },
  (table) => [
    index('tool_calls_by_user').on(table.userId, table.position.desc()),
    index('tool_calls_by_conversation').on(table.conversationId, table.position),
    index('tool_calls_by_turn').on(table.turnId),
  ],
);

export const actions = pgTable(
  'actions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    toolCallId: uuid('tool_call_id')
      .notNull()
      .references(() => toolCalls.id, { onDelete: 'cascade' }),
    /** Place in the batch, from 0. */
    index: integer('index').notNull(),
    tool: text('tool').notNull(),
    kind: text('kind').$type<ActionKind>().notNull(),
    status: text('status').$type<CallStatus>().notNull(),
    arguments: json('arguments').$type<unknown>(),
    result: json('result').$type<unknown>(),
    error: text('error'),
    durationMs: integer('duration_ms'),
    /** When it was sent; an action that waits for a person is sent long after its call began. */
    sentAt: time('sent_at'),
    /** Composio's id of the execution. */
    logId: text('log_id'),
    /** What the write pipeline knows of it; null for reads. */
    change: json('change').$type<ActionChange>(),
    /** The action that this one takes back. */
    undoes: uuid('undoes'),
  },
  (table) => [
    uniqueIndex('actions_in_order').on(table.toolCallId, table.index),
    // Whoever presses Undo twice, or on two devices, takes back once.
    uniqueIndex('one_undo_an_action').on(table.undoes).where(sql`status in ('running', 'succeeded')`),
  ],
);

/** What an action would do, as it was shown to a person or to the rules. A preview that is built again is a new row. */
export const changes = pgTable(
  'changes',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    actionId: uuid('action_id')
      .notNull()
      .references(() => actions.id, { onDelete: 'cascade' }),
    /** The arguments that it was built from. */
    arguments: json('arguments').$type<unknown>(),
    change: json('change').$type<Change>().notNull(),
    fingerprint: text('fingerprint').notNull(),
    /** What undoing needs. */
    before: json('before').$type<unknown>(),
    createdAt: createdAt(),
  },
  (table) => [index('changes_by_action').on(table.actionId)],
);

const APPROVAL_STATUSES = ['pending', 'allowed', 'denied', 'replaced'] as const;

/** A question to the person. It is answered once; one that is asked again is another row. */
export const approvals = pgTable(
  'approvals',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: ofUser(),
    conversationId: ofConversation(),
    actionId: uuid('action_id')
      .notNull()
      .references(() => actions.id, { onDelete: 'cascade' }),
    changeId: uuid('change_id')
      .notNull()
      .references(() => changes.id, { onDelete: 'cascade' }),
    /** Of tool, arguments, account and the state of the target: exactly what was shown. */
    digest: text('digest').notNull(),
    status: text('status').$type<(typeof APPROVAL_STATUSES)[number]>().notNull().default('pending'),
    scope: text('scope').$type<ApprovalScope>(),
    reason: text('reason'),
    createdAt: createdAt(),
    expiresAt: time('expires_at').notNull(),
    decidedAt: time('decided_at'),
  },
  (table) => [
    index('approvals_by_conversation').on(table.conversationId, table.status),
    uniqueIndex('one_pending_approval_an_action').on(table.actionId).where(sql`status = 'pending'`),
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
  (table) => [index('grants_by_user').on(table.userId, table.conversationId)],
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
    detail: json('detail').$type<LedgerDetail>().notNull(),
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
