import 'server-only';
import { and, eq, gt } from 'drizzle-orm';
import { database } from '@/lib/db/client';
import { actions, approvals } from '@/lib/db/schema';
import { actionKey } from '@/lib/ledger/action-key';

/** What waits for a person in a conversation already, by tool and arguments: it need not be asked twice. */
export async function pendingActions(conversationId: string): Promise<Set<string>> {
  const waiting = await database()
    .select({ tool: actions.tool, arguments: actions.arguments })
    .from(approvals)
    .innerJoin(actions, eq(actions.id, approvals.actionId))
    .where(
      and(
        eq(approvals.conversationId, conversationId),
        eq(approvals.status, 'pending'),
        gt(approvals.expiresAt, new Date()),
      ),
    );
  return new Set(waiting.map(actionKey));
}
