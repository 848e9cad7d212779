import type { ModelProvider, StreamEvent } from '../providers/model-provider.ts';

type Provider = Pick<ModelProvider, 'joinEvents' | 'ignoredEvents'>;

/** An event: the lines before its data as they came, and its data. `null` where that is not one JSON object. */
type Event = { source: string; before: string; data: StreamEvent | null };

/**
 * Reads a stream of server-sent events piece by piece, and answers it with as few events as it can be told with. What it cannot
 * read it answers as it came.
 */
export function streamJoiner({ joinEvents, ignoredEvents }: Provider): {
  read: (piece: Uint8Array) => string;
  end: () => string;
} {
  const decoder = new TextDecoder();
  let unfinished = '';
  return {
    read(piece) {
      const sources = (unfinished + decoder.decode(piece, { stream: true })).split('\n\n');
      unfinished = sources.pop() ?? '';
      return sources
        .map(readEvent)
        .filter(({ data }) => !ignoredEvents.has(data?.type))
        .reduce(joiningWith(joinEvents), [])
        .map(({ source }) => source)
        .join('');
    },
    end: () => unfinished + decoder.decode(),
  };
}

function joiningWith(join: Provider['joinEvents']) {
  return (events: Event[], next: Event): Event[] => {
    const last = events.at(-1);
    const data = last?.data && next.data && join(last.data, next.data);
    if (data)
      events[events.length - 1] = {
        ...next,
        data,
        source: `${next.before}data: ${JSON.stringify(data)}\n\n`,
      };
    else events.push(next);
    return events;
  };
}

function readEvent(text: string): Event {
  const at = text.indexOf('data: ');
  const source = `${text}\n\n`;
  const unread = { source, before: '', data: null };
  // Data of several lines, or lines that end otherwise, are left as they are.
  if (at < 0 || (at > 0 && text[at - 1] !== '\n') || text.includes('\n', at) || text.endsWith('\r'))
    return unread;
  try {
    const data: unknown = JSON.parse(text.slice(at + 6));
    return typeof data === 'object' && data !== null
      ? { source, before: text.slice(0, at), data: { ...data } }
      : unread;
  } catch {
    return unread;
  }
}
