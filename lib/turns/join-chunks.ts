import type { TurnChunk } from '../domain/message.ts';

/** Adds a chunk to a list; a piece of the text that the last chunk is a piece of becomes one with it. */
export function joinChunk(chunks: TurnChunk[], chunk: TurnChunk): void {
  const last = chunks.at(-1);
  const joined = last && join(last, chunk);
  if (joined) chunks[chunks.length - 1] = joined;
  else chunks.push(chunk);
}

function join(last: TurnChunk, next: TurnChunk): TurnChunk | undefined {
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
