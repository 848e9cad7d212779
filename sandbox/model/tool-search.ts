import { z } from 'zod';
import { rankTools } from '../composio/tool-search/search-tools.ts';
import { deedOfSlug } from './language/words.ts';
import type { Steps } from './steps.ts';
import type { ToolReply } from './tool-reply.ts';
import type { OfferedTool, Toolbox } from './toolbox.ts';

/** A tool that may do what was asked; its schema is null until it has been asked for. */
export type Candidate = { slug: string; schema: Record<string, unknown> | null };

/** What a search found, best first, and whether the account is connected. */
export type Discovery = { candidates: Candidate[]; connected: boolean };

const SEARCH = 'COMPOSIO_SEARCH_TOOLS';
const slugs = z.array(z.string()).nullish();
const object = z.record(z.string(), z.unknown());
const searchData = z.object({
  results: z.array(z.object({ primary_tool_slugs: slugs, related_tool_slugs: slugs })).nullish(),
  tool_schemas: z.record(z.string(), z.object({ input_schema: object.nullish() })).nullish(),
  toolkit_connection_statuses: z
    .array(z.object({ toolkit: z.string(), has_active_connection: z.boolean() }))
    .nullish(),
  session: z.object({ id: z.string() }).nullish(),
});

/** Phase one: finds the tools for a use case, by the router's search or, when only app tools are offered, among those. */
export function* discover(useCase: string, toolbox: Toolbox): Steps<Discovery | { problem: string }> {
  const own = [...toolbox.tools.values()].filter((tool) => !tool.name.startsWith('COMPOSIO_'));
  if (!toolbox.tools.has(SEARCH) && own.length > 0)
    return { candidates: rankOffered(own, useCase), connected: true };
  const [reply] = yield [
    { slug: SEARCH, arguments: { queries: [{ use_case: useCase }], session: { generate_id: true } } },
  ];
  return read(reply, toolbox);
}

function rankOffered(tools: readonly OfferedTool[], useCase: string): Candidate[] {
  const entries = tools.map(({ name, description, parameters }) => {
    const words = name
      .replace(/^[A-Z]+_/, '')
      .replaceAll('_', ' ')
      .toLowerCase();
    const deed = deedOfSlug(name);
    const kind = deed === 'delete' ? ('destructive' as const) : deed;
    return {
      slug: name,
      name: words,
      description,
      kind,
      important: false,
      keywords: '',
      needs: [],
      scopes: [],
      inputSchema: parameters ?? {},
    };
  });
  return rankTools(entries, useCase).map(({ tool }) => ({ slug: tool.slug, schema: tool.inputSchema }));
}

function read(reply: ToolReply | undefined, toolbox: Toolbox): Discovery | { problem: string } {
  const parsed = searchData.safeParse(reply?.data);
  if (!reply?.ok || !parsed.success) {
    return {
      problem: reply?.ok ? 'its answer could not be read.' : (reply?.error ?? 'no result came back.'),
    };
  }
  const { results, tool_schemas: schemas, toolkit_connection_statuses: statuses, session } = parsed.data;
  toolbox.sessionId = session?.id ?? null;
  const named = (results ?? []).flatMap((row) => [
    ...(row.primary_tool_slugs ?? []),
    ...(row.related_tool_slugs ?? []),
  ]);
  const all = new Set([...named, ...Object.keys(schemas ?? {})]);
  return {
    candidates: [...all].map((slug) => ({ slug, schema: schemas?.[slug]?.input_schema ?? null })),
    connected:
      statuses?.find((row) => row.toolkit.toLowerCase() === 'confluence')?.has_active_connection ?? true,
  };
}

const schemasData = z.object({
  tool_schemas: z.record(z.string(), z.object({ input_schema: object.nullish() })).nullish(),
});

/** Asks for the schema of a tool that the search only named; null when there is no such tool in this session. */
export function* schemaOf(slug: string): Steps<Record<string, unknown> | null> {
  const [reply] = yield [{ slug: 'COMPOSIO_GET_TOOL_SCHEMAS', arguments: { tool_slugs: [slug] } }];
  const parsed = schemasData.safeParse(reply?.data);
  return parsed.success ? (parsed.data.tool_schemas?.[slug]?.input_schema ?? null) : null;
}
