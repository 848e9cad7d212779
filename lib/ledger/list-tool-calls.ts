import 'server-only';
import { and, eq, gt, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { database } from '@/lib/db/client';
import { actions, conversations, toolCalls, users } from '@/lib/db/schema';
import type { PageOf } from '@/lib/domain/page-of';
import type { CallStatus, OwnStatus } from '@/lib/domain/tool-call';
import { decodeCursor, encodeCursor } from '@/lib/http/cursor';
import { describeAction } from '@/lib/toolkits/toolkits';
import type { CallRow, UsedTool } from '../domain/history-row';
import type { ToolCallFilters } from '../domain/tool-call-filters';
import { listActionRows } from './list-action-rows';
import { callKind, callStatus, errorOf, resultOf, wordsOf } from './outcome-of';
import { readCalls } from './read-calls';
import { resultIsLike } from './results';

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
  const oldestFirst = conversationId !== undefined;
  const conditions = [eq(toolCalls.userId, userId), ...matching(query)];
  if (conversationId) conditions.push(eq(toolCalls.conversationId, conversationId));
  if (after !== undefined)
    conditions.push(oldestFirst ? gt(toolCalls.position, after) : lt(toolCalls.position, after));

  // One table alone: the index then gives the page in its order, whatever the planner thinks of a join.
  const calls = await readCalls(database(), and(...conditions), {
    newestFirst: !oldestFirst,
    limit: pageSize + 1,
  });
  const shown = calls.slice(0, pageSize);
  const [actionsByCall, titles, person] = await Promise.all([
    listActionRows(userId, shown),
    titlesOf(shown.map((call) => call.conversationId)),
    nameOf(userId),
  ]);
  const last = shown.at(-1)?.position;
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
    nextCursor: calls.length > pageSize && last !== undefined ? encodeCursor([last]) : null,
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
  const own = and(
    eq(toolCalls.userId, userId),
    conversationId ? eq(toolCalls.conversationId, conversationId) : undefined,
  );
  const rows = await database()
    .select({ tool: toolCalls.tool })
    .from(toolCalls)
    .where(own)
    .union(
      database()
        .select({ tool: actions.tool })
        .from(actions)
        .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
        .where(own),
    );
  return rows
    .map(({ tool }) => ({ tool, name: describeAction(tool, null).name }))
    .sort((one, other) => (one.tool < other.tool ? -1 : 1));
}

function matching({ status, kind, tool, q, action }: ToolCallFilters): SQL[] {
  const conditions: (SQL | undefined)[] = [];
  const anyAction = (condition: SQL | undefined) =>
    sql`exists (select 1 from ${actions} where ${actions.toolCallId} = ${toolCalls.id} and ${condition})`;
  if (status)
    conditions.push(
      or(inArray(toolCalls.status, ownStatuses(status)), anyAction(eq(actions.status, status))),
    );
  if (kind) conditions.push(or(eq(toolCalls.kind, kind), anyAction(eq(actions.kind, kind))));
  if (tool) conditions.push(or(eq(toolCalls.tool, tool), anyAction(eq(actions.tool, tool))));
  if (action) {
    // By the key of each table, so that one entry is found without looking through the others.
    const call = database().select({ id: actions.toolCallId }).from(actions).where(eq(actions.id, action));
    conditions.push(sql`${toolCalls.id} = (${call})`);
  }
  if (q) {
    const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    // The names of a phrase's values are nobody's words.
    const valuesOf = (table: typeof toolCalls | typeof actions) =>
      sql`regexp_replace(${table.note}::text, '"[a-zA-Z]+":', '', 'g')`;
    const contains = (table: typeof toolCalls | typeof actions) =>
      sql`(${table.tool} ilike ${pattern} or ${table.arguments}::text ilike ${pattern} or ${resultIsLike(table, pattern)} or ${table.error} ilike ${pattern} or ${valuesOf(table)} ilike ${pattern})`;
    conditions.push(or(contains(toolCalls), anyAction(contains(actions))));
  }
  return conditions.filter((condition) => condition !== undefined);
}

/** A call that has not been sent yet is at work, too. */
function ownStatuses(status: CallStatus): OwnStatus[] {
  if (status === 'running') return ['proposed', 'running'];
  return status === 'waiting' || status === 'denied' ? [] : [status];
}
