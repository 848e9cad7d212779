import 'server-only';
import { deleteConversation } from '@/lib/conversations/delete-conversation';
import { abortTurn } from './running-turns';

/** Deletes a user's own conversation with all it holds, and stops what runs in it. Throws `not_found`. */
export async function discardConversation(userId: string, id: string): Promise<void> {
  await deleteConversation(userId, id);
  abortTurn(id);
}
