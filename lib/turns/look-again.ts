import 'server-only';
import type { z } from 'zod';
import type { ActionChange } from '@/lib/changes/approval';
import { renewApproval, type renewSchema } from '@/lib/changes/renew-approval';
import { getConversation } from '@/lib/conversations/get-conversation';
import { database } from '@/lib/db/client';
import { showOutcome } from './lost-calls';

/**
 * Builds the preview of a waiting action again, with other arguments if given, and asks again. Answers the changes of its call as
 * they stand then. Throws `not_found` and what `renewApproval` throws.
 */
export async function lookAgain(
  userId: string,
  conversationId: string,
  approvalId: string,
  asked: z.output<typeof renewSchema>,
): Promise<ActionChange[]> {
  await getConversation(userId, conversationId);
  const call = await renewApproval({ userId, conversationId }, approvalId, asked);
  if (!call) return [];
  await showOutcome(database(), call);
  return call.outcome.actions.flatMap(({ change }) => change ?? []);
}
