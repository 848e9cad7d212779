import {
  experimental_createTool as createCustomTool,
  experimental_createToolkit as createCustomToolkit,
} from '@composio/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ServedWithSite, serveWithSite } from '../test-support/serve-with-site.ts';

let served: ServedWithSite;

beforeEach(async () => {
  served = await serveWithSite();
});

afterEach(() => served.close());

const create = async (config: object = {}) =>
  (await served.call('POST', '/tool_router/session', { user_id: 'u', ...config })).body;

describe('the settings of a session', () => {
  it.each([
    ['createHint', 18, 'CONFLUENCE_CREATE_PAGE'],
    ['destructiveHint', 6, 'CONFLUENCE_DELETE_PAGE'],
  ])('restrict by the tag %s', async (tag, most, slug) => {
    const { tool_router_tools: listed } = await create({
      toolkits: { enable: ['confluence'] },
      tags: { enable: [tag] },
      preload: { tools: 'all' },
      manage_connections: { enable: false },
      workbench: { enable: false },
      search: { enable: false },
      execute: { enable_multi_execute: false },
    });
    expect(listed).toContain(slug);
    expect(listed.length).toBeLessThanOrEqual(most);
    expect(listed).not.toContain('CONFLUENCE_GET_PAGES');
  });

  it('warn when many tools are preloaded', async () => {
    const { warnings } = await create({ toolkits: { enable: ['confluence'] }, preload: { tools: 'all' } });
    expect(warnings).toMatchObject([{ code: 'PRELOAD_TOOLS_HIGH_CONTEXT_USAGE' }]);
  });

  it.each([
    ['an unknown session config', { experimental: { session_config_id: 'sc_1' } }],
    [
      'a session config with toolkits',
      { experimental: { session_config_id: 'sc_1' }, toolkits: { enable: ['confluence'] } },
    ],
    ['an unknown key in experimental', { experimental: { nothing: true } }],
    ['too many accounts', { multi_account: { enable: true, max_accounts_per_toolkit: 11 } }],
  ])('are refused with 400 for %s', async (_case, config) => {
    const { status, body } = await served.call('POST', '/tool_router/session', { user_id: 'u', ...config });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      slug: 'ToolRouterV2_BadRequest',
      request_id: expect.stringMatching(/^req_/),
    });
  });

  it('name toolkits and tools in any case', async () => {
    const { config, tool_router_tools } = await create({
      toolkits: { enable: ['CONFLUENCE'] },
      tools: { Confluence: { enable: ['confluence_get_pages'] } },
      preload: { tools: 'all' },
    });
    expect(config.toolkits).toEqual({ enabled: ['confluence'] });
    expect(config.tools).toEqual({ confluence: { enabled: ['CONFLUENCE_GET_PAGES'] } });
    expect(tool_router_tools.filter((slug: string) => slug.startsWith('CONFLUENCE'))).toEqual([
      'CONFLUENCE_GET_PAGES',
    ]);
  });

  it('hold no link for a toolkit that needs none', async () => {
    const { session_id } = await create();
    const { body } = await served.call('POST', `/tool_router/session/${session_id}/link`, {
      toolkit: 'composio',
    });
    expect(body.error).toMatchObject({ slug: 'ToolRouterV2_ToolkitsIsNoAuth', code: 4326 });
  });
});

describe('what a session tells', () => {
  it('of several searches at once: an answer for each, with what is known and one id for the task', async () => {
    const { session_id } = await create();
    const search = (session: object) =>
      served.call('POST', `/tool_router/session/${session_id}/search`, {
        queries: [
          { use_case: 'update a page', known_fields: 'space: Marketing' },
          { use_case: 'delete the outdated policy page' },
          { use_case: 'zyzzyva quokka' },
        ],
        session,
      });
    const { body } = await search({ generate_id: true });
    expect(body).toMatchObject({ success: true, error: null, session: { generate_id: true } });
    expect(body.results.map(({ index }: { index: number }) => index)).toEqual([1, 2, 3]);
    const [update, remove, nothing] = body.results;
    expect(update.primary_tool_slugs[0]).toBe('CONFLUENCE_UPDATE_PAGE');
    expect(update.recommended_plan_steps.join()).toContain('Known already: space: Marketing');
    expect(update.known_pitfalls.join()).toContain('version.number');
    expect(remove.recommended_plan_steps.join()).toContain('confirm');
    expect(nothing).toMatchObject({ primary_tool_slugs: [], error: expect.any(String) });
    for (const slug of update.primary_tool_slugs)
      expect(body.tool_schemas[slug]).toHaveProperty('input_schema');
    for (const slug of update.related_tool_slugs.filter(
      (one: string) => !remove.primary_tool_slugs.includes(one),
    )) {
      expect(body.tool_schemas[slug]).toMatchObject({
        hasFullSchema: false,
        schemaRef: { args: { tool_slugs: [slug] } },
      });
    }
    const again = await search({ id: body.session.id });
    expect(again.body.session).toMatchObject({ id: body.session.id, generate_id: false });
  });

  it('of a connection that cannot begin: why, and not an error of the whole call', async () => {
    const config = await served.call('POST', '/auth_configs', { toolkit: { slug: 'confluence' } });
    const id = config.body.auth_config.id;
    const { session_id } = await create({ auth_configs: { confluence: id } });
    await served.call('PATCH', `/auth_configs/${id}/DISABLED`);
    const { body } = await served.call('POST', `/tool_router/session/${session_id}/execute_meta`, {
      slug: 'COMPOSIO_MANAGE_CONNECTIONS',
      arguments: { toolkits: ['confluence'] },
    });
    expect(body.data.results.confluence).toMatchObject({
      status: 'failed',
      error_message: expect.stringContaining('disabled'),
    });
  });
});

describe('tools an app brings along', () => {
  const grep = createCustomTool('GREP', {
    name: 'Grep',
    description: 'Searches local source code',
    inputParams: z.object({ pattern: z.string() }),
    execute: async ({ pattern }) => ({ found: [pattern] }),
  });
  const kit = createCustomToolkit('DEV', {
    name: 'Dev',
    description: 'Local helpers',
    tools: [
      createCustomTool('BUILD', {
        name: 'Build',
        description: 'Compiles the program',
        inputParams: z.object({}),
        execute: async () => ({ ok: true }),
      }),
    ],
  });

  it('run in the app, under the names the session gives them, and are found by the search', async () => {
    const composio = served.sdk();
    const session = await composio.create('u', {
      experimental: { customTools: [grep], customToolkits: [kit] },
    });
    expect(
      session
        .customTools()
        .map(({ slug }) => slug)
        .sort(),
    ).toEqual(['LOCAL_DEV_BUILD', 'LOCAL_GREP']);
    expect((await session.execute('GREP', { pattern: 'x' })).data).toEqual({ found: ['x'] });
    const found = await session.search({ query: 'grep local source code' });
    expect(found.results[0]?.primaryToolSlugs).toContain('LOCAL_GREP');
    const again = await composio.use(session.sessionId, { customTools: [grep] });
    expect((await again.execute('LOCAL_GREP', { pattern: 'y' })).data).toEqual({ found: ['y'] });
  });

  it('do not run here', async () => {
    const { session_id } = await create();
    const answer = await served.call('POST', `/tool_router/session/${session_id}/execute`, {
      tool_slug: 'LOCAL_GREP',
    });
    expect(answer.status).toBe(400);
  });
});

describe('a proxied request', () => {
  const proxy = (session: string, body: object) =>
    served.call('POST', `/tool_router/session/${session}/proxy_execute`, {
      toolkit_slug: 'confluence',
      method: 'GET',
      ...body,
    });

  async function connected(config: object = {}) {
    const { session_id } = await create(config);
    const { body } = await served.call('POST', `/tool_router/session/${session_id}/link`, {
      toolkit: 'confluence',
    });
    await served.consent(body.redirect_url);
    return session_id;
  }

  it('goes to Confluence as the account, with its query, headers and body', async () => {
    const session = await connected();
    const read = await proxy(session, {
      endpoint: '/wiki/api/v2/spaces',
      parameters: [
        { name: 'keys', type: 'query', value: 'MKT' },
        { name: 'authorization', type: 'header', value: 'Bearer other' },
      ],
    });
    expect(read.body).toMatchObject({ status: 200, data: { results: [{ key: 'MKT' }] } });
    const written = await proxy(session, {
      endpoint: 'https://acme.atlassian.net/wiki/api/v2/pages',
      method: 'POST',
      body: {
        spaceId: read.body.data.results[0].id,
        title: 'Proxied',
        body: { representation: 'storage', value: '<p/>' },
      },
    });
    expect(written.body).toMatchObject({ status: 200, data: { title: 'Proxied' } });
    const missing = await proxy(session, { endpoint: '/wiki/api/v2/pages/999999999' });
    expect(missing).toMatchObject({ status: 200, body: { status: 404 } });
  });

  it.each(['https://example.com/wiki', '//example.com/wiki', 'https://acme.atlassian.net.example.com/wiki'])(
    'never takes the account to %s',
    async (endpoint) => {
      expect((await proxy(await connected(), { endpoint })).status).toBe(400);
    },
  );

  it('is refused when switched off, without a connection, and for another toolkit', async () => {
    const off = await connected({ workbench: { enable_proxy_execution: false } });
    const endpoint = '/wiki/api/v2/spaces';
    expect((await proxy(off, { endpoint })).body.error.message).toContain('disabled');
    const { session_id } = await create({ user_id: 'nobody' });
    expect((await proxy(session_id, { endpoint })).body.error.code).toBe(4302);
    expect((await proxy(await connected(), { endpoint, toolkit_slug: 'gmail' })).status).toBe(400);
  });
});

describe('the files of a session', () => {
  it('are put, listed, fetched and deleted at addresses of their own', async () => {
    const { session_id } = await create();
    const mount = `/tool_router/session/${session_id}/mounts/files`;
    const file = { mount_relative_path: 'reports/q3.txt', mimetype: 'text/plain' };
    const upload = await served.call('POST', `${mount}/upload_url`, file);
    expect((await fetch(upload.body.upload_url, { method: 'PUT', body: 'numbers' })).status).toBe(200);
    expect((await fetch(upload.body.upload_url)).status).toBe(404);

    const { experimental } = await served.sdk().use(session_id);
    expect((await experimental.files.list({ path: '/reports' })).items).toMatchObject([
      { mountRelativePath: 'reports/q3.txt', sandboxMountPrefix: '/mnt/files', size: 7 },
    ]);
    const { downloadUrl } = await experimental.files.download('reports/q3.txt');
    expect(await (await fetch(downloadUrl)).text()).toBe('numbers');
    served.advance(61);
    expect((await fetch(downloadUrl)).status).toBe(404);
    await experimental.files.delete('reports/q3.txt');
    expect((await experimental.files.list()).items).toEqual([]);
    const outside = await served.call('POST', `${mount}/upload_url`, { mount_relative_path: '../x' });
    expect(outside.status).toBe(400);
  });
});
