import type { Rest } from '@/lib/domain/rest';

/** One GET of an app's REST API. */
export type Read = { path: string; query: Parameters<Rest['get']>[1] };

/** An app as it is while actions are looked at: what several of them ask for is asked for once, and shared while it is under way. */
export type SharedReads = {
  /** The same reads, which are also written into `asked`. */
  writingInto(asked: Read[]): Rest;
  /** Asks for all of these side by side, before anybody needs them. */
  ahead(reads: readonly Read[]): void;
};

/** It is for one look: whoever looks again, later, shares nothing with it. */
export function sharedReads(rest: Rest): SharedReads {
  const answers = new Map<string, Promise<unknown>>();
  const get = ({ path, query }: Read): Promise<unknown> => {
    const key = JSON.stringify([path, Object.entries(query ?? {}).sort()]);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = rest.get(path, query);
    // What was read ahead may fail without anybody waiting for it.
    answer.catch(() => undefined);
    answers.set(key, answer);
    return answer;
  };
  return {
    writingInto: (asked) => ({
      get(path, query) {
        asked.push({ path, query });
        return get({ path, query });
      },
    }),
    ahead(reads) {
      for (const read of reads) void get(read);
    },
  };
}
