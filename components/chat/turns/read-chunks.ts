/**
 * Reads a body of server-sent events whose data is JSON and hands on each, until it ends. Throws when it breaks off or `gone` is
 * aborted; the body is let go of then.
 */
export async function readChunks<Chunk>(
  body: ReadableStream<Uint8Array>,
  gone: AbortSignal,
  take: (chunk: Chunk) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  const sink = new WritableStream<Uint8Array>({
    write(bytes) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines)
        if (line.startsWith('data: ') && line !== END) take(JSON.parse(line.slice('data: '.length)));
    },
  });
  await body.pipeTo(sink, { signal: gone });
}

/** What the AI SDK ends its streams with. */
const END = 'data: [DONE]';
