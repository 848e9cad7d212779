import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { actions, ledger, toolCalls } from '@/lib/db/schema';
import { describeAction } from '@/lib/toolkits/toolkits';
import type { ActionRow, TakenBack } from '../domain/history-row';
import type { LedgerEntry } from '../domain/ledger-entry';
import { factsOfAction } from './facts-of-action';

/** The actions of some of this user's tool calls, by call and in order, with what the ledger tells of each. */
export async function listActionRows(userId: string, callIds: string[]): Promise<Map<string, ActionRow[]>> {
  if (callIds.length === 0) return new Map();
  const rows = await database()
    .select()
    .from(actions)
    .where(inArray(actions.toolCallId, callIds))
    .orderBy(asc(actions.index));
  const [timelines, takenBack] = await Promise.all([
    timelinesOf(
      userId,
      rows.map(({ id }) => id),
    ),
    takenBackBy(userId, rows),
  ]);
  const byCall = Map.groupBy(rows, ({ toolCallId }) => toolCallId);
  return new Map(
    [...byCall].map(([callId, own]) => [
      callId,
      own.map(({ toolCallId: _, undoes, ...action }) => {
        const timeline = timelines.get(action.id) ?? [];
        return {
          ...action,
          ...factsOfAction(action, timeline),
          undoes: (undoes && takenBack.get(undoes)) || null,
          timeline,
        };
      }),
    ]),
  );
}

async function timelinesOf(userId: string, actionIds: string[]): Promise<Map<string | null, LedgerEntry[]>> {
  if (actionIds.length === 0) return new Map();
  const entries = await database()
    .select({
      at: ledger.at,
      conversationId: ledger.conversationId,
      actionId: ledger.actionId,
      event: ledger.event,
      tool: ledger.tool,
      kind: ledger.kind,
      detail: ledger.detail,
    })
    .from(ledger)
    .where(and(eq(ledger.userId, userId), inArray(ledger.actionId, actionIds)))
    .orderBy(asc(ledger.position));
  return Map.groupBy(
    entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
    ({ actionId }) => actionId,
  );
}

async function takenBackBy(
  userId: string,
  rows: { undoes: string | null }[],
): Promise<Map<string, TakenBack>> {
  const ids = rows.flatMap(({ undoes }) => undoes ?? []);
  if (ids.length === 0) return new Map();
  const found = await database()
    .select({ action: actions })
    .from(actions)
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(and(inArray(actions.id, ids), eq(toolCalls.userId, userId)));
  return new Map(
    found.map(({ action: { id, tool, arguments: args, result, change } }) => {
      const sentence = change?.summary?.sentence ?? describeAction(tool, args, result).sentence;
      return [id, { actionId: id, sentence }];
    }),
  );
}
