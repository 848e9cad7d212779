import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { ledger } from '@/lib/db/schema';
import { sayDetail } from '@/lib/phrases/say';
import type { ActionRow, Undone } from '../domain/history-row';
import type { LedgerEntry } from '../domain/ledger-entry';
import { factsOfAction } from './facts-of-action';
import { shortAction, wordsOf } from './outcome-of';
import { type ActionOfCall, actionsOfUser, type Call } from './read-calls';

/** The actions of this user's calls, by call and in order, with what the ledger tells of each. */
export async function listActionRows(userId: string, calls: Call[]): Promise<Map<string, ActionRow[]>> {
  const all = calls.flatMap(({ actions }) => actions);
  const [timelines, undone] = await Promise.all([
    timelinesOf(
      userId,
      all.map(({ id }) => id),
    ),
    undoneBy(userId, all),
  ]);
  const rowOf = ({ undoes, ...action }: ActionOfCall): ActionRow => {
    const timeline = timelines.get(action.id) ?? [];
    return {
      ...action,
      words: wordsOf(action, action.result),
      ...factsOfAction(action, timeline),
      undoes: (undoes && undone.get(undoes)) || null,
      timeline,
    };
  };
  return new Map(
    calls.map(({ id, actions }) => [id, actions.map((action) => rowOf(shortAction(id, action)))]),
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
    entries.map((entry) => ({
      ...entry,
      detail: sayDetail(entry.detail),
      at: entry.at.toISOString(),
    })),
    ({ actionId }) => actionId,
  );
}

/** What was undone by some of these, by the id of the action, with the sentence that tells of it. */
async function undoneBy(userId: string, actions: ActionOfCall[]): Promise<Map<string, Undone>> {
  const ids = actions.flatMap(({ undoes }) => undoes ?? []);
  const found = await actionsOfUser(database(), userId, ids);
  return new Map(
    found.map((action) => [
      action.id,
      { actionId: action.id, sentence: wordsOf(action, action.result).sentence },
    ]),
  );
}
