import { z } from 'zod';
import { definePhrases, type Words, wordsOfError } from '../../../domain/phrase.ts';
import { type Rest, RestRefusal } from '../../../domain/rest.ts';
import { Impossible, Unreadable } from './refusals.ts';

type Query = Record<string, string | number | undefined>;

/** Confluence as a plan reads it: answers are checked, and what goes wrong is either `Impossible` or `Unreadable`. */
export type Reader = {
  /**
   * @param missing what to tell the model when Confluence has no such thing
   * @throws Impossible for a 404 and for an id that is none; Unreadable for everything else that goes wrong
   */
  read<T>(schema: z.ZodType<T>, path: string, query: Query, missing: Words): Promise<T>;
  /** The rows of a list, read on to its end or until there are `most`; `more` says that rows were left out. */
  list<T>(
    schema: z.ZodType<T>,
    path: string,
    query: Query,
    missing: Words,
    most?: number,
  ): Promise<{ rows: T[]; more: boolean; base: string | null }>;
};

const ROWS_AT_ONCE = 250;

const { book, phrase } = definePhrases('confluence.reader', {
  unreachable: ({ reason }: { reason: string }) => `Confluence could not be reached (${reason}).`,
  mayNotRead: ({ status, reason }: { status: number; reason: string }) =>
    `Confluence does not let this connection read it (${status}: ${reason}).`,
  refused: ({ reason }: { reason: string }) => `It could not be read: ${reason}`,
  answered: ({ status, reason }: { status: number; reason: string }) =>
    `Confluence answered ${status}: ${reason}`,
  unexpected: ({ where, problem }: { where: string; problem: string }) =>
    `Confluence answered something unexpected (${where}: ${problem}).`,
});

export { book as readerBook };

const listSchema = z.object({
  results: z.array(z.unknown()),
  _links: z.object({ next: z.string().optional(), base: z.string().optional() }).default({}),
});

function failure(error: unknown, missing: Words): Error {
  if (!(error instanceof RestRefusal)) {
    return new Unreadable(phrase.unreachable({ reason: wordsOfError(error) }));
  }
  const { status, words } = error;
  if (status === 404) return new Impossible(missing, true);
  if (status === 400) return new Impossible(words);
  if (status === 401 || status === 403) return new Unreadable(phrase.mayNotRead({ status, reason: words }));
  // Status 0: it was refused on the way there.
  if (status === 0) return new Unreadable(phrase.refused({ reason: words }));
  return new Unreadable(phrase.answered({ status, reason: words }));
}

function parsed<T>(schema: z.ZodType<T>, answer: unknown): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Unreadable(
    phrase.unexpected({ where: issue?.path.join('.') || 'answer', problem: issue?.message ?? '' }),
  );
}

/** Opens a reader over Confluence's REST API. */
export function openReader(confluence: Rest): Reader {
  async function get(path: string, query: Query, missing: Words): Promise<unknown> {
    try {
      return await confluence.get(path, query);
    } catch (error) {
      throw failure(error, missing);
    }
  }

  return {
    read: async (schema, path, query, missing) => parsed(schema, await get(path, query, missing)),

    async list(schema, path, query, missing, most = 4 * ROWS_AT_ONCE) {
      const rows: z.infer<typeof schema>[] = [];
      let cursor: string | undefined;
      for (;;) {
        const page = parsed(
          listSchema,
          await get(path, { ...query, limit: Math.min(most, ROWS_AT_ONCE), cursor }, missing),
        );
        for (const row of page.results) rows.push(parsed(schema, row));
        cursor = nextCursor(page._links.next);
        if (cursor === undefined || rows.length >= most)
          return { rows: rows.slice(0, most), more: cursor !== undefined, base: page._links.base ?? null };
      }
    },
  };
}

function nextCursor(next: string | undefined): string | undefined {
  if (next === undefined) return undefined;
  return new URL(next, 'http://confluence.invalid').searchParams.get('cursor') ?? undefined;
}

/**
 * Waits for reads that go out side by side. Of several that fail, one that says “unreadable” counts before one that says
 * “there is none”: Confluence hides what a connection may not see.
 */
export async function together<T extends readonly unknown[] | []>(
  reads: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(reads);
  const failures = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const worst = failures.find((reason) => !(reason instanceof Impossible)) ?? failures[0];
  if (worst !== undefined) throw worst;
  return Promise.all(reads);
}
