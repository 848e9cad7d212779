import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ComposioContext } from '../context.ts';
import { ComposioError, type ErrorSlug } from '../errors.ts';
import { type Caller, executeTool, type ToolOutcome } from '../execute-tool.ts';
import { newId } from '../ids.ts';
import { commaList, listPage } from '../list-page.ts';
import { runMetaTool } from '../meta-tools/run-meta-tool.ts';
import { objectData } from '../object-data.ts';
import type { ProjectEnv } from '../projects.ts';
import { readBody } from '../read-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { searchAnswer } from '../tool-search/search-answer.ts';
import { appToolObject, metaToolObject } from '../toolkit/tool-object.ts';
import { isCustomSlug } from './custom-tools.ts';
import { describeSessionToolkit } from './describe-session-toolkit.ts';
import { executeMetaSchema, executeSchema, searchSchema } from './session-requests.ts';
import { getSession } from './session-store.ts';
import { isToolkitAllowed, metaTools, preloadedTools } from './session-tools.ts';

const REFUSALS: Record<
  Extract<ToolOutcome, { kind: 'refused' }>['reason'],
  [status: ContentfulStatusCode, slug: ErrorSlug]
> = {
  unknown_tool: [404, 'Tool_NotFound'],
  restricted: [400, 'ToolRouterV2_BadRequest'],
  no_connection: [400, 'ToolRouterV2_NoActiveConnection'],
};

/** What is done with a session: list its tools and toolkits, search, execute. */
export function createSessionCalls(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();

  function callerOf(c: Context<ProjectEnv>): Caller {
    const session = getSession(context.db, c.get('project'), c.req.param('id') ?? '');
    return {
      project: session.project,
      userId: session.user_id,
      config: session.config,
      origin: requestOrigin(c),
    };
  }

  app.get('/tool_router/session/:id/tools', (c) => {
    const { config } = callerOf(c);
    const tools = [...metaTools(config).map(metaToolObject), ...preloadedTools(config).map(appToolObject)];
    return c.json(listPage(tools, c.req.query(), 500));
  });

  app.get('/tool_router/session/:id/toolkits', (c) => {
    const caller = callerOf(c);
    const query = c.req.query();
    const item = describeSessionToolkit(context, caller);
    const wanted = commaList(query.toolkits)?.map((slug) => slug.toLowerCase());
    const connected = item.connected_account?.status === 'ACTIVE';
    const shown =
      isToolkitAllowed(caller.config, item.slug) &&
      (wanted === undefined || wanted.includes(item.slug)) &&
      (!query.is_connected || query.is_connected === String(connected)) &&
      `${item.name} ${item.slug}`.toLowerCase().includes((query.search ?? '').toLowerCase());
    return c.json(listPage(shown ? [item] : [], query));
  });

  app.post('/tool_router/session/:id/search', async (c) => {
    const caller = callerOf(c);
    const body = await readBody(c, searchSchema, 'ToolRouterV2_BadRequest');
    const answer = searchAnswer(context, caller, {
      queries: body.queries,
      toolkits: body.toolkits,
      session: body.session,
      custom: body.experimental ?? getSession(context.db, caller.project, c.req.param('id')).custom,
    });
    return c.json({ success: true, error: null, ...answer });
  });

  app.post('/tool_router/session/:id/execute', async (c) => {
    const caller = callerOf(c);
    const body = await readBody(c, executeSchema, 'ToolRouterV2_BadRequest');
    if (isCustomSlug(body.tool_slug)) {
      const message = `${body.tool_slug} is a custom tool: it runs in the app that brought it, not here.`;
      throw new ComposioError(400, 'ToolRouterV2_BadRequest', message);
    }
    const meta = await runMetaTool(context, caller, {
      slug: body.tool_slug,
      arguments: body.arguments,
      signal: c.req.raw.signal,
    });
    if (meta !== undefined) {
      return c.json({ data: objectData(meta.data), error: meta.error, log_id: newId('log') });
    }
    const outcome = await executeTool(context, caller, {
      slug: body.tool_slug,
      arguments: body.arguments,
      account: body.account,
    });
    // Refusals are never 409 or 5xx: clients would send the same write again.
    if (outcome.kind === 'refused') throw new ComposioError(...REFUSALS[outcome.reason], outcome.error);
    const error = outcome.kind === 'failed' ? outcome.error : null;
    return c.json({ data: objectData(outcome.data), error, log_id: outcome.logId });
  });

  app.post('/tool_router/session/:id/execute_meta', async (c) => {
    const caller = callerOf(c);
    const { slug, arguments: args } = await readBody(c, executeMetaSchema, 'ToolRouterV2_BadRequest');
    const meta = await runMetaTool(context, caller, { slug, arguments: args, signal: c.req.raw.signal });
    if (meta === undefined) {
      throw new ComposioError(400, 'ToolRouterV2_BadRequest', `${slug} is not a meta tool.`);
    }
    return c.json({ data: objectData(meta.data), error: meta.error, log_id: newId('log') });
  });

  return app;
}
