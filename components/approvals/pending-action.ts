import type { ActionChange, PendingApproval } from '@/lib/domain/approval';
import type { ChangeSummary } from '@/lib/domain/change';

/** A write that waits for a person, with all that the question needs. */
export type PendingAction = { approval: PendingApproval; summary: ChangeSummary; changeId: string | null };

/** The question of an action; null when there is none to answer. */
export function pendingActionOf(action: {
  status: string;
  change?: ActionChange | null;
}): PendingAction | null {
  const { approval = null, summary = null, changeId = null } = action.change ?? {};
  if (action.status !== 'waiting' || approval === null || summary === null) return null;
  return { approval, summary, changeId };
}
