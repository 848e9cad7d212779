import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { ComposioContext } from '../context.ts';
import type { Caller } from '../execute-tool.ts';
import { META_TOOLS } from '../meta-tools/definitions.ts';
import { runMetaTool } from '../meta-tools/run-meta-tool.ts';
import { describeIssues } from '../read-body.ts';
import { listedSlugs } from '../sessions/session-tools.ts';
import { TOOLKIT_VERSION } from '../toolkit/catalogue.ts';
import { answerAppTool } from './app-tool-answer.ts';
import { listTools } from './list-tools.ts';

/** One text block that holds the answer as JSON. A failed call is also marked as MCP marks it. */
function textResult(answer: { successful: boolean }): CallToolResult {
  return {
    content: [{ type: 'text', text: JSON.stringify(answer) }],
    ...(answer.successful ? {} : { isError: true }),
  };
}

// The SDK calls it an internal error when a schema given to it refuses; these take anything, and the reading comes after.
const anyCall = z.looseObject({ method: z.literal('tools/call') });
const anyList = z.looseObject({ method: z.literal('tools/list') });

function read<T extends z.ZodType>(schema: T, request: unknown): z.infer<T> {
  const parsed = schema.safeParse(request);
  if (parsed.success) return parsed.data;
  throw new McpError(ErrorCode.InvalidParams, `Invalid params: ${describeIssues(parsed.error)}`);
}

/** The MCP server of one session, for one request. */
export function createMcpServer(context: ComposioContext, caller: Caller): Server {
  const server = new Server(
    { name: 'composio-sandbox', version: TOOLKIT_VERSION },
    { capabilities: { tools: {}, logging: {} } },
  );

  server.setRequestHandler(anyList, (request) =>
    listTools(caller.config, read(ListToolsRequestSchema, request).params?.cursor),
  );

  server.setRequestHandler(anyCall, async (request, extra) => {
    const { params } = read(CallToolRequestSchema, request);
    const slug = params.name.toUpperCase();
    const isMeta = META_TOOLS.some((tool) => tool.slug === slug);
    // App tools that the session does not list are reached through COMPOSIO_MULTI_EXECUTE_TOOL only.
    if (!isMeta && !listedSlugs(caller.config).includes(slug)) {
      throw new McpError(ErrorCode.InvalidParams, `Tool ${params.name} not found`);
    }
    const progressToken = params._meta?.progressToken;
    const progress =
      progressToken === undefined
        ? undefined
        : (done: number, total: number, message: string) => {
            const told = { progressToken, progress: done, total, message };
            // A client that has gone away hears nothing of it, and the call goes on.
            extra.sendNotification({ method: 'notifications/progress', params: told }).catch(() => {});
          };
    const { arguments: given } = params;
    const meta = await runMetaTool(context, caller, {
      slug,
      arguments: given,
      signal: extra.signal,
      progress,
    });
    return textResult(meta ?? (await answerAppTool(context, caller, { slug, arguments: given })));
  });

  return server;
}
