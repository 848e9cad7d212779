import type { JsonSchema } from '../toolkit/catalogue.ts';

export type MetaTool = {
  slug: string;
  name: string;
  description: string;
  tags: string[];
  inputSchema: JsonSchema;
};

const text = (description: string) => ({ type: 'string', description });
const list = (items: JsonSchema, description: string, minItems = 1) => ({
  type: 'array',
  items,
  minItems,
  description,
});
const input = (properties: JsonSchema, required: string[]): JsonSchema => ({
  type: 'object',
  properties,
  required,
});

const sessionId = text('The session id that COMPOSIO_SEARCH_TOOLS returned. Pass it on in every later call.');
const toolkits = list(text('Toolkit slug, for example confluence'), 'The toolkits meant');

/** The tools every session is given to find, connect and run the tools of the apps. */
export const META_TOOLS: readonly MetaTool[] = [
  {
    slug: 'COMPOSIO_SEARCH_TOOLS',
    name: 'Search tools',
    description:
      'Finds the tools for a use case. Call it first. Returns the best tools with their input schemas, the order to use them in, and whether the toolkit is connected.',
    tags: ['openWorldHint', 'readOnlyHint', 'important'],
    inputSchema: input(
      {
        queries: list(
          input(
            {
              use_case: { ...text('One task in plain words, without personal details'), maxLength: 1024 },
              known_fields: text('What is already known, for example "space: Marketing"'),
            },
            ['use_case'],
          ),
          'One entry for each separate task',
        ),
        session: {
          type: 'object',
          description: 'Ask for a new session id, or pass on the one you have',
          properties: {
            id: text('Session id of an earlier call'),
            generate_id: { type: 'boolean', description: 'true at the start of a new task' },
          },
        },
        model: text('The model that is asking'),
      },
      ['queries'],
    ),
  },
  {
    slug: 'COMPOSIO_GET_TOOL_SCHEMAS',
    name: 'Get tool schemas',
    description:
      'Returns the full input schemas of tools that COMPOSIO_SEARCH_TOOLS named with a schemaRef only. Never guess a schema.',
    tags: ['readOnlyHint'],
    inputSchema: input(
      {
        tool_slugs: list(text('Tool slug'), 'The tools whose schemas are needed'),
        include: {
          type: 'array',
          items: { type: 'string', enum: ['input_schema', 'output_schema'] },
          default: ['input_schema'],
          description: 'Which schemas to return',
        },
        session_id: sessionId,
      },
      ['tool_slugs'],
    ),
  },
  {
    slug: 'COMPOSIO_MANAGE_CONNECTIONS',
    name: 'Manage connections',
    description:
      'Reports the connection of each toolkit and starts one where there is none. When it returns a redirect_url, show it to the person: they open it and give their consent there.',
    tags: ['openWorldHint', 'destructiveHint'],
    inputSchema: input(
      {
        toolkits,
        reinitiate_all: {
          type: 'boolean',
          default: false,
          description: 'true starts a new connection even where one is active',
        },
        session_id: sessionId,
      },
      ['toolkits'],
    ),
  },
  {
    slug: 'COMPOSIO_MULTI_EXECUTE_TOOL',
    name: 'Execute tools',
    description:
      'Runs 1 to 50 tools at the same time and returns one result for each. Use it for tools that do not depend on each other; use the schemas found before.',
    tags: ['openWorldHint', 'destructiveHint', 'important'],
    inputSchema: input(
      {
        tools: {
          ...list(
            input(
              {
                tool_slug: text('Tool slug'),
                arguments: {
                  type: 'object',
                  description: 'Arguments that fit the schema of the tool',
                  additionalProperties: true,
                },
                account: text('Id or alias of the connected account, when there are several'),
              },
              ['tool_slug', 'arguments'],
            ),
            'The tools to run',
          ),
          maxItems: 50,
        },
        sync_response_to_workbench: {
          type: 'boolean',
          description: 'true keeps large results in the remote workbench; use false without one',
        },
        thought: text('Why these tools are run now, in one sentence'),
        current_step: text('The step of the plan this belongs to'),
        current_step_metric: text('How far the step is, for example 3/10 pages'),
        session_id: sessionId,
      },
      ['tools', 'sync_response_to_workbench'],
    ),
  },
  {
    slug: 'COMPOSIO_WAIT_FOR_CONNECTIONS',
    name: 'Wait for connections',
    description:
      'Waits a short while until the person has finished connecting, after COMPOSIO_MANAGE_CONNECTIONS gave them a link.',
    tags: ['readOnlyHint', 'idempotentHint'],
    inputSchema: input(
      {
        toolkits,
        mode: {
          type: 'string',
          enum: ['any', 'all'],
          default: 'any',
          description: 'Stop waiting when any or when all of the toolkits are decided',
        },
        session_id: sessionId,
      },
      ['toolkits'],
    ),
  },
  {
    slug: 'COMPOSIO_REMOTE_WORKBENCH',
    name: 'Remote workbench',
    description: 'Runs Python code in a remote workbench. This sandbox has none, so every call is refused.',
    tags: ['openWorldHint', 'destructiveHint'],
    inputSchema: input(
      {
        code_to_execute: text('Python code'),
        thought: text('Why it is run'),
        current_step: text('The step of the plan this belongs to'),
        current_step_metric: text('How far the step is'),
        session_id: sessionId,
      },
      ['code_to_execute'],
    ),
  },
  {
    slug: 'COMPOSIO_REMOTE_BASH_TOOL',
    name: 'Remote bash',
    description:
      'Runs a bash command in a remote workbench. This sandbox has none, so every call is refused.',
    tags: ['openWorldHint', 'destructiveHint'],
    inputSchema: input({ command: text('Bash command'), session_id: sessionId }, ['command']),
  },
];

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'];

/** MCP annotations of a meta tool; read-only and destructive are always said, either way. */
export function metaToolAnnotations(tool: MetaTool): Record<string, string | boolean> {
  const annotations: Record<string, string | boolean> = {
    title: tool.name,
    readOnlyHint: false,
    destructiveHint: false,
  };
  for (const hint of HINTS) if (tool.tags.includes(hint)) annotations[hint] = true;
  return annotations;
}
