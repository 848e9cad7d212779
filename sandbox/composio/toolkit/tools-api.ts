import { Hono } from 'hono';
import { z } from 'zod';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import { executeTool } from '../execute-tool.ts';
import { commaList, listPage } from '../list-page.ts';
import { objectData } from '../object-data.ts';
import type { ProjectEnv } from '../projects.ts';
import { readBody } from '../read-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { rankTools } from '../tool-search/search-tools.ts';
import { CATALOGUE, findTool, hintOf } from './catalogue.ts';
import { appToolObject } from './tool-object.ts';
import { CONFLUENCE } from './toolkit.ts';

const executeSchema = z.object({
  user_id: z.string().min(1).optional(),
  connected_account_id: z.string().optional(),
  arguments: z.unknown().optional(),
});

/** Lists, describes and runs tools outside of sessions. */
export function createToolsApi(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();

  app.get('/tools', (c) => {
    const query = c.req.query();
    const slugs = commaList(query.tool_slugs);
    const tags = commaList(query.tags);
    const toolkits = commaList(query.toolkit_slug);
    const found = query.search ? rankTools(CATALOGUE, query.search).map(({ tool }) => tool) : CATALOGUE;
    const tools = found.filter(
      (tool) =>
        (slugs === undefined || slugs.includes(tool.slug)) &&
        (tags === undefined || tags.includes(hintOf(tool))) &&
        (toolkits === undefined || toolkits.includes(CONFLUENCE.slug)) &&
        (query.important !== 'true' || tool.important),
    );
    return c.json(listPage(tools.map(appToolObject), query));
  });

  app.get('/tools/:slug', (c) => {
    const tool = findTool(c.req.param('slug'));
    if (tool === undefined) {
      throw new ComposioError(404, 'Tool_NotFound', `Tool ${c.req.param('slug')} not found.`);
    }
    return c.json(appToolObject(tool));
  });

  app.post('/tools/execute/:slug', async (c) => {
    const body = await readBody(c, executeSchema, 'Tool_BadRequest');
    if (body.user_id === undefined) throw new ComposioError(400, 'Tool_BadRequest', 'user_id: required');
    const outcome = await executeTool(
      context,
      { project: c.get('project'), userId: body.user_id, config: {}, origin: requestOrigin(c) },
      { slug: c.req.param('slug'), arguments: body.arguments, account: body.connected_account_id },
    );
    if (outcome.kind === 'refused') {
      throw outcome.reason === 'unknown_tool'
        ? new ComposioError(404, 'Tool_NotFound', outcome.error)
        : new ComposioError(
            400,
            'ActionExecute_ConnectedAccountNotFound',
            `No connected account found for user ${body.user_id} for toolkit ${CONFLUENCE.slug}`,
          );
    }
    const error = outcome.kind === 'failed' ? outcome.error : null;
    return c.json({
      data: objectData(outcome.data),
      error,
      successful: error === null,
      log_id: outcome.logId,
      session_info: null,
    });
  });

  return app;
}
