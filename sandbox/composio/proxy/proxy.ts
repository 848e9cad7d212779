import { Hono } from 'hono';
import { getAccount } from '../accounts/account-store.ts';
import { openAccount } from '../accounts/open-account.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import { newFileUrl, putFile } from '../files/file-store.ts';
import { newId } from '../ids.ts';
import type { ProjectEnv } from '../projects.ts';
import { readBody } from '../read-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { proxySchema, sessionProxySchema } from '../sessions/session-requests.ts';
import { getSession } from '../sessions/session-store.ts';
import { isToolkitAllowed } from '../sessions/session-tools.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import { proxyRequest } from './proxy-request.ts';

const directSchema = proxySchema.extend({ connected_account_id: proxySchema.shape.endpoint });
const SLUG = 'ToolRouterV2_BadRequest';

/** Requests that are no tool: passed on to Confluence's own API with the credentials of a connected account. */
export function createProxy(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();

  app.post('/tool_router/session/:id/proxy_execute', async (c) => {
    const session = getSession(context.db, c.get('project'), c.req.param('id'));
    const body = await readBody(c, sessionProxySchema, SLUG);
    if (!(session.config.workbench?.enable_proxy_execution ?? true)) {
      throw new ComposioError(400, SLUG, 'Proxy execution is disabled for this session.');
    }
    if (body.toolkit_slug !== CONFLUENCE.slug || !isToolkitAllowed(session.config, body.toolkit_slug)) {
      const message = `[Session Restriction] Toolkit '${body.toolkit_slug}' is disabled for this session. You cannot execute tools from this toolkit.`;
      throw new ComposioError(400, SLUG, message);
    }
    const origin = requestOrigin(c);
    const opened = await openAccount(
      context,
      { project: session.project, userId: session.user_id, config: session.config, origin },
      { toolkit: body.toolkit_slug, account: body.account },
    );
    if (!opened.found) throw new ComposioError(400, 'ToolRouterV2_NoActiveConnection', opened.error);
    const { binary, ...answer } = await proxyRequest(opened.site, opened.account, body, SLUG);
    if (binary === undefined) return c.json(answer);
    const place = { sessionId: session.id, mount: 'proxy', path: newId('bin') };
    putFile(context, place, binary.type, binary.bytes);
    const { url, expiresAt } = newFileUrl(context, place, { upload: false, type: binary.type, origin });
    const file = { content_type: binary.type, size: binary.bytes.length, url, expires_at: expiresAt };
    return c.json({ ...answer, binary_data: file });
  });

  app.post('/tools/execute/proxy', async (c) => {
    const body = await readBody(c, directSchema, 'Tool_BadRequest');
    const account = getAccount(context, c.get('project'), body.connected_account_id);
    const opened = await openAccount(
      context,
      { project: account.project, userId: account.user_id, config: {}, origin: requestOrigin(c) },
      { toolkit: account.toolkit, account: account.id },
    );
    if (!opened.found) {
      throw new ComposioError(
        400,
        'ActionExecute_ConnectedAccountNotFound',
        `No connected account found: ${opened.error}`,
      );
    }
    const { binary, ...answer } = await proxyRequest(opened.site, opened.account, body, 'Tool_BadRequest');
    return c.json(
      binary === undefined ? answer : { ...answer, data: Buffer.from(binary.bytes).toString('base64') },
    );
  });

  return app;
}
