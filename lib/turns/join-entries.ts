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
  if (last.type === 'data-queued' && next.type === 'data-queued') return next;
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

/** What a list of entries has more than it had: its last entry may have grown, and more may follow. */
export function entriesSince(before: readonly LogEntry[], now: readonly LogEntry[]): LogEntry[] {
  const last = before.at(-1);
  if (!last) return [...now];
  const [grown, ...more] = now.slice(before.length - 1);
  const rest = grown && restOf(last, grown);
  return rest ? [rest, ...more] : more;
}

function restOf(before: LogEntry, now: LogEntry): LogEntry | undefined {
  if (before.type === 'data-queued' && now.type === 'data-queued')
    return before.data.place === now.data.place ? undefined : now;
  if (before.type === 'tool-input-delta' && now.type === 'tool-input-delta') {
    const inputTextDelta = now.inputTextDelta.slice(before.inputTextDelta.length);
    return inputTextDelta ? { ...now, inputTextDelta } : undefined;
  }
  if (
    (before.type === 'text-delta' && now.type === 'text-delta') ||
    (before.type === 'reasoning-delta' && now.type === 'reasoning-delta')
  ) {
    const delta = now.delta.slice(before.delta.length);
    return delta ? { ...now, delta } : undefined;
  }
  return undefined;
}
