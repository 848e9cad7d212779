import type { Surface } from './surfaces.ts';

/** So many requests of each surface are kept. */
const KEPT = 500;

/** A request that came, or went out to a webhook, with credentials masked. */
export type RecordedRequest = {
  /** Counts up over all surfaces. */
  id: number;
  surface: Surface;
  /** `composio` for the calls that its tools make to Confluence and to OAuth inside the sandbox. */
  from: 'outside' | 'composio';
  /** By the sandbox's clock. */
  at: string;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** Read as JSON or as a form; else the text; null when it is binary or too long. */
  body: unknown;
  bodyBytes: number;
  tools: readonly string[];
  persons: readonly string[];
  /** Null while it runs, and for a connection that was ended. */
  status: number | null;
  /** Null while it runs; until the whole answer was sent. */
  durationMs: number | null;
  /** The rule that struck it. */
  fault: { rule: string; kind: string } | null;
};

export type RequestFilter = {
  surface?: Surface | undefined;
  from?: RecordedRequest['from'] | undefined;
  method?: string | undefined;
  /** A beginning of the path. */
  path?: string | undefined;
  tool?: string | undefined;
  person?: string | undefined;
  status?: number | undefined;
  /** Only those that are over, or only those that run. */
  done?: boolean | undefined;
  /** Only those with a higher id. */
  since?: number | undefined;
};

function fits(request: RecordedRequest, filter: RequestFilter): boolean {
  return (
    (filter.surface === undefined || request.surface === filter.surface) &&
    (filter.from === undefined || request.from === filter.from) &&
    (filter.method === undefined || request.method === filter.method.toUpperCase()) &&
    (filter.path === undefined || request.path.startsWith(filter.path)) &&
    (filter.tool === undefined || request.tools.includes(filter.tool.toUpperCase())) &&
    (filter.person === undefined || request.persons.includes(filter.person)) &&
    (filter.status === undefined || request.status === filter.status) &&
    (filter.done === undefined || (request.durationMs !== null) === filter.done) &&
    (filter.since === undefined || request.id > filter.since)
  );
}

/** Keeps the last requests of each surface, and lets callers wait for some. */
export function createRecorder() {
  const kept = new Map<Surface, RecordedRequest[]>();
  const watchers = new Set<() => void>();
  let lastId = 0;

  const changed = () => {
    for (const watcher of [...watchers]) watcher();
  };
  const list = (filter: RequestFilter): RecordedRequest[] =>
    [...kept.values()]
      .flat()
      .filter((request) => fits(request, filter))
      .sort((one, other) => one.id - other.id);

  return {
    /** Writes a request down as it comes. */
    begin(request: Omit<RecordedRequest, 'id' | 'status' | 'durationMs'>): RecordedRequest {
      lastId += 1;
      const recorded: RecordedRequest = { id: lastId, ...request, status: null, durationMs: null };
      const list = kept.get(request.surface) ?? [];
      list.push(recorded);
      if (list.length > KEPT) list.shift();
      kept.set(request.surface, list);
      changed();
      return recorded;
    },
    end(recorded: RecordedRequest, status: number | null, durationMs: number): void {
      recorded.status = status;
      recorded.durationMs = durationMs;
      changed();
    },
    list,
    /** The id of the newest request, to ask for what comes after it. */
    newest: () => lastId,
    clear: () => kept.clear(),
    /** Resolves when at least `count` requests fit, at the latest when the signal ends the waiting. */
    async waitFor(filter: RequestFilter, count: number, signal: AbortSignal): Promise<RecordedRequest[]> {
      while (list(filter).length < count && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        watchers.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
        await promise;
        watchers.delete(resolve);
      }
      return list(filter);
    },
  };
}
export type Recorder = ReturnType<typeof createRecorder>;
