import { Hono } from 'hono';
import { authConfigForLink } from '../auth-configs/auth-config-store.ts';
import { startConnection } from '../connecting/start-connection.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import type { ProjectEnv } from '../projects.ts';
import { readBody } from '../read-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import { checkSessionTargets } from './check-session-targets.ts';
import { describeConfig } from './describe-config.ts';
import { createSessionSchema, patchConfig, patchSessionSchema } from './session-config.ts';
import { linkSchema } from './session-requests.ts';
import { deleteSession, getSession, insertSession, type Session, updateSession } from './session-store.ts';
import { isToolkitAllowed, listedSlugs, preloadedTools } from './session-tools.ts';

/** From so many preloaded tools on, the reply warns that they fill the model's context. */
const MANY_PRELOADED = 20;

const ASSISTIVE_PROMPT =
  'Search for tools first, connect the toolkit when it is not connected, then run the tools. Pass the session id on.';

function describeSession(session: Session, origin: string) {
  const preloaded = preloadedTools(session.config).length;
  return {
    session_id: session.id,
    mcp: { type: 'http', url: `${origin}/tool_router/${session.id}/mcp` },
    tool_router_tools: listedSlugs(session.config),
    config_version: session.config_version,
    config: describeConfig(session.user_id, session.config),
    ...(preloaded > MANY_PRELOADED
      ? {
          warnings: [
            {
              code: 'PRELOAD_TOOLS_HIGH_CONTEXT_USAGE',
              message: `${preloaded} tools are preloaded. Their schemas take much of the model's context.`,
            },
          ],
        }
      : {}),
  };
}

/** Makes, reads, changes and deletes sessions, and starts connections from them. */
export function createSessions(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();
  const { db } = context;

  app.post('/tool_router/session', async (c) => {
    const { user_id, ...config } = await readBody(c, createSessionSchema, 'ToolRouterV2_BadRequest');
    const project = c.get('project');
    checkSessionTargets(context, { project, userId: user_id, config });
    const session = insertSession(db, { project, userId: user_id, config, now: context.now() });
    const timezone = config.experimental?.assistive_prompt_config?.user_timezone;
    const prompt = timezone ? `${ASSISTIVE_PROMPT} The user's timezone is ${timezone}.` : ASSISTIVE_PROMPT;
    return c.json(
      { ...describeSession(session, requestOrigin(c)), experimental: { assistive_prompt: prompt } },
      201,
    );
  });

  app.get('/tool_router/session/:id', (c) => {
    const session = getSession(db, c.get('project'), c.req.param('id'));
    return c.json(describeSession(session, requestOrigin(c)));
  });

  app.patch('/tool_router/session/:id', async (c) => {
    const session = getSession(db, c.get('project'), c.req.param('id'));
    const { expected_config_version, ...patch } = await readBody(
      c,
      patchSessionSchema,
      'ToolRouterV2_BadRequest',
    );
    const config = patchConfig(session.config, patch);
    checkSessionTargets(context, { project: session.project, userId: session.user_id, config });
    const updated = updateSession(db, session, {
      config,
      expectedVersion: expected_config_version ?? session.config_version,
    });
    return c.json(describeSession(updated, requestOrigin(c)));
  });

  app.delete('/tool_router/session/:id', (c) => {
    const session = getSession(db, c.get('project'), c.req.param('id'));
    deleteSession(db, session);
    return c.json({ session_id: session.id, deleted: true });
  });

  app.post('/tool_router/session/:id/link', async (c) => {
    const session = getSession(db, c.get('project'), c.req.param('id'));
    const body = await readBody(c, linkSchema, 'ToolRouterV2_BadRequest');
    if (body.toolkit !== CONFLUENCE.slug || !isToolkitAllowed(session.config, body.toolkit)) {
      throw new ComposioError(
        400,
        'ToolRouterV2_BadRequest',
        `Toolkit ${body.toolkit} is not available in this session.`,
      );
    }
    const named = session.config.auth_configs?.[body.toolkit];
    const started = startConnection(context, {
      project: session.project,
      userId: session.user_id,
      authConfigId: authConfigForLink(context, session.project, named).id,
      pageBase: session.config.experimental?.link_url_overwrite ?? requestOrigin(c),
      callbackUrl: body.callback_url ?? session.config.manage_connections?.callback_url,
      alias: body.alias,
    });
    return c.json(
      {
        link_token: started.token,
        redirect_url: started.redirectUrl,
        connected_account_id: started.account.id,
      },
      201,
    );
  });

  return app;
}
