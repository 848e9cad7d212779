'use client';

import { createContext } from 'react';
import type { ApprovalScope } from '@/lib/domain/approval';

/** One answer to one question, as `POST /api/chat/{id}/approvals` takes it. */
export type ApprovalDecision = {
  approvalId: string;
  decision: 'allow' | 'deny';
  scope?: ApprovalScope;
  reason?: string;
  /** What was typed, where something must be typed before it is allowed. */
  typed?: string;
};

/** What a person can do with the changes of a conversation. What rejects is shown on the card that asked for it. */
export type ChangeActions = {
  onDecide: (decisions: ApprovalDecision[]) => Promise<void>;
  /** Builds the preview again, with other arguments where they are given; another approval takes the place of this one. */
  onRefresh: (approvalId: string, args?: Record<string, unknown>) => Promise<void>;
  /** A change was undone: what is shown of the conversation is no longer the latest. */
  onUndone: () => void;
};

/** Null where changes are only looked at, as in the history: their state and Undo are shown, nothing is decided there. */
export const ChangeContext = createContext<ChangeActions | null>(null);
