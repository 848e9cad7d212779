import type { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';
import type { SiteEvent } from '../confluence/site-events.ts';
import { createConnectedAccounts } from './accounts/connected-accounts.ts';
import { createAuthConfigs } from './auth-configs/auth-configs.ts';
import { createLinkPage } from './connecting/link-page.ts';
import { createOauthCallback } from './connecting/oauth-callback.ts';
import type { ComposioContext, Confluence } from './context.ts';
import { ComposioError } from './errors.ts';
import { createFileTransfer, createSessionFiles } from './files/session-files.ts';
import { createMcpEndpoint } from './mcp/mcp-endpoint.ts';
import { type ProjectEnv, requireProject } from './projects.ts';
import { createProxy } from './proxy/proxy.ts';
import { createComposioTables } from './schema.ts';
import { createSessionCalls } from './sessions/session-calls.ts';
import { createSessions } from './sessions/sessions.ts';
import { createToolkits } from './toolkit/toolkits.ts';
import { createToolsApi } from './toolkit/tools-api.ts';
import { listenToSite } from './triggers/listen-to-site.ts';
import { createTriggers } from './triggers/triggers.ts';
import { createDelivery, type Send } from './webhooks/deliver.ts';
import { tellOfExpiry } from './webhooks/tell-of-expiry.ts';
import { createWebhookSubscriptions } from './webhooks/webhook-subscriptions.ts';

/** The running stand-in. */
export type Composio = {
  fetch: Hono['fetch'];
  context: ComposioContext;
  /** To be called for each change of the site, after its transaction. */
  siteChanged: (event: SiteEvent) => void;
  /** Sends no more webhooks. */
  close(): void;
};

/**
 * The stand-in for Composio: its HTTP API under `/api/v3.1` and `/api/v3`, the MCP endpoint of each session under
 * `/tool_router`, the link page under `/link`, and the OAuth callback. It has to be told of changes of the site, for
 * triggers to fire.
 */
export function createComposio(options: {
  db: DatabaseSync;
  confluence: Confluence;
  now?: () => Date;
  /** Sends webhooks out of the sandbox. */
  send?: Send;
  enlarge?: ComposioContext['enlarge'];
}): Composio {
  const now = options.now ?? (() => new Date());
  createComposioTables(options.db);
  const delivery = createDelivery({ db: options.db, now, send: options.send ?? fetch });
  const context: ComposioContext = {
    db: options.db,
    confluence: options.confluence,
    now,
    accountExpired: (account) => tellOfExpiry(context, delivery, account),
    enlarge: options.enlarge,
    verboseResults: process.env.SANDBOX_VERBOSE_RESULTS !== '0',
  };

  const api = new Hono<ProjectEnv>();
  api.use(requireProject);
  api.route('/', createSessions(context));
  api.route('/', createSessionCalls(context));
  api.route('/', createConnectedAccounts(context));
  api.route('/', createAuthConfigs(context));
  api.route('/', createToolkits());
  // Before the tools: their route takes any word for a tool.
  api.route('/', createProxy(context));
  api.route('/', createToolsApi(context));
  api.route('/', createSessionFiles(context));
  api.route('/', createTriggers(context));
  api.route('/', createWebhookSubscriptions(context));

  const app = new Hono();
  app.route('/', createLinkPage(context));
  app.route('/', createOauthCallback(context));
  app.route('/', createFileTransfer(context));
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
  return {
    fetch: app.fetch,
    context,
    siteChanged: listenToSite(context, delivery),
    close: delivery.close,
  };
}
