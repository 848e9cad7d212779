import 'server-only';
import { and, asc, eq, inArray, isNotNull, type SQL } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { conversations, messages, queuedMessages, toolCalls } from '@/lib/db/schema';
import { AppError } from '@/lib/http/app-error';
import type { ConversationSummary } from '../domain/conversation';
import type { ConversationMessage, MessagePart, StoredPart } from '../domain/message';
import { type Call, readCalls } from '../ledger/read-calls';
import { sayTurnError } from '../phrases/say';
import { summaryColumns, toSummary } from './summary-columns';
import { toolPart } from './tool-part';

/** A user's own conversation. Throws `not_found` for one that is not there or is someone else's. */
export async function getConversation(userId: string, id: string): Promise<ConversationSummary> {
  const [found] = await database()
    .select(summaryColumns())
    .from(conversations)
    .where(and(eq(conversations.id, id), eq(conversations.userId, userId)));
  if (!found) throw unknownConversation();
  return toSummary(found);
}

/** A conversation as it is opened: with its messages and those that wait, oldest first. */
export type OpenConversation = ConversationSummary & {
  messages: ConversationMessage[];
  queued: ConversationMessage[];
};

/** The same with all its messages. What a running turn has shown so far is in its stream, not here. */
export async function getConversationWithMessages(userId: string, id: string): Promise<OpenConversation> {
  // Whether a turn runs is read before the messages: one that ends in between is then still watched, never missed.
  const conversation = await getConversation(userId, id);
  const [all, queued] = await Promise.all([listMessages(id), listQueued(id)]);
  return { ...conversation, messages: all, queued };
}

/** The messages that wait in a conversation whose owner the caller has checked, in their order. */
export async function listQueued(conversationId: string): Promise<ConversationMessage[]> {
  const rows = await database()
    .select()
    .from(queuedMessages)
    .where(eq(queuedMessages.conversationId, conversationId))
    .orderBy(asc(queuedMessages.position));
  return rows.map(({ id, parts, createdAt }) => ({
    id,
    parts,
    role: 'user',
    metadata: { createdAt: createdAt.toISOString() },
  }));
}

/** Messages of a conversation whose owner the caller has checked, oldest first, with its calls as the history has them. */
export async function listMessages(conversationId: string): Promise<ConversationMessage[]> {
  return readMessages(conversationId);
}

/** Those of them for which a condition on `messages` holds. */
export async function readMessages(conversationId: string, which?: SQL): Promise<ConversationMessage[]> {
  const rows = await database()
    .select()
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), which))
    .orderBy(asc(messages.position));
  const turnIds = rows.flatMap(({ role, turnId }) => (role === 'assistant' && turnId) || []);
  return withCalls(conversationId, rows, which && inArray(toolCalls.turnId, turnIds));
}

/** A message as it is stored. */
export type MessageRow = Pick<typeof messages.$inferSelect, 'id' | 'role' | 'parts' | 'createdAt' | 'turnId'>;

/**
 * Stored messages of a conversation with their calls as the history has them now.
 * @param ofTurns a condition that the calls in them meet; without it those of all turns are read
 */
export async function withCalls(
  conversationId: string,
  rows: readonly MessageRow[],
  ofTurns = isNotNull(toolCalls.turnId),
): Promise<ConversationMessage[]> {
  // After the messages: a call is there before the message that shows it.
  const anyCall = rows.some(({ parts }) => parts.some(({ type }) => type === 'call'));
  const calls = anyCall
    ? await readCalls(database(), and(eq(toolCalls.conversationId, conversationId), ofTurns))
    : [];
  const byId = new Map(calls.map((call) => [call.id, call]));
  return rows.map(({ id, role, parts, createdAt, turnId }) => ({
    id,
    role,
    parts: parts.flatMap((part) => shownPart(part, byId)),
    metadata: {
      createdAt: createdAt.toISOString(),
      ...(role === 'assistant' && turnId ? { turnId, ended: true as const } : {}),
    },
  }));
}

function shownPart(part: StoredPart, calls: ReadonlyMap<string, Call>): MessagePart[] {
  if (part.type === 'data-error') return [{ ...part, data: sayTurnError(part.data) }];
  if (part.type !== 'call') return [part];
  const call = calls.get(part.callId);
  return call ? [toolPart(call)] : [];
}

export function unknownConversation(): AppError {
  return new AppError('not_found', 'There is no such conversation.', {
    hint: 'It may have been deleted. Open another, or begin a new one.',
  });
}
