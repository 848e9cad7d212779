import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { Hono } from 'hono';
import { z } from 'zod';
import type { ComposioContext } from '../context.ts';
import { type ProjectEnv, requireProject } from '../projects.ts';
import { requestOrigin } from '../request-origin.ts';
import { getSession } from '../sessions/session-store.ts';
import { createMcpServer } from './mcp-server.ts';
import { closeMcpSession, isMcpSessionOpen, openMcpSession } from './mcp-session-store.ts';

const MCP_SESSION_HEADER = 'mcp-session-id';

function rpcError(message: string, code = -32_000) {
  return { jsonrpc: '2.0', error: { code, message }, id: null };
}

const initializeSchema = z.looseObject({ method: z.literal('initialize') });

/**
 * The MCP endpoint of every session: `/tool_router/{session}/mcp`, streamable HTTP, plain JSON answers.
 * A server is built for each request, so nothing is held between requests but the id of the connection.
 */
export function createMcpEndpoint(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();
  const { db } = context;
  const path = '/tool_router/:id/mcp';

  app.use(path, requireProject);

  app.post(path, async (c) => {
    const session = getSession(db, c.get('project'), c.req.param('id'));
    let body: unknown;
    try {
      body = await c.req.json();
    } catch {
      return c.json(rpcError('Parse error: the body is not JSON', -32_700), 400);
    }
    const connection = c.req.header(MCP_SESSION_HEADER);
    const opening = initializeSchema.safeParse(body).success;
    if (!opening && connection !== undefined && !isMcpSessionOpen(db, session.id, connection)) {
      return c.json(rpcError('Session not found: initialize again', -32_001), 404);
    }
    const server = createMcpServer(context, {
      project: session.project,
      userId: session.user_id,
      config: session.config,
      origin: requestOrigin(c),
    });
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    c.req.raw.signal.addEventListener('abort', () => void server.close(), { once: true });
    const response = await transport.handleRequest(c.req.raw, { parsedBody: body });
    if (opening && response.ok) {
      response.headers.set(MCP_SESSION_HEADER, openMcpSession(db, session.id, context.now()));
    }
    return response;
  });

  app.delete(path, (c) => {
    const session = getSession(db, c.get('project'), c.req.param('id'));
    const connection = c.req.header(MCP_SESSION_HEADER);
    if (connection !== undefined && !closeMcpSession(db, session.id, connection)) {
      return c.json(rpcError('Session not found', -32_001), 404);
    }
    return c.body(null, 204);
  });

  // There is no stream from the server: it never speaks first.
  app.all(path, (c) => {
    getSession(db, c.get('project'), c.req.param('id'));
    c.header('allow', 'POST, DELETE');
    return c.json(rpcError('Method not allowed'), 405);
  });

  return app;
}
