import { listAccounts } from '../accounts/account-store.ts';
import { chooseAccount } from '../accounts/choose-account.ts';
import type { ComposioContext } from '../context.ts';
import type { Caller } from '../execute-tool.ts';
import { allowedTools, isToolkitAllowed } from '../sessions/session-tools.ts';
import { type CatalogueTool, findTool } from '../toolkit/catalogue.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import { rankTools } from './search-tools.ts';

/** How close to the best a tool must score to be another first choice, or to be named at all. */
const ALSO_PRIMARY = 0.9;
const ALSO_RELATED = 0.3;
const MOST_RELATED = 6;

/** The first choices for one use case, in the order they are called, and other tools worth knowing. */
function chooseTools(tools: readonly CatalogueTool[], useCase: string) {
  const ranked = rankTools(tools, useCase);
  const best = ranked[0]?.score ?? 0;
  const primary = new Set<CatalogueTool>();
  for (const { tool, score } of ranked.slice(0, 2)) if (score >= best * ALSO_PRIMARY) primary.add(tool);
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

function planSteps(primary: readonly CatalogueTool[]): string[] {
  const [main] = primary;
  if (main === undefined) return [];
  const before = main.needs.flatMap((slug) => {
    const tool = findTool(slug);
    return tool ? [`Use ${tool.slug} to find what ${main.slug} needs. Skip it when you know the ids.`] : [];
  });
  return [...before, `Use ${main.slug}. ${main.description}`].map((step, i) => `${i + 1}. ${step}`);
}

function pitfalls(primary: readonly CatalogueTool[]): string[] {
  const slugs = primary.map(({ slug }) => slug);
  return [
    ...(slugs.some((slug) => /_UPDATE_(PAGE|BLOGPOST)$/.test(slug))
      ? [
          'An update replaces the whole body. Read it first and send all of it back, with version.number raised by one.',
        ]
      : []),
    ...(slugs.some((slug) => /_(CREATE|UPDATE)_(PAGE|BLOGPOST)$/.test(slug))
      ? ['Bodies are Confluence storage format (XHTML), not Markdown.']
      : []),
    ...(slugs.some((slug) => /_GET_(PAGES|SPACE_CONTENTS|CHILD_PAGES|BLOG_POSTS)$/.test(slug))
      ? ['Lists hold no bodies. Read a page or blog post by its id.']
      : []),
  ];
}

function connectionStatus(context: ComposioContext, caller: Caller) {
  const accounts = listAccounts(context, caller.project, caller.userId);
  const choice = chooseAccount(accounts, CONFLUENCE.slug, caller.config);
  const common = { toolkit: CONFLUENCE.slug, description: CONFLUENCE.description };
  if (!choice.found && choice.reason === 'none') {
    return {
      ...common,
      has_active_connection: false,
      connection_details: {},
      status_message: `No active connection for ${CONFLUENCE.slug}. Use COMPOSIO_MANAGE_CONNECTIONS to start one before running its tools.`,
    };
  }
  const account = choice.found ? choice.account : undefined;
  return {
    ...common,
    has_active_connection: true,
    connection_details: account ? { connected_account_id: account.id, subdomain: account.subdomain } : {},
    ...(account?.person
      ? { current_user_info: { display_name: account.person.displayName, email: account.person.email } }
      : {}),
    status_message: account
      ? `Connection is active and ready to use (connected_account_id: ${account.id}).`
      : 'Several connections are active: pass one as account.',
  };
}

function schemaEntry(tool: CatalogueTool, full: boolean) {
  return {
    tool_slug: tool.slug,
    toolkit: CONFLUENCE.slug,
    description: tool.description,
    hasFullSchema: full,
    ...(full
      ? { input_schema: tool.inputSchema }
      : {
          schemaRef: {
            tool: 'COMPOSIO_GET_TOOL_SCHEMAS',
            args: { tool_slugs: [tool.slug] },
            message: 'Ask for the full input schema before you run this tool.',
          },
        }),
  };
}

/** What a search answers over HTTP and through MCP: tools, schemas, connection and what to do next. */
export function searchAnswer(
  context: ComposioContext,
  caller: Caller,
  request: { useCases: readonly string[]; toolkits?: readonly string[] | undefined; sessionId: string },
) {
  const wanted = request.toolkits === undefined || request.toolkits.includes(CONFLUENCE.slug);
  const tools = wanted ? allowedTools(caller.config) : [];
  const choices = request.useCases.map((useCase) => ({ useCase, ...chooseTools(tools, useCase) }));
  const full = new Set(choices.flatMap(({ primary }) => primary));
  const named = new Set([...full, ...choices.flatMap(({ related }) => related)]);
  const statuses = isToolkitAllowed(caller.config, CONFLUENCE.slug)
    ? [connectionStatus(context, caller)]
    : [];
  const connected = statuses.every((status) => status.has_active_connection);
  const now = context.now();

  return {
    results: choices.map(({ useCase, primary, related }, i) => ({
      index: i + 1,
      use_case: useCase,
      primary_tool_slugs: primary.map(({ slug }) => slug),
      related_tool_slugs: related.map(({ slug }) => slug),
      toolkits: primary.length === 0 ? [] : [CONFLUENCE.slug],
      reasoning: primary[0] ? `${primary[0].slug} fits the use case best.` : 'No tool fits the use case.',
      difficulty: primary.length > 1 ? 'medium' : 'easy',
      task_difficulty: primary.length > 1 ? 'medium' : 'easy',
      recommended_plan_steps: planSteps(primary),
      known_pitfalls: pitfalls(primary),
      ...(primary.length === 0 ? { error: 'No tools found for this use case in this session.' } : {}),
    })),
    tool_schemas: Object.fromEntries(
      [...named].map((tool) => [tool.slug, schemaEntry(tool, full.has(tool))]),
    ),
    toolkit_connection_statuses: statuses,
    next_steps_guidance: [
      ...(connected
        ? []
        : ['Call COMPOSIO_MANAGE_CONNECTIONS with toolkits ["confluence"] and give the link to the person.']),
      'Run the primary tools with COMPOSIO_MULTI_EXECUTE_TOOL, with arguments that fit their input_schema.',
      'For a tool with a schemaRef, call COMPOSIO_GET_TOOL_SCHEMAS first.',
    ],
    session: {
      id: request.sessionId,
      generate_id: false,
      instructions: `Pass session_id "${request.sessionId}" in every later call of a meta tool for this task.`,
    },
    time_info: {
      current_time_utc: now.toISOString(),
      current_time_utc_epoch_seconds: Math.floor(now.getTime() / 1000),
      message: 'Use this time for everything that depends on the current date.',
    },
  };
}
