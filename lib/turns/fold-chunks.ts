import { readUIMessageStream } from 'ai';
import type { ConversationMessage, TurnChunk } from '../domain/message.ts';
import { joinChunk } from './join-chunks.ts';

/** Makes the message that a list of chunks has shown. Null when nothing of an answer had begun. */
export async function foldChunks(chunks: readonly TurnChunk[]): Promise<ConversationMessage | null> {
  const joined: TurnChunk[] = [];
  for (const chunk of chunks) joinChunk(joined, chunk);
  const stream = new ReadableStream<TurnChunk>({
    start(controller) {
      for (const chunk of joined) controller.enqueue(chunk);
      controller.close();
    },
  });
  let message: ConversationMessage | null = null;
  for await (const shown of readUIMessageStream<ConversationMessage>({ stream, terminateOnError: true }))
    message = shown;
  return message;
}
