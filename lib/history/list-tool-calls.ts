import 'server-only';
import { and, asc, desc, eq, gt, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { database } from '@/lib/db/client';
import { actions, conversations, toolCalls } from '@/lib/db/schema';
import { decodeCursor, encodeCursor } from '@/lib/http/cursor';
import type { PageOf } from '@/lib/http/page-of';
import type { ToolCallRecord } from './tool-call';
import type { ToolCallFilters } from './tool-call-filters';

const PAGE_SIZE = 50;
const cursorShape = z.tuple([z.number().int()]);

type Asked = { conversationId?: string; cursor?: string; pageSize?: number } & ToolCallFilters;

/**
 * One page of this user's tool calls with their actions: of one conversation in the order they happened, of all
 * conversations newest first.
 */
export async function listToolCalls(userId: string, asked: Asked): Promise<PageOf<ToolCallRecord>> {
  const { conversationId, cursor, pageSize = PAGE_SIZE } = asked;
  const [after] = cursor ? decodeCursor(cursor, cursorShape) : [];
  const oldestFirst = conversationId !== undefined;
  const conditions = [eq(toolCalls.userId, userId), ...matching(asked)];
  if (conversationId) conditions.push(eq(toolCalls.conversationId, conversationId));
  if (after !== undefined)
    conditions.push(oldestFirst ? gt(toolCalls.position, after) : lt(toolCalls.position, after));

  const rows = await database()
    .select({ call: toolCalls, conversationTitle: conversations.title })
    .from(toolCalls)
    .innerJoin(conversations, eq(conversations.id, toolCalls.conversationId))
    .where(and(...conditions))
    .orderBy(oldestFirst ? asc(toolCalls.position) : desc(toolCalls.position))
    .limit(pageSize + 1);
  const shown = rows.slice(0, pageSize);
  const actionsByCall = await actionsOf(shown.map(({ call }) => call.id));
  const last = shown.at(-1)?.call.position;
  return {
    items: shown.map(({ call, conversationTitle }) => ({
      id: call.id,
      conversationId: call.conversationId,
      conversationTitle,
      tool: call.tool,
      kind: call.kind,
      status: call.status,
      arguments: call.arguments,
      result: call.result,
      error: call.error,
      startedAt: call.startedAt.toISOString(),
      durationMs: call.durationMs,
      actions: actionsByCall.get(call.id) ?? [],
    })),
    nextCursor: rows.length > pageSize && last !== undefined ? encodeCursor([last]) : null,
  };
}

/** Names of the tools that this user's ledger holds, for a filter to choose from. */
export async function listUsedTools(userId: string, conversationId?: string): Promise<string[]> {
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
  return rows.map(({ tool }) => tool).sort();
}

function matching({ status, kind, tool, q }: ToolCallFilters): SQL[] {
  const conditions: (SQL | undefined)[] = [];
  const anyAction = (condition: SQL | undefined) =>
    sql`exists (select 1 from ${actions} where ${actions.toolCallId} = ${toolCalls.id} and ${condition})`;
  if (status) conditions.push(or(eq(toolCalls.status, status), anyAction(eq(actions.status, status))));
  if (kind) conditions.push(or(eq(toolCalls.kind, kind), anyAction(eq(actions.kind, kind))));
  if (tool) conditions.push(or(eq(toolCalls.tool, tool), anyAction(eq(actions.tool, tool))));
  if (q) {
    const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    const contains = (table: typeof toolCalls | typeof actions) =>
      sql`(${table.tool} ilike ${pattern} or ${table.arguments}::text ilike ${pattern} or ${table.result}::text ilike ${pattern} or ${table.error} ilike ${pattern})`;
    conditions.push(or(contains(toolCalls), anyAction(contains(actions))));
  }
  return conditions.filter((condition) => condition !== undefined);
}

async function actionsOf(callIds: string[]): Promise<Map<string, ToolCallRecord['actions']>> {
  const byCall = new Map<string, ToolCallRecord['actions']>();
  if (callIds.length === 0) return byCall;
  const rows = await database()
    .select()
    .from(actions)
    .where(inArray(actions.toolCallId, callIds))
    .orderBy(asc(actions.index));
  for (const { id: _, toolCallId, logId: __, ...action } of rows)
    byCall.set(toolCallId, [...(byCall.get(toolCallId) ?? []), action]);
  return byCall;
}
