import { readUIMessageStream } from 'ai';
import type { KeptChunk, KeptMessage, KeptPart, LogEntry, StoredPart } from '../domain/message.ts';
import type { Words } from '../domain/phrase.ts';
import { callPhrase } from '../phrases/call-phrases.ts';
import { joinEntry } from './join-entries.ts';

/** A call that was shown and never written down: its input did not arrive whole, or could not be used. */
type UnrecordedCall = {
  type: 'unrecorded';
  modelCallId: string;
  tool: string;
  input: unknown;
  error: Words | null;
};

/** An answer as its log has it; nothing in it looks as if it were still going on. */
export type FoldedAnswer = Pick<KeptMessage, 'id' | 'role'> & {
  parts: (StoredPart | UnrecordedCall)[];
};

/** Makes the answer that a list of entries has shown. Null when nothing of an answer had begun. */
export async function foldEntries(entries: readonly LogEntry[]): Promise<FoldedAnswer | null> {
  const calls = callsOf(entries);
  // A call that was written down shows by itself how it ended.
  const unrecorded = new Set(
    entries.flatMap((entry) => (entry.type === 'tool-output-error' ? entry.toolCallId : [])),
  );
  const stream = new ReadableStream<KeptChunk>({
    start(controller) {
      for (const chunk of chunksOf(entries)) controller.enqueue(chunk);
      controller.close();
    },
  });
  let answer: KeptMessage | null = null;
  for await (const shown of readUIMessageStream<KeptMessage>({ stream, terminateOnError: true }))
    answer = shown;
  return (
    answer && {
      id: answer.id,
      role: answer.role,
      parts: answer.parts.map((part) => foldPart(part, calls, unrecorded)),
    }
  );
}

/** The calls that were written down, in order, by the model's ids: several steps may use the same one. */
function callsOf(entries: readonly LogEntry[]): Map<string, Set<string>> {
  const calls = new Map<string, Set<string>>();
  for (const entry of entries)
    if (entry.type === 'call')
      calls.set(entry.modelCallId, (calls.get(entry.modelCallId) ?? new Set()).add(entry.callId));
  return calls;
}

/** The same in the SDK's words: a call takes its place where it was first shown. */
function chunksOf(entries: readonly LogEntry[]): KeptChunk[] {
  const joined: LogEntry[] = [];
  for (const entry of entries) joinEntry(joined, entry);
  const placed = new Set<string>();
  return joined.flatMap((entry): KeptChunk[] => {
    if (entry.type !== 'call') return [entry];
    if (placed.has(entry.callId)) return [];
    placed.add(entry.callId);
    const { modelCallId: toolCallId } = entry;
    return [{ type: 'tool-input-available', toolCallId, toolName: '', input: null, dynamic: true }];
  });
}

/**
 * @param calls those that have no part yet
 * @param unrecorded the model’s ids of calls that could not be written down
 */
function foldPart(
  part: KeptPart,
  calls: Map<string, Set<string>>,
  unrecorded: ReadonlySet<string>,
): StoredPart | UnrecordedCall {
  if ((part.type === 'text' || part.type === 'reasoning') && part.state === 'streaming')
    return { ...part, state: 'done' };
  if (part.type !== 'dynamic-tool') return part;
  const left = calls.get(part.toolCallId);
  const [callId] = left ?? [];
  if (callId !== undefined) {
    left?.delete(callId);
    return { type: 'call', callId };
  }
  const { toolCallId: modelCallId, toolName: tool, input = {} } = part;
  const ours = unrecorded.has(modelCallId) ? callPhrase.notRecorded() : null;
  const error = ours ?? (part.state === 'output-error' ? part.errorText : null);
  return { type: 'unrecorded', modelCallId, tool, input, error };
}
