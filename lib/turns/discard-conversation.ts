import 'server-only';
import { deleteConversation } from '@/lib/conversations/delete-conversation';
import { stopTurn } from './stop-turn';

/** Deletes a user's own conversation with all it holds, and stops what runs in it. Throws `not_found`. */
export async function discardConversation(userId: string, id: string): Promise<void> {
  // Before: once it is gone, nobody knows any more what ran in it.
  await stopTurn(userId, id, {});
  await deleteConversation(userId, id);
}
