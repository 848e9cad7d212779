import { z } from 'zod';
import { replyOf, type ToolReply, unwrapJson } from './tool-reply.ts';

/** One call of a tool that the app gave the model. */
export type Step = { tool: string; input: Record<string, unknown> };

/**
 * A piece of work written as straight lines: it yields each tool call and is handed what came back. A plan runs it
 * from the start on every model call, feeding it the results so far, so the model itself keeps no state.
 */
export type Steps<T> = Generator<Step, T, ToolReply>;

export type Action = { slug: string; arguments: Record<string, unknown> };

/** What the turn knows beside its slots. */
export type TurnContext = {
  /** Composio's id of this piece of work, as the tool search gave it. */
  sessionId: string | null;
  /** The page that the last answers linked to, for "it" and "that page". */
  lastPageId: string | null;
};

/** An action was refused; the reason is the tool's own. */
export class ActionFailed extends Error {
  readonly slug: string;
  constructor(slug: string, reason: string) {
    super(reason);
    this.slug = slug;
  }
}

/** Ends the turn with this Markdown, from any depth: a question, or nothing left to do. */
export class EndTurn extends Error {}

const multiExecuteData = z.object({
  results: z.array(
    z.object({
      index: z.number().optional(),
      response: z.unknown().optional(),
      error: z.unknown().optional(),
    }),
  ),
});

/** Runs actions side by side in one call; each reply stands at its action's place. */
export function* executeAll(actions: Action[], context: TurnContext): Steps<ToolReply[]> {
  const reply = yield {
    tool: 'COMPOSIO_MULTI_EXECUTE_TOOL',
    input: {
      tools: actions.map((action) => ({ tool_slug: action.slug, arguments: action.arguments })),
      sync_response_to_workbench: false,
      ...(context.sessionId === null ? {} : { session_id: context.sessionId }),
    },
  };
  const read = multiExecuteData.safeParse(reply.data);
  if (!read.success) {
    const error = reply.ok ? 'The answer could not be read.' : reply.error;
    return actions.map(() => ({ ok: false, error, data: null }));
  }
  return actions.map((_, place) => {
    const result = read.data.results.find((row, at) => (row.index ?? at) === place);
    if (!result) return { ok: false, error: 'No result came back.', data: null };
    const response = unwrapJson(result.response);
    return response === null || response === undefined
      ? replyOf({ successful: false, error: result.error, data: null })
      : replyOf(response);
  });
}

/** Runs one action and answers its data. @throws ActionFailed when the tool says no. */
export function* execute(action: Action, context: TurnContext): Steps<unknown> {
  const [reply] = yield* executeAll([action], context);
  if (!reply?.ok) throw new ActionFailed(action.slug, reply?.error ?? 'No result came back.');
  return reply.data;
}
