import 'server-only';
import { eq } from 'drizzle-orm';
import { toolPart } from '@/lib/conversations/tool-part';
import { database } from '@/lib/db/client';
import { toolCalls } from '@/lib/db/schema';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import type { LogEntry, TurnChunk } from '@/lib/domain/message';
import { readCalls } from '@/lib/ledger/read-calls';
import { sayTurnError } from '@/lib/phrases/say';

/** What a browser is sent of a turn's log: of each call how it stands when it is shown. */
export function showEntries(entries: ReadableStream<LogEntry>): ReadableStream<TurnChunk> {
  const shown = new Set<string>();
  return entries.pipeThrough(
    new TransformStream<LogEntry, TurnChunk>({
      async transform(entry, controller) {
        if (entry.type === 'data-error')
          return controller.enqueue({ ...entry, data: sayTurnError(entry.data) });
        if (entry.type !== 'call') return controller.enqueue(entry);
        const { callId } = entry;
        for (const chunk of await chunksOf(callId, !shown.has(callId))) controller.enqueue(chunk);
        shown.add(callId);
      },
    }),
  );
}

/** Nothing of a call whose conversation was deleted meanwhile. */
async function chunksOf(callId: string, isNew: boolean): Promise<TurnChunk[]> {
  const [call] = await whileDatabaseIsAway(() => readCalls(database(), eq(toolCalls.id, callId)));
  if (!call) return [];
  const { toolCallId, toolName, title, input, ...part } = toolPart(call);
  const chunks: TurnChunk[] = [];
  if (isNew) chunks.push({ type: 'tool-input-available', toolCallId, toolName, title, input, dynamic: true });
  if (part.state === 'output-available')
    chunks.push({ type: 'tool-output-available', toolCallId, output: part.output, dynamic: true });
  return chunks;
}
