import { Composio } from '@composio/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createBrowser } from './test-support/browser.ts';
import { type ServedComposio, serveComposio } from './test-support/serve-composio.ts';

let served: ServedComposio;
let warnings: ReturnType<typeof vi.spyOn>[];

function client(apiKey = 'ak_test') {
  return new Composio({
    apiKey,
    baseURL: served.base,
    allowTracking: false,
    disableVersionCheck: true,
  });
}

function nameOf(tool: object): string {
  return 'function' in tool ? z.object({ name: z.string() }).parse(tool.function).name : '';
}

beforeEach(async () => {
  served = await serveComposio();
  warnings = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
});

afterEach(() => {
  served.close();
  vi.restoreAllMocks();
});

describe('the unmodified @composio/core client', () => {
  it('goes through the whole life of a session without a warning', async () => {
    const composio = client();
    const created = await composio.create('user-1', { toolkits: ['confluence'], mcp: true });
    expect(created.mcp).toEqual({
      type: 'http',
      url: `${served.base}/tool_router/${created.sessionId}/mcp`,
      headers: { 'x-api-key': 'ak_test' },
    });

    const session = await composio.use(created.sessionId);
    expect(session.sessionId).toBe(created.sessionId);

    const tools = await session.tools();
    expect(tools.map(nameOf)).toEqual([
      'COMPOSIO_SEARCH_TOOLS',
      'COMPOSIO_GET_TOOL_SCHEMAS',
      'COMPOSIO_MANAGE_CONNECTIONS',
      'COMPOSIO_MULTI_EXECUTE_TOOL',
      'COMPOSIO_REMOTE_WORKBENCH',
      'COMPOSIO_REMOTE_BASH_TOOL',
    ]);

    const before = await session.toolkits();
    expect(before.items.map((item) => [item.slug, item.connection?.isActive])).toEqual([
      ['confluence', false],
    ]);

    const found = await session.search({ query: 'create a page in the Marketing space' });
    expect(found.success).toBe(true);
    expect(found.results[0]?.primaryToolSlugs).toEqual(['CONFLUENCE_CREATE_PAGE', 'CONFLUENCE_GET_SPACES']);
    expect(found.toolkitConnectionStatuses[0]?.hasActiveConnection).toBe(false);

    const request = await session.authorize('confluence', { callbackUrl: 'http://localhost:3000/back?x=1' });
    expect(request.redirectUrl).toMatch(new RegExp(`^${served.base}/link/lk_`));
    const waiting = request.waitForConnection(10_000);
    const browser = createBrowser(served.base);
    const state = await browser.reachConsent(request.redirectUrl ?? '');
    await browser.returnWith({ state, code: 'good' });
    expect((await waiting).status).toBe('ACTIVE');

    const after = await session.toolkits();
    expect(after.items[0]?.connection?.isActive).toBe(true);
    expect(after.items[0]?.connection?.connectedAccount?.id).toBe(request.id);

    const page = await session.execute('CONFLUENCE_CREATE_PAGE', {
      spaceId: 'MKT',
      title: 'Project Phoenix',
      body: { storage: { value: '<p>Hello</p>' } },
    });
    expect(page.error).toBeNull();
    expect(page.data).toMatchObject({ title: 'Project Phoenix', spaceId: '100', status: 'current' });

    // The SDK refuses an answer whose data is a list, so lists come wrapped over HTTP.
    const labels = await session.execute('CONFLUENCE_ADD_CONTENT_LABEL', {
      id: page.data.id,
      labels: [{ name: 'urgent', prefix: 'global' }],
    });
    expect(labels.data).toMatchObject({ results: [{ name: 'urgent' }] });

    const accounts = await composio.connectedAccounts.list({ userIds: ['user-1'], statuses: ['ACTIVE'] });
    expect(accounts.items.map(({ id }) => id)).toEqual([request.id]);
    expect(JSON.stringify(accounts)).not.toContain('access-1');

    await session.delete();
    await expect(composio.use(created.sessionId)).rejects.toMatchObject({ status: 404 });
    for (const warning of warnings) expect(warning).not.toHaveBeenCalled();
  });

  it('connects through an auth config as well', async () => {
    const composio = client();
    const config = await composio.authConfigs.create('confluence', {
      type: 'use_composio_managed_auth',
      name: 'Ours',
    });
    expect((await composio.authConfigs.get(config.id)).name).toBe('Ours');
    expect((await composio.authConfigs.list({ toolkit: 'confluence' })).items).toHaveLength(1);

    const request = await composio.connectedAccounts.link('user-1', config.id);
    const browser = createBrowser(served.base);
    await browser.returnWith({ state: await browser.reachConsent(request.redirectUrl ?? ''), code: 'good' });
    expect((await request.waitForConnection(5000)).status).toBe('ACTIVE');
    await expect(composio.connectedAccounts.link('user-1', config.id)).rejects.toThrow();

    await composio.connectedAccounts.disable(request.id);
    expect((await composio.connectedAccounts.get(request.id)).status).toBe('INACTIVE');
    await composio.connectedAccounts.enable(request.id);
    await composio.connectedAccounts.delete(request.id);
    await expect(composio.connectedAccounts.get(request.id)).rejects.toMatchObject({ status: 404 });
    for (const warning of warnings) expect(warning).not.toHaveBeenCalled();
  });

  it('lists and describes the toolkit and its 62 tools', async () => {
    const composio = client();
    expect((await composio.toolkits.get('confluence')).meta.toolsCount).toBe(62);
    await expect(composio.toolkits.get('nothing')).rejects.toThrow();
    expect(await composio.tools.getRawComposioTools({ toolkits: ['confluence'], limit: 500 })).toHaveLength(
      62,
    );
    const one = await composio.tools.getRawComposioToolBySlug('CONFLUENCE_DELETE_PAGE');
    expect(one.tags).toContain('destructiveHint');
    for (const warning of warnings) expect(warning).not.toHaveBeenCalled();
  });

  it('is given the tools themselves with the direct_tools preset', async () => {
    const session = await client().create('user-1', {
      toolkits: ['confluence'],
      tools: { confluence: { disable: ['CONFLUENCE_DELETE_SPACE'] } },
      sessionPreset: 'direct_tools',
    });
    const names = (await session.tools()).map(nameOf);
    expect(names).toHaveLength(61);
    expect(names.every((name) => name.startsWith('CONFLUENCE_'))).toBe(true);
    expect(names).not.toContain('CONFLUENCE_DELETE_SPACE');
  });
});
