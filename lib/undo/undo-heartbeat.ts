import 'server-only';
import { sql } from 'drizzle-orm';
import { actions, toolCalls } from '@/lib/db/schema';
import { beatCall } from '@/lib/ledger/record-call';

const EVERY_MS = 2_500;
/**
 * An undo that shows no sign of life for so long belongs to a process that died. What it sent and left alone is carried out
 * by then or never, so a look at Confluence tells the truth.
 */
const SILENT_SECONDS = 40;

/** A running undo that counts as dead. How long it has been at work is written as it goes, and is its last sign of life. */
export const isDeadUndo = sql`${actions.status} = 'running' and ${toolCalls.startedAt} + make_interval(secs => coalesce(${toolCalls.durationMs}, 0) / 1000.0) < now() - make_interval(secs => ${SILENT_SECONDS})`;

/** Shows other processes that an undo is at work, until the answered function is called. */
export function keepUndoAlive(toolCallId: string): () => void {
  const timer = setInterval(() => {
    beatCall(toolCallId).catch((error: unknown) => console.error(`[undo ${toolCallId}] heartbeat:`, error));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
