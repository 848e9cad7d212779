import type { Held, ToolReply } from './tool-reply.ts';

/** One use of a tool: of Confluence's, or of the router's own (`COMPOSIO_…`). */
export type Action = { slug: string; arguments: Record<string, unknown> };

/**
 * A piece of work written as straight lines: it yields actions to be run side by side and is handed what came back. A
 * plan runs it from the start on every model call, feeding it the results so far, so the model itself keeps no state.
 */
export type Steps<T> = Generator<Action[], T, ToolReply[]>;

/** An action did not do what it should; the reason is the tool's own. `held`: it was not run at all. */
export class ActionFailed extends Error {
  readonly slug: string;
  readonly held: Held | null;
  constructor(slug: string, reason: string, held: Held | null = null) {
    super(reason);
    this.slug = slug;
    this.held = held;
  }
}

/** Ends the turn with this Markdown, from any depth: a question, or nothing left to do. */
export class EndTurn extends Error {}

/** Runs one action and answers its data. @throws ActionFailed when the tool says no. */
export function* execute(slug: string, given: Record<string, unknown>): Steps<unknown> {
  const [reply] = yield [{ slug, arguments: given }];
  if (!reply?.ok) throw new ActionFailed(slug, reply?.error ?? 'No result came back.', reply?.held);
  return reply.data;
}

/** Runs pieces of work side by side: what each wants next goes out in one step. Equal actions are run once. */
export function* together<T>(works: readonly Steps<T>[]): Steps<T[]> {
  const states = works.map((work) => ({ work, now: work.next() }));
  for (;;) {
    const open = states.filter(({ now }) => !now.done);
    if (open.length === 0) break;
    const wanted = new Map<string, Action>();
    for (const { now } of open)
      if (!now.done) for (const action of now.value) wanted.set(JSON.stringify(action), action);
    const replies = yield [...wanted.values()];
    const byAction = new Map([...wanted.keys()].map((key, at) => [key, replies[at]]));
    for (const state of open) {
      if (state.now.done) continue;
      const own = state.now.value.map((action) => byAction.get(JSON.stringify(action)));
      state.now = state.work.next(
        own.map((reply) => reply ?? { ok: false, error: 'No result came back.', data: null }),
      );
    }
  }
  return states.flatMap(({ now }) => (now.done ? [now.value] : []));
}
