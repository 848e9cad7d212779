import { z } from 'zod';
import { readMessage, unquote } from './language/message.ts';
import type { Step, Steps } from './steps.ts';
import type { ToolReply } from './tool-reply.ts';

/** What the tool search said that matters here. */
export type Discovery = {
  sessionId: string | null;
  /** Slugs that the search offered, with or without their schemas. */
  offered: ReadonlySet<string>;
  /** Slugs that came with a reference instead of a schema. */
  unfetched: ReadonlySet<string>;
  connected: boolean;
};

const slugs = z.array(z.string()).nullish();
const searchData = z.object({
  results: z.array(z.object({ primary_tool_slugs: slugs, related_tool_slugs: slugs })).nullish(),
  tool_schemas: z
    .record(z.string(), z.object({ input_schema: z.unknown().optional(), schemaRef: z.unknown().optional() }))
    .nullish(),
  toolkit_connection_statuses: z
    .array(z.object({ toolkit: z.string(), has_active_connection: z.boolean() }))
    .nullish(),
  session: z.object({ id: z.string() }).nullish(),
});

/** Phase one: asks which tools fit what the person wants, without the text it carries, and whether the account is connected. */
export function searchStep(request: string, purpose?: string): Step {
  const message = readMessage(request);
  const words = unquote(message.head, message) || request;
  const useCase = (purpose ?? words).slice(0, 300);
  return {
    tool: 'COMPOSIO_SEARCH_TOOLS',
    input: { queries: [{ use_case: useCase }], session: { generate_id: true } },
  };
}

/** Reads the search; null when it holds nothing readable. A toolkit that is not mentioned counts as connected: using it will tell. */
export function readDiscovery(reply: ToolReply): Discovery | null {
  const read = searchData.safeParse(reply.data);
  if (!reply.ok || !read.success) return null;
  const { results, tool_schemas: schemas, toolkit_connection_statuses: statuses, session } = read.data;
  const named = (results ?? []).flatMap((row) => [
    ...(row.primary_tool_slugs ?? []),
    ...(row.related_tool_slugs ?? []),
  ]);
  const entries = Object.entries(schemas ?? {});
  return {
    sessionId: session?.id ?? null,
    offered: new Set([...named, ...entries.map(([slug]) => slug)]),
    unfetched: new Set(
      entries.flatMap(([slug, schema]) => (schema.schemaRef && !schema.input_schema ? [slug] : [])),
    ),
    connected:
      statuses?.find((row) => row.toolkit.toLowerCase() === 'confluence')?.has_active_connection ?? true,
  };
}

const schemasData = z.object({ not_found: z.array(z.string()).nullish() });

/** Asks for the schema of a tool that the search did not spell out; false when there is no such tool in this session. */
export function* toolExists(slug: string, sessionId: string | null): Steps<boolean> {
  const reply = yield {
    tool: 'COMPOSIO_GET_TOOL_SCHEMAS',
    input: { tool_slugs: [slug], ...(sessionId === null ? {} : { session_id: sessionId }) },
  };
  const read = schemasData.safeParse(reply.data);
  return reply.ok && !(read.success && read.data.not_found?.includes(slug));
}
