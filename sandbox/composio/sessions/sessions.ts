import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { sharedAfter } from '../accounts/account-requests.ts';
import { describeSharing } from '../accounts/describe-account.ts';
import { authConfigForLink } from '../auth-configs/auth-config-store.ts';
import { startConnection } from '../connecting/start-connection.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import type { ProjectEnv } from '../projects.ts';
import { readBody } from '../read-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import { assistivePrompt } from './assistive-prompt.ts';
import { checkSessionTargets } from './check-session-targets.ts';
import { type CustomTools, customProblem, customSchema, describeCustomTools } from './custom-tools.ts';
import { describeConfig } from './describe-config.ts';
import { createSessionSchema } from './session-config.ts';
import { linkSchema } from './session-requests.ts';
import {
  attachCustomTools,
  deleteSession,
  getSession,
  insertSession,
  type Session,
} from './session-store.ts';
import { isToolkitAllowed, listedSlugs, preloadedTools } from './session-tools.ts';

/** From so many preloaded tools on, the reply warns that they fill the model's context. */
const MANY_PRELOADED = 20;
const SLUG = 'ToolRouterV2_BadRequest';

function refuse(message: string): never {
  throw new ComposioError(400, SLUG, message);
}

function describeSession(session: Session, origin: string, prompt?: string) {
  const preloaded = preloadedTools(session.config).length;
  const experimental = {
    ...(prompt === undefined ? {} : { assistive_prompt: prompt }),
    ...describeCustomTools(session.custom),
  };
  return {
    session_id: session.id,
    mcp: { type: 'http', url: `${origin}/tool_router/${session.id}/mcp` },
    tool_router_tools: listedSlugs(session.config),
    config_version: session.config_version,
    config: describeConfig(session.user_id, session.config),
    ...(Object.keys(experimental).length > 0 ? { experimental } : {}),
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

function checkCustom(custom: CustomTools): CustomTools {
  const problem = customProblem(custom);
  if (problem !== undefined) refuse(problem);
  return custom;
}

/** Makes, reads and deletes sessions, and starts connections from them. */
export function createSessions(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();
  const { db } = context;
  const find = (c: Context<ProjectEnv>) => getSession(db, c.get('project'), c.req.param('id') ?? '');

  app.post('/tool_router/session', async (c) => {
    const { user_id, ...asked } = await readBody(c, createSessionSchema, SLUG);
    const { custom_tools, custom_toolkits, session_config_id, ...experimental } = asked.experimental ?? {};
    if (session_config_id !== undefined) {
      if (asked.toolkits ?? asked.tools ?? asked.tags ?? custom_tools ?? custom_toolkits) {
        refuse(
          'experimental.session_config_id cannot be combined with toolkits, tools, tags or custom tools.',
        );
      }
      refuse(`Session config ${session_config_id} not found.`);
    }
    const config = { ...asked, experimental: asked.experimental && experimental };
    const custom = checkCustom({ custom_tools, custom_toolkits });
    const project = c.get('project');
    checkSessionTargets(context, { project, userId: user_id, config });
    const session = insertSession(db, { project, userId: user_id, config, custom, now: context.now() });
    return c.json(describeSession(session, requestOrigin(c), assistivePrompt(config)), 201);
  });

  app.get('/tool_router/session/:id', (c) => c.json(describeSession(find(c), requestOrigin(c))));

  app.post('/tool_router/session/:id/attach', async (c) => {
    const session = find(c);
    const body = await readBody(c, z.strictObject({ experimental: customSchema.optional() }), SLUG);
    const attached = attachCustomTools(db, session, checkCustom(body.experimental ?? {}));
    return c.json(describeSession(attached, requestOrigin(c)));
  });

  app.delete('/tool_router/session/:id', (c) => {
    const session = find(c);
    deleteSession(db, session);
    return c.json({ session_id: session.id, deleted: true });
  });

  app.post('/tool_router/session/:id/link', async (c) => {
    const session = find(c);
    const body = await readBody(c, linkSchema, SLUG);
    if (body.toolkit === 'composio') {
      throw new ComposioError(
        400,
        'ToolRouterV2_ToolkitsIsNoAuth',
        'Toolkit composio needs no authentication.',
      );
    }
    if (body.toolkit !== CONFLUENCE.slug || !isToolkitAllowed(session.config, body.toolkit)) {
      refuse(`Toolkit ${body.toolkit} is not available in this session.`);
    }
    const started = startConnection(context, {
      project: session.project,
      userId: session.user_id,
      authConfig: authConfigForLink(context, session.project, session.config.auth_configs?.[body.toolkit]),
      pageBase: session.config.experimental?.link_url_overwrite ?? requestOrigin(c),
      callbackUrl: body.callback_url ?? session.config.manage_connections?.callback_url,
      alias: body.alias,
      shared: sharedAfter(body.experimental, undefined),
    });
    return c.json(
      {
        link_token: started.token,
        redirect_url: started.redirectUrl,
        connected_account_id: started.account.id,
        experimental: describeSharing(started.account),
      },
      201,
    );
  });

  return app;
}
