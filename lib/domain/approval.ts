import type { ChangeSummary } from './change.ts';

/** How a decision holds: for this action, for this tool in the conversation, or from now on. */
export const APPROVAL_SCOPES = ['once', 'conversation', 'always'] as const;
export type ApprovalScope = (typeof APPROVAL_SCOPES)[number];

/** Who let an action run or not. */
export type Decision = {
  /** The question that was decided; of a rule, the one that nobody was asked. */
  approvalId: string;
  by: 'person' | 'policy';
  answer: 'allow' | 'deny';
  /** A person's choice, or the rule's words. */
  scope: ApprovalScope | null;
  reason: string | null;
  at: string;
};

/** A question to the person, as a card shows it. Times are ISO 8601. */
export type PendingApproval = {
  id: string;
  expiresAt: string;
  /** Why it is asked, in a sentence each: “Writes ask first.” “The page has changed since: Grace made version 5.” */
  reasons: string[];
  /** False when a rule or a risk keeps “always” from being offered. */
  mayRemember: boolean;
};

/** Whether a write was taken back by the action with that id; `unknown`: that was tried, and nobody knows how it ended. */
type UndoState = { state: 'undone' | 'unknown'; actionId: string; at: string };

/** What the write pipeline knows of an action; kept with it in the database and in the message. */
export type ActionChange = {
  /** Id of the action, for undo. */
  actionId: string;
  /** Id of the change: its preview is at `GET /api/changes/{id}`. Null for actions that were denied unseen. */
  changeId: string | null;
  summary: ChangeSummary | null;
  approval: PendingApproval | null;
  decision: Decision | null;
  undo: UndoState | null;
  /** The person changed the arguments before deciding. */
  edited?: true;
};
