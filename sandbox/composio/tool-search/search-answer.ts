import { createHash, randomBytes } from 'node:crypto';
import type { ComposioContext } from '../context.ts';
import type { Caller } from '../execute-tool.ts';
import { type CustomTools, listCustomTools } from '../sessions/custom-tools.ts';
import { allowedTools, isToolkitAllowed, listedSlugs } from '../sessions/session-tools.ts';
import type { CatalogueTool } from '../toolkit/catalogue.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import { connectionStatus } from './connection-status.ts';
import { pitfallsOf, planSteps } from './plan.ts';
import { rankTools } from './search-tools.ts';

/** How close to the best a tool must score to be another first choice, or to be named at all. */
const ALSO_PRIMARY = 0.9;
const ALSO_RELATED = 0.3;
const MOST_RELATED = 6;

/** A tool as the search tells of it: one of the toolkit, or one the app brought along. */
type FoundTool = CatalogueTool & {
  toolkit: string;
  outputSchema?: Record<string, unknown> | undefined;
};

export type SearchRequest = {
  queries: readonly { use_case: string; known_fields?: string | undefined }[];
  toolkits?: readonly string[] | undefined;
  /** Goes on with a task of before, or asks for a new one. */
  session?: { id?: string | undefined; generate_id?: boolean | undefined } | undefined;
  custom?: CustomTools | undefined;
};

function searchable(caller: Caller, request: SearchRequest): FoundTool[] {
  const wanted = request.toolkits?.map((slug) => slug.toLowerCase());
  const own = allowedTools(caller.config).map((tool) => ({ ...tool, toolkit: CONFLUENCE.slug }));
  const custom = listCustomTools(request.custom ?? {}).map((tool) => ({
    slug: tool.slug,
    name: tool.name,
    description: tool.description,
    toolkit: tool.toolkit.toLowerCase(),
    kind: 'read' as const,
    important: false,
    keywords: '',
    needs: [],
    scopes: [],
    inputSchema: tool.input_schema,
    outputData: {},
    outputSchema: tool.output_schema,
  }));
  return [...own, ...custom].filter(({ toolkit }) => wanted === undefined || wanted.includes(toolkit));
}

/** The first choices for one use case, in the order they are called, and other tools worth knowing. */
function chooseTools(tools: readonly FoundTool[], useCase: string) {
  const ranked = rankTools(tools, useCase);
  const best = ranked[0]?.score ?? 0;
  const primary = new Set<FoundTool>();
  for (const { tool, score } of ranked.slice(0, 2)) {
    // What deletes is a second choice for nobody.
    const harmless = primary.size === 0 || tool.kind !== 'destructive';
    if (score >= best * ALSO_PRIMARY && harmless) primary.add(tool);
  }
  // A tool is of little use without those that find the ids it needs.
  for (const slug of [...primary].flatMap((tool) => tool.needs)) {
    const needed = tools.find((tool) => tool.slug === slug);
    if (needed) primary.add(needed);
  }
  const related = ranked
    .filter(({ tool, score }) => !primary.has(tool) && score >= best * ALSO_RELATED)
    .slice(0, MOST_RELATED)
    .map(({ tool }) => tool);
  return { primary: [...primary], related };
}

function schemaEntry(tool: FoundTool, full: boolean) {
  return {
    tool_slug: tool.slug,
    toolkit: tool.toolkit,
    description: tool.description,
    hasFullSchema: full,
    ...(full
      ? { input_schema: tool.inputSchema, ...(tool.outputSchema ? { output_schema: tool.outputSchema } : {}) }
      : {
          schemaRef: {
            tool: 'COMPOSIO_GET_TOOL_SCHEMAS',
            args: { tool_slugs: [tool.slug] },
            message: 'Ask for the full input schema before you run this tool.',
          },
        }),
  };
}

function guidance(caller: Caller, connected: boolean, anyRef: boolean): string[] {
  const listed = listedSlugs(caller.config);
  return [
    ...(connected || !listed.includes('COMPOSIO_MANAGE_CONNECTIONS')
      ? []
      : ['Call COMPOSIO_MANAGE_CONNECTIONS with toolkits ["confluence"] and give the link to the person.']),
    ...(listed.includes('COMPOSIO_MULTI_EXECUTE_TOOL')
      ? [
          'Run the primary tools with COMPOSIO_MULTI_EXECUTE_TOOL, with arguments that fit their input_schema.',
        ]
      : ['Run the primary tools with arguments that fit their input_schema.']),
    ...(anyRef ? ['For a tool with a schemaRef, call COMPOSIO_GET_TOOL_SCHEMAS first.'] : []),
  ];
}

/** What a search answers over HTTP and through MCP: tools, schemas, connection and what to do next. */
export function searchAnswer(context: ComposioContext, caller: Caller, request: SearchRequest) {
  const tools = searchable(caller, request);
  const choices = request.queries.map((query) => ({ query, ...chooseTools(tools, query.use_case) }));
  const full = new Set(choices.flatMap(({ primary }) => primary));
  // Tools of the app cannot be asked for later, so their schemas always come along.
  const named = new Set([...full, ...choices.flatMap(({ related }) => related)]);
  const isFull = (tool: FoundTool) => full.has(tool) || tool.toolkit !== CONFLUENCE.slug;
  const statuses = isToolkitAllowed(caller.config, CONFLUENCE.slug)
    ? [connectionStatus(context, caller)]
    : [];
  const given = request.session?.generate_id ? undefined : request.session?.id;
  const sessionId = given ?? randomBytes(4).toString('hex');
  const now = context.now();

  return {
    results: choices.map(({ query, primary, related }, i) => {
      const [main] = primary;
      const difficulty = primary.length > 2 ? 'hard' : primary.length > 1 ? 'medium' : 'easy';
      return {
        index: i + 1,
        use_case: query.use_case,
        primary_tool_slugs: primary.map(({ slug }) => slug),
        related_tool_slugs: related.map(({ slug }) => slug),
        toolkits: [...new Set(primary.map(({ toolkit }) => toolkit))],
        reasoning: main ? `${main.slug} fits the use case best.` : 'No tool fits the use case.',
        difficulty,
        task_difficulty: difficulty,
        plan_id: `plan_${createHash('sha256').update(query.use_case).digest('hex').slice(0, 12)}`,
        execution_guidance: main
          ? `Begin with ${(main.needs.length > 0 && primary[1]?.slug) || main.slug}.`
          : '',
        recommended_plan_steps: planSteps(
          main,
          (slug) => tools.find((tool) => tool.slug === slug),
          query.known_fields,
        ),
        known_pitfalls: pitfallsOf(primary),
        ...(main === undefined ? { error: 'No tools found for this use case in this session.' } : {}),
      };
    }),
    tool_schemas: Object.fromEntries([...named].map((tool) => [tool.slug, schemaEntry(tool, isFull(tool))])),
    toolkit_connection_statuses: statuses,
    next_steps_guidance: guidance(
      caller,
      statuses.every((status) => status.has_active_connection),
      [...named].some((tool) => !isFull(tool)),
    ),
    session: {
      id: sessionId,
      generate_id: given === undefined,
      instructions: `Pass session_id "${sessionId}" in every later call of a meta tool for this task.`,
    },
    time_info: {
      current_time_utc: now.toISOString(),
      current_time_utc_epoch_seconds: Math.floor(now.getTime() / 1000),
      message: 'Use this time for everything that depends on the current date.',
    },
  };
}
