import 'server-only';
import { eq } from 'drizzle-orm';
import type { Transaction } from './client';
import { conversations } from './schema';

/**
 * Holds a conversation until the end of the transaction. Whatever writes to what belongs to one does this first: transactions that
 * lock in another order can block each other.
 * @param strength `key share`: it is not deleted meanwhile. `no key update`: nobody else writes in it either.
 */
export async function holdConversation(
  tx: Transaction,
  id: string,
  strength: 'key share' | 'no key update' = 'key share',
): Promise<void> {
  await tx.select({ id: conversations.id }).from(conversations).where(eq(conversations.id, id)).for(strength);
}
