import type { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';
import { createConnectedAccounts } from './accounts/connected-accounts.ts';
import { createAuthConfigs } from './auth-configs/auth-configs.ts';
import { createLinkPage } from './connecting/link-page.ts';
import { createOauthCallback } from './connecting/oauth-callback.ts';
import type { ComposioContext, Confluence } from './context.ts';
import { ComposioError } from './errors.ts';
import { createMcpEndpoint } from './mcp/mcp-endpoint.ts';
import { type ProjectEnv, requireProject } from './projects.ts';
import { createComposioTables } from './schema.ts';
import { createSessionCalls } from './sessions/session-calls.ts';
import { createSessions } from './sessions/sessions.ts';
import { createToolkits } from './toolkit/toolkits.ts';
import { createToolsApi } from './toolkit/tools-api.ts';

/**
 * The stand-in for Composio: its HTTP API under `/api/v3.1` and `/api/v3`, the MCP endpoint of each session under
 * `/tool_router`, the link page under `/link`, and the OAuth callback.
 */
export function createComposio(options: {
  db: DatabaseSync;
  confluence: Confluence;
  now?: () => Date;
}): Hono {
  const context: ComposioContext = {
    db: options.db,
    confluence: options.confluence,
    now: options.now ?? (() => new Date()),
  };
  createComposioTables(context.db);

  const api = new Hono<ProjectEnv>();
  api.use(requireProject);
  api.route('/', createSessions(context));
  api.route('/', createSessionCalls(context));
  api.route('/', createConnectedAccounts(context));
  api.route('/', createAuthConfigs(context));
  api.route('/', createToolkits());
  api.route('/', createToolsApi(context));

  const app = new Hono();
  app.route('/', createLinkPage(context));
  app.route('/', createOauthCallback(context));
  app.route('/', createMcpEndpoint(context));
  app.route('/api/v3.1', api);
  app.route('/api/v3', api);

  app.notFound((c) => {
    const error = new ComposioError(404, 'HTTP_NotFound', `${c.req.method} ${c.req.path} does not exist.`);
    return c.json(error.body(), error.status);
  });
  app.onError((error, c) => {
    if (error instanceof ComposioError) return c.json(error.body(), error.status);
    console.error(error);
    const internal = new ComposioError(500, 'ToolRouterV2_InternalServerError', 'The sandbox failed.');
    return c.json(internal.body(), internal.status);
  });
  return app;
}
