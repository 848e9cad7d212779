import 'server-only';
import type { TurnLog } from './turn-log';

export type RunningTurn = {
  turnId: string;
  conversationId: string;
  log: TurnLog;
  /** Stops it on behalf of a person. */
  stop: () => void;
  /** Ends it as interrupted, because this process ends. One that waits for its place is left to the next process. */
  interrupt: () => void;
  /** Leaves it to the process that took it for dead. */
  giveUp: () => void;
  /** Resolves when it is closed, however it ended. */
  closed: Promise<void>;
};

// Bundles have modules of their own: the map must be one in a process.
const kept = globalThis as { tributaryTurns?: Map<string, RunningTurn> };

/** The turns that run in this process, by turn id. */
export function runningTurns(): Map<string, RunningTurn> {
  kept.tributaryTurns ??= new Map();
  return kept.tributaryTurns;
}
