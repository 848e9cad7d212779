import 'server-only';
import { eq, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { database } from '@/lib/db/client';
import { conversations, toolCalls, users } from '@/lib/db/schema';
import type { PageOf } from '@/lib/domain/page-of';
import { decodeCursor, encodeCursor } from '@/lib/http/cursor';
import { describeAction } from '@/lib/toolkits/toolkits';
import type { CallRow, UsedTool } from '../domain/history-row';
import type { ToolCallFilters } from '../domain/tool-call-filters';
import { findCalls } from './find-calls';
import { listActionRows } from './list-action-rows';
import { callKind, callStatus, errorOf, resultOf, wordsOf } from './outcome-of';
import { readCalls } from './read-calls';

const PAGE_SIZE = 50;
const cursorShape = z.tuple([z.number().int()]);

type ToolCallQuery = { conversationId?: string; cursor?: string; pageSize?: number } & ToolCallFilters;

/**
 * One page of this user's tool calls with their actions: of one conversation in the order they happened, of all
 * conversations newest first.
 */
export async function listToolCalls(userId: string, query: ToolCallQuery): Promise<PageOf<CallRow>> {
  const { conversationId, cursor, pageSize = PAGE_SIZE } = query;
  const [after] = cursor ? decodeCursor(cursor, cursorShape) : [];
  const found = await findCalls(userId, { ...query, after, limit: pageSize + 1 });
  const places = found.slice(0, pageSize);
  const calls = places.length
    ? await readCalls(
        database(),
        sql`${toolCalls.userId} = ${userId} and ${toolCalls.position} = any(${sql.param(places)}::bigint[])`,
      )
    : [];
  const shown = conversationId ? calls : calls.reverse();
  const [actionsByCall, titles, person] = await Promise.all([
    listActionRows(userId, shown),
    titlesOf(shown.map((call) => call.conversationId)),
    nameOf(userId),
  ]);
  const last = places.at(-1);
  return {
    items: shown.map((call) => ({
      id: call.id,
      person,
      conversationId: call.conversationId,
      conversationTitle: titles.get(call.conversationId) ?? '',
      tool: call.tool,
      words: wordsOf(call, call.result),
      kind: callKind(call),
      status: callStatus(call),
      arguments: call.arguments,
      ...resultOf(call),
      error: errorOf(call),
      startedAt: call.startedAt.toISOString(),
      durationMs: call.durationMs,
      actions: actionsByCall.get(call.id) ?? [],
    })),
    nextCursor: found.length > pageSize && last !== undefined ? encodeCursor([last]) : null,
  };
}

async function titlesOf(conversationIds: string[]): Promise<Map<string, string>> {
  if (conversationIds.length === 0) return new Map();
  const rows = await database()
    .select({ id: conversations.id, title: conversations.title })
    .from(conversations)
    .where(inArray(conversations.id, [...new Set(conversationIds)]));
  return new Map(rows.map(({ id, title }) => [id, title]));
}

async function nameOf(userId: string): Promise<string> {
  const [user] = await database().select({ name: users.name }).from(users).where(eq(users.id, userId));
  return user?.name ?? '';
}

/** The tools that this user's history holds, for a filter to choose from. */
export async function listUsedTools(userId: string, conversationId?: string): Promise<UsedTool[]> {
  const { rows } = await database().execute<{ tool: string }>(
    conversationId
      ? toolsIn(userId, conversationId)
      : sql`${allTools(userId, sql`tool_calls`)} union ${allTools(userId, sql`actions`)}`,
  );
  return rows
    .map(({ tool }) => ({ tool, name: describeAction(tool, null).name }))
    .sort((one, other) => (one.tool < other.tool ? -1 : 1));
}

function toolsIn(userId: string, conversationId: string): SQL {
  const own = sql`call.user_id = ${userId} and call.conversation_id = ${conversationId}`;
  return sql`select call.tool from tool_calls call where ${own}
    union select one.tool from tool_calls call join actions one on one.tool_call_id = call.id where ${own}`;
}

/** From each tool to the next one in the index: there are few tools, and may be a million calls. */
function allTools(userId: string, table: SQL): SQL {
  const own = sql`one.user_id = ${userId} and length(one.tool) <= 200`;
  return sql`(with recursive used as (
      (select one.tool from ${table} one where ${own} order by one.tool limit 1)
      union all
      select (select one.tool from ${table} one where ${own} and one.tool > used.tool order by one.tool limit 1)
      from used where used.tool is not null)
    select tool from used where tool is not null)`;
}
