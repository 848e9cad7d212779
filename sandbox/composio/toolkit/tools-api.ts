import { Hono } from 'hono';
import { z } from 'zod';
import { listAccounts } from '../accounts/account-store.ts';
import type { ComposioContext } from '../context.ts';
import { ComposioError } from '../errors.ts';
import { executeTool } from '../execute-tool.ts';
import { commaList, listPage } from '../list-page.ts';
import { objectData } from '../object-data.ts';
import type { ProjectEnv } from '../projects.ts';
import { readBody } from '../read-body.ts';
import { requestOrigin } from '../request-origin.ts';
import { rankTools } from '../tool-search/search-tools.ts';
import { CATALOGUE, type CatalogueTool, findTool } from './catalogue.ts';
import { appToolObject, tagsOf } from './tool-object.ts';
import { CONFLUENCE } from './toolkit.ts';

/** The toolkit has one version here; older ones that a caller pinned are answered with it. */
const VERSION = /^(latest|\d{8}_\d{2})$/;

const NO_ACCOUNT = 'ActionExecute_ConnectedAccountNotFound';

const executeSchema = z.object({
  user_id: z.string().min(1).optional(),
  entity_id: z.string().min(1).optional(),
  connected_account_id: z.string().optional(),
  version: z.string().regex(VERSION, 'must be latest or a version such as 20260817_00').nullish(),
  arguments: z.unknown().optional(),
  text: z.string().optional(),
});

/** A query parameter that is a list: separated by commas, repeated, or with brackets. */
function listOf(queries: Record<string, string[]>, name: string): string[] | undefined {
  const given = queries[name] ?? queries[`${name}[]`];
  return given === undefined ? undefined : commaList(given.join(','));
}

function requireTool(slug: string): CatalogueTool {
  const tool = findTool(slug);
  if (tool === undefined) throw new ComposioError(404, 'Tool_NotFound', `Tool ${slug} not found.`);
  return tool;
}

function checkVersions(queries: Record<string, string[]>): void {
  const asked = Object.entries(queries)
    .filter(([name]) => name === 'version' || /^toolkit_versions(\[\w+\])?$/.test(name))
    .flatMap(([, values]) => values);
  const wrong = asked.find((version) => !VERSION.test(version));
  if (wrong === undefined) return;
  throw new ComposioError(400, 'Tool_BadRequest', `${wrong} is not a version of a toolkit.`);
}

/** Lists, describes and runs tools outside of sessions. */
export function createToolsApi(context: ComposioContext): Hono<ProjectEnv> {
  const app = new Hono<ProjectEnv>();

  app.get('/tools', (c) => {
    const query = c.req.query();
    const queries = c.req.queries();
    checkVersions(queries);
    const slugs = listOf(queries, 'tool_slugs')?.map((slug) => slug.toUpperCase());
    if (slugs !== undefined) {
      return c.json(listPage(CATALOGUE.filter(({ slug }) => slugs.includes(slug)).map(appToolObject), query));
    }
    const tags = listOf(queries, 'tags');
    const scopes = listOf(queries, 'scopes');
    const toolkits = listOf(queries, 'toolkit_slug')?.map((slug) => slug.toLowerCase());
    const words = query.query || query.search;
    const found = words ? rankTools(CATALOGUE, words).map(({ tool }) => tool) : CATALOGUE;
    const tools = found.filter(
      (tool) =>
        (tags === undefined || tagsOf(tool).some((tag) => tags.includes(tag))) &&
        (scopes === undefined || tool.scopes.some((scope) => scopes.includes(scope))) &&
        (toolkits === undefined || toolkits.includes(CONFLUENCE.slug)) &&
        (query.important !== 'true' || tool.important),
    );
    return c.json(listPage(tools.map(appToolObject), query));
  });

  app.get('/tools/enum', (c) => c.json(CATALOGUE.map(({ slug }) => slug)));

  app.get('/tools/:slug', (c) => {
    checkVersions(c.req.queries());
    return c.json(appToolObject(requireTool(c.req.param('slug'))));
  });

  app.post('/tools/execute/:slug', async (c) => {
    const body = await readBody(c, executeSchema, 'Tool_BadRequest');
    const tool = requireTool(c.req.param('slug'));
    if (body.text !== undefined) {
      const text = 'text needs a language model, which the sandbox does not ask. Send arguments instead.';
      throw new ComposioError(400, 'Tool_BadRequest', text);
    }
    const project = c.get('project');
    const account = body.connected_account_id;
    const userId =
      body.user_id ??
      body.entity_id ??
      listAccounts(context, project).find(({ id }) => id === account)?.user_id;
    if (userId === undefined) {
      throw account === undefined
        ? new ComposioError(400, 'Tool_BadRequest', 'user_id or connected_account_id is required.')
        : new ComposioError(400, NO_ACCOUNT, `No connected account found with the id ${account}`);
    }
    const outcome = await executeTool(
      context,
      { project, userId, config: {}, origin: requestOrigin(c) },
      { slug: tool.slug, arguments: body.arguments, account },
    );
    if (outcome.kind === 'refused') {
      if (outcome.reason !== 'no_connection') {
        throw new ComposioError(400, 'Tool_BadRequest', outcome.error);
      }
      const message = `No connected account found for user ${userId} for toolkit ${CONFLUENCE.slug}. ${outcome.error}`;
      throw new ComposioError(400, NO_ACCOUNT, message);
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
