import 'server-only';
import type { WorkEvent } from '@/lib/approvals/work-event';
import type { SessionHolder } from '@/lib/composio/send-actions';
import type { PriorWrite } from '@/lib/ledger/prior-writes';

/** What all tool calls of a turn share. */
export type ToolContext = SessionHolder & {
  conversationId: string;
  turnId: string;
  /** How calls are written down and shown. */
  calls: {
    /** The id of a call in the history, once it stands there. */
    recorded(modelCallId: string): Promise<string>;
    /** Shows how the call stands when the work is done. */
    track(callId: string, work: Promise<unknown>): void;
  };
  tell: (happened: WorkEvent) => void;
  /** What was written for the same request before it was interrupted, or may have been in this turn: only a person repeats it. */
  priorWrites: Map<string, PriorWrite>;
  /** Once it is aborted nothing more is begun. */
  signal: AbortSignal;
  /** The calls of this turn that have ended, by their ids in the history. */
  ended: Set<string>;
};
