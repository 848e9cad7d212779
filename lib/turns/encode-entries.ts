import 'server-only';
import { eq } from 'drizzle-orm';
import { toolPart } from '@/lib/conversations/tool-part';
import { database } from '@/lib/db/client';
import { toolCalls } from '@/lib/db/schema';
import { whileDatabaseIsAway } from '@/lib/db/while-away';
import type { LogEntry, TurnChunk } from '@/lib/domain/message';
import { readCalls } from '@/lib/ledger/read-calls';
import { sayTurnError } from '@/lib/phrases/say';

const encoder = new TextEncoder();

/** The last event of a stream, as the AI SDK ends it. */
export const STREAM_END = encoder.encode('data: [DONE]\n\n');

/**
 * What a browser is sent of a turn's log, as server-sent events: of each call how it stands now.
 * @param shown the calls that it was shown before; those of these entries are added
 */
export async function encodeEntries(entries: readonly LogEntry[], shown: Set<string>): Promise<Uint8Array> {
  let text = '';
  for (const entry of entries)
    for (const chunk of entry.type === 'call' ? await chunksOfCall(entry.callId, shown) : [chunkOf(entry)])
      text += `data: ${JSON.stringify(chunk)}\n\n`;
  return encoder.encode(text);
}

function chunkOf(entry: Exclude<LogEntry, { type: 'call' }>): TurnChunk {
  return entry.type === 'data-error' ? { ...entry, data: sayTurnError(entry.data) } : entry;
}

/** Nothing of a call whose conversation was deleted meanwhile. */
async function chunksOfCall(callId: string, shown: Set<string>): Promise<TurnChunk[]> {
  const [call] = await whileDatabaseIsAway(() => readCalls(database(), eq(toolCalls.id, callId)));
  if (!call) return [];
  const { toolCallId, toolName, title, input, ...part } = toolPart(call);
  const chunks: TurnChunk[] = [];
  if (!shown.has(callId))
    chunks.push({ type: 'tool-input-available', toolCallId, toolName, title, input, dynamic: true });
  shown.add(callId);
  if (part.state === 'output-available')
    chunks.push({ type: 'tool-output-available', toolCallId, output: part.output, dynamic: true });
  return chunks;
}
