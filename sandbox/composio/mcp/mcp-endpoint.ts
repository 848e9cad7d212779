import { Hono } from 'hono';
import { foreignRequest } from '../../local-request.ts';
import type { ComposioContext } from '../context.ts';
import { type ProjectEnv, requireProject } from '../projects.ts';
import { requestOrigin } from '../request-origin.ts';
import { getSession } from '../sessions/session-store.ts';
import { answerMessage } from './answer-message.ts';
import { createMcpServer } from './mcp-server.ts';
import { closeMcpSession, isMcpSessionOpen, openMcpSession } from './mcp-session-store.ts';
import { readMessage } from './read-message.ts';
import { rpcError } from './rpc-error.ts';
import { createRunningRequests } from './running-requests.ts';

const SESSION_HEADER = 'mcp-session-id';

/**
 * The MCP endpoint of every session: `/tool_router/{session}/mcp`, streamable HTTP. A server is built for each request;
 * between requests there are the id of the connection, and what is running, so that it can be cancelled.
 */
export function createMcpEndpoint(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();
  const { db } = context;
  const running = createRunningRequests();
  const path = '/tool_router/:id/mcp';

  app.use(path, async (c, next) => {
    const foreign = foreignRequest(c.req.raw);
    if (foreign !== undefined) return c.json(rpcError(foreign), 403);
    await next();
  });
  app.use(path, requireProject);

  app.post(path, async (c) => {
    const session = getSession(db, c.get('project'), c.req.param('id'));
    const read = await readMessage(c.req.raw);
    if (!read.ok) return c.json(rpcError(read.message, read.code), 400);
    const { posted } = read;
    const connection = c.req.header(SESSION_HEADER);
    const opening = posted.kind === 'initialize';
    if (!opening && connection !== undefined && !isMcpSessionOpen(db, session.id, connection)) {
      return c.json(rpcError('Session not found: initialize again', -32_001), 404);
    }
    if (posted.kind === 'cancelled' && connection !== undefined) {
      running.stop(connection, posted.requestId);
      return c.body(null, 202);
    }
    const server = createMcpServer(context, {
      project: session.project,
      userId: session.user_id,
      config: session.config,
      origin: requestOrigin(c),
    });
    const response = await answerMessage(server, c.req.raw, posted, (stop) =>
      posted.kind === 'request' && connection !== undefined
        ? running.add(connection, posted.id, stop)
        : () => {},
    );
    if (opening && response.ok) {
      response.headers.set(SESSION_HEADER, openMcpSession(db, session.id, context.now()));
    }
    return response;
  });

  app.delete(path, (c) => {
    const session = getSession(db, c.get('project'), c.req.param('id'));
    const connection = c.req.header(SESSION_HEADER);
    if (connection !== undefined) {
      if (!closeMcpSession(db, session.id, connection)) {
        return c.json(rpcError('Session not found', -32_001), 404);
      }
      running.stopAll(connection);
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
