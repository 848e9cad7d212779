import type { PendingAction } from './pending-action';

/** Why several changes cannot be allowed with one press, in a sentence; null when they can. */
export function whyNotAllowAll(pending: Pick<PendingAction, 'summary'>[]): string | null {
  const summaries = pending.map(({ summary }) => summary);
  if (summaries.some(({ typeToAllow }) => typeToAllow !== null))
    return 'One of them asks you to type a name, so each is allowed by itself.';
  if (summaries.some(({ losses }) => losses.length > 0))
    return 'One of them would lose something, so each is allowed by itself.';
  return null;
}
