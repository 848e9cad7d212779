import type { LogEntry } from '../domain/message.ts';

/** Adds an entry to a list; a piece of the text that the last entry is a piece of becomes one with it. */
export function joinEntry(entries: LogEntry[], entry: LogEntry): void {
  const last = entries.at(-1);
  const joined = last && join(last, entry);
  if (joined) entries[entries.length - 1] = joined;
  else entries.push(entry);
}

function join(last: LogEntry, next: LogEntry): LogEntry | undefined {
  if (last.type === 'text-delta' && next.type === 'text-delta' && last.id === next.id)
    return { ...last, delta: last.delta + next.delta };
  if (last.type === 'reasoning-delta' && next.type === 'reasoning-delta' && last.id === next.id)
    return { ...last, delta: last.delta + next.delta };
  if (
    last.type === 'tool-input-delta' &&
    next.type === 'tool-input-delta' &&
    last.toolCallId === next.toolCallId
  )
    return { ...last, inputTextDelta: last.inputTextDelta + next.inputTextDelta };
  return undefined;
}
