import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import type { ComposioContext } from '../context.ts';
import { type Caller, executeTool } from '../execute-tool.ts';
import { newId } from '../ids.ts';
import { META_TOOLS, metaToolAnnotations } from '../meta-tools/definitions.ts';
import { runMetaTool } from '../meta-tools/run-meta-tool.ts';
import { listedSlugs, metaTools, preloadedTools } from '../sessions/session-tools.ts';
import { annotationsOf, TOOLKIT_VERSION } from '../toolkit/catalogue.ts';

/** One text block that holds the answer as JSON. A failed call is also marked as MCP marks it. */
function textResult(answer: { successful: boolean }): CallToolResult {
  return {
    content: [{ type: 'text', text: JSON.stringify(answer) }],
    ...(answer.successful ? {} : { isError: true }),
  };
}

function listTools(caller: Caller) {
  return [
    ...metaTools(caller.config).map((tool) => ({ tool, annotations: metaToolAnnotations(tool) })),
    ...preloadedTools(caller.config).map((tool) => ({ tool, annotations: annotationsOf(tool) })),
  ].map(({ tool, annotations }) => ({
    name: tool.slug,
    title: tool.name,
    description: tool.description,
    inputSchema: { ...tool.inputSchema, type: 'object' as const },
    annotations,
  }));
}

/** The MCP server of one session, for one request. */
export function createMcpServer(context: ComposioContext, caller: Caller): Server {
  const server = new Server(
    { name: 'composio-sandbox', version: TOOLKIT_VERSION },
    { capabilities: { tools: {} } },
  );

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listTools(caller) }));

  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const slug = params.name.toUpperCase();
    const isMeta = META_TOOLS.some((tool) => tool.slug === slug);
    // App tools that the session does not list are reached through COMPOSIO_MULTI_EXECUTE_TOOL only.
    if (!isMeta && !listedSlugs(caller.config).includes(slug)) {
      throw new McpError(ErrorCode.InvalidParams, `Tool ${params.name} not found`);
    }
    const meta = await runMetaTool(context, caller, { slug, arguments: params.arguments, signal });
    if (meta !== undefined) return textResult(meta);

    const outcome = await executeTool(context, caller, { slug, arguments: params.arguments });
    const refused = outcome.kind === 'refused';
    const error = outcome.kind === 'done' ? null : outcome.error;
    return textResult({
      successful: error === null,
      ...{ data: refused ? {} : outcome.data, error },
      ...{ log_id: refused ? newId('log') : outcome.logId, version: TOOLKIT_VERSION },
    });
  });

  return server;
}
