import type { LedgerEntry } from './ledger-entry.ts';
import type { ActionRecord, ToolCallRecord } from './tool-call.ts';

/** What the ledger tells of an action in short; null where it tells nothing. */
export type LedgerFacts = {
  /** The Confluence account that acted. */
  account: string | null;
  /** The decision that counted: who let it run or not, for how long, and in which words. */
  decidedBy: 'person' | 'policy' | null;
  decision: 'allow' | 'deny' | null;
  scope: string | null;
  reason: string | null;
  versionBefore: number | null;
  versionAfter: number | null;
  /** Composio's id of the execution. */
  logId: string | null;
  /** `possible` and `impossible`: as was said before it ran. Null for what never ran or changes nothing. */
  undo: 'undone' | 'possible' | 'impossible' | null;
};

/** The action that an undo undid, with the sentence that tells of it. */
export type Undone = { actionId: string; sentence: string };

/** An action as the history shows it: as it is now, and all that happened to it, oldest first. */
export type ActionRow = ActionRecord &
  LedgerFacts & { id: string; sentAt: Date | null; undoes: Undone | null; timeline: LedgerEntry[] };

/** A tool call as the history shows and exports it. `person` is the name of whoever it was done for. */
export type CallRow = Omit<ToolCallRecord, 'actions'> & { person: string; actions: ActionRow[] };

/** A tool that was used, and what people call it. */
export type UsedTool = { tool: string; name: string };
