import { z } from 'zod';
import type { Action } from './steps.ts';
import { readToolReply, replyOf, type ToolReply, unwrapJson } from './tool-reply.ts';

/** A function that the caller of the model offers, as the request describes it. */
export type OfferedTool = { name: string; description: string; parameters: Record<string, unknown> | null };

/** What the caller offers, and what the turn has learned about using it. */
export type Toolbox = {
  tools: ReadonlyMap<string, OfferedTool>;
  /** The schemas of tools that can be run without a search. */
  known: ReadonlyMap<string, Record<string, unknown>>;
  /** Composio's id of this piece of work, as the tool search gave it. */
  sessionId: string | null;
};

/** One function call on the wire. */
export type Call = { name: string; input: Record<string, unknown> };

export const MULTI = 'COMPOSIO_MULTI_EXECUTE_TOOL';

/** Asked for by the router; a caller may fill it in itself. */
const WORKBENCH = 'sync_response_to_workbench';

/** Tools of the caller itself: no router knows them. */
const CALLERS = new Set(['read_page', 'edit_page']);

function isWrapped(actions: readonly Action[], tools: Toolbox['tools']): boolean {
  const own = actions.every(({ slug }) => slug.startsWith('COMPOSIO_') || CALLERS.has(slug));
  return !own && (tools.has(MULTI) || !actions.every(({ slug }) => tools.has(slug)));
}

/** The function calls that run these actions: each its own where it is offered, else all in one through the router. */
export function callsFor(actions: readonly Action[], { tools, sessionId }: Toolbox): Call[] {
  const session = sessionId === null ? {} : { session_id: sessionId };
  if (!isWrapped(actions, tools)) {
    return actions.map(({ slug, arguments: input }) => ({
      name: slug,
      input:
        slug.startsWith('COMPOSIO_') && slug !== 'COMPOSIO_SEARCH_TOOLS' ? { ...input, ...session } : input,
    }));
  }
  const list = actions.map(({ slug, arguments: given }) => ({ tool_slug: slug, arguments: given }));
  const { properties } = Object(tools.get(MULTI)?.parameters ?? { properties: { [WORKBENCH]: true } });
  const workbench = WORKBENCH in Object(properties) ? { [WORKBENCH]: false } : {};
  return [{ name: MULTI, input: { tools: list, ...workbench, ...session } }];
}

const multiData = z.object({
  results: z.array(
    z.object({
      index: z.number().optional(),
      response: z.unknown().optional(),
      error: z.unknown().optional(),
    }),
  ),
});

/** What came back for each action, from the outputs of the calls that ran them. */
export function repliesFor(
  actions: readonly Action[],
  outputs: readonly (string | null)[],
  { tools }: Toolbox,
): ToolReply[] {
  if (!isWrapped(actions, tools)) {
    return actions.map(({ slug }, at) => {
      const output = outputs[at] ?? null;
      const reply = readToolReply(output);
      // Other people's tools may answer in a sentence.
      const isOurs = /^(?:COMPOSIO|CONFLUENCE)_/.test(slug) || CALLERS.has(slug);
      return !isOurs && output !== null && typeof unwrapJson(output) === 'string'
        ? { ok: true, data: output }
        : reply;
    });
  }
  const reply = readToolReply(outputs[0] ?? null);
  const read = multiData.safeParse(reply.data);
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
