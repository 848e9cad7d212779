import 'server-only';
import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { messages, toolCalls } from '@/lib/db/schema';
import type { StoredPart } from '@/lib/domain/message';
import { recordUnrun } from '@/lib/ledger/record-call';
import { callPhrase } from '@/lib/phrases/call-phrases';
import type { FoldedAnswer } from './fold-entries';
import type { Turn } from './turn';

/**
 * Stores the answer of a turn that ends. Each call that it shows and each that the history has of the turn stands in it; one that
 * was never written down is now, with the reason why it did not run.
 */
export async function storeAnswer(tx: Transaction, turn: Turn, answer: FoldedAnswer): Promise<void> {
  const { userId, conversationId, turnId } = turn;
  const parts: StoredPart[] = [];
  for (const part of answer.parts) {
    if (part.type !== 'unrecorded') parts.push(part);
    else {
      const { modelCallId, tool, input, error } = part;
      const id = randomUUID();
      const call = { id, userId, conversationId, turnId, modelCallId, tool, arguments: input };
      await recordUnrun(tx, call, error ?? callPhrase.stoppedBefore());
      parts.push({ type: 'call', callId: id });
    }
  }
  const shown = new Set(parts.map((part) => (part.type === 'call' ? part.callId : null)));
  const made = await tx
    .select({ callId: toolCalls.id })
    .from(toolCalls)
    .where(eq(toolCalls.turnId, turnId))
    .orderBy(asc(toolCalls.position));
  for (const { callId } of made) if (!shown.has(callId)) parts.push({ type: 'call', callId });
  const { id, role } = answer;
  await tx.insert(messages).values({ conversationId, turnId, id, role, parts });
}
