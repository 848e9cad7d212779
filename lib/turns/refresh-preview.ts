import 'server-only';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { refreshApproval, type refreshSchema } from '@/lib/approvals/refresh-approval';
import { database } from '@/lib/db/client';
import { toolCalls } from '@/lib/db/schema';
import type { ActionChange } from '@/lib/domain/approval';
import { readCalls } from '@/lib/ledger/read-calls';
import { holdIdle } from './open-turn';

/**
 * Builds the preview of a waiting action again, with other arguments if given, and asks again. Answers the changes of its call as
 * they stand then. Throws `not_found`, `turn_in_progress` while a turn runs, and what `refreshApproval` throws.
 */
export async function refreshPreview(
  userId: string,
  conversationId: string,
  approvalId: string,
  asked: z.output<typeof refreshSchema>,
): Promise<ActionChange[]> {
  const owner = { userId, conversationId };
  const callId = await refreshApproval(owner, approvalId, asked, (tx) => holdIdle(tx, owner));
  const [call] = await readCalls(database(), eq(toolCalls.id, callId));
  return call?.actions.flatMap(({ change }) => change ?? []) ?? [];
}
