import 'server-only';
import { z } from 'zod';
import { getConversation } from '@/lib/conversations/get-conversation';
import { abortTurn } from './running-turns';

export const stopSchema = z.object({ turnId: z.uuid().optional() });

/** Stops the running turn of a user's own conversation; what was shown stays. A turn that is over is left alone. */
export async function stopTurn(
  userId: string,
  conversationId: string,
  { turnId }: z.infer<typeof stopSchema>,
): Promise<boolean> {
  await getConversation(userId, conversationId);
  return abortTurn(conversationId, turnId);
}
