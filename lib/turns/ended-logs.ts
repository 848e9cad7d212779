import 'server-only';
import { removeLogs } from './event-store';

/** Watchers in other processes read the end of a log within this time, before it is removed. */
const KEPT_MS = 60_000;

// Bundles have modules of their own: the list must be one in a process.
const kept = globalThis as { tributaryEndedLogs?: Map<string, number> };

/** When each turn ended here whose log is to be removed. */
function endedLogs(): Map<string, number> {
  kept.tributaryEndedLogs ??= new Map();
  return kept.tributaryEndedLogs;
}

/** Has a turn's log removed, once nobody needs it any more. */
export function removeLater(turnId: string): void {
  endedLogs().set(turnId, Date.now());
}

/** Removes the logs that are due. */
export async function removeEndedLogs(): Promise<void> {
  const due = [...endedLogs()].filter(([, endedAt]) => endedAt < Date.now() - KEPT_MS).map(([id]) => id);
  if (due.length === 0) return;
  await removeLogs(due);
  for (const id of due) endedLogs().delete(id);
}
