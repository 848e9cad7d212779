import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServedComposio, serveComposio } from '../test-support/serve-composio.ts';

let served: ServedComposio;

beforeEach(async () => {
  served = await serveComposio();
});

afterEach(() => served.close());

async function slugs(query: string): Promise<string[]> {
  const { status, body } = await served.call('GET', `/tools?${query}`);
  expect(status).toBe(200);
  return body.items.map((tool: { slug: string }) => tool.slug);
}

const CREATE = 'CONFLUENCE_CREATE_PAGE';
const DELETE = 'CONFLUENCE_DELETE_PAGE';

describe('the list of tools', () => {
  it('is filtered by slugs, tags, scopes, toolkits and importance, each separated by commas or repeated', async () => {
    expect(await slugs(`tool_slugs=${CREATE},${DELETE}&limit=9999&toolkit_versions=latest`)).toEqual([
      CREATE,
      DELETE,
    ]);
    expect(await slugs('tags=destructiveHint&limit=100')).toHaveLength(6);
    expect(await slugs('tags=destructiveHint&tags=readOnlyHint&limit=100')).toHaveLength(44);
    expect(await slugs('scopes=delete:page:confluence')).toEqual([DELETE]);
    expect(await slugs('toolkit_slug=gmail')).toEqual([]);
    const important = await slugs('toolkit_slug=confluence&important=true');
    expect(important).toContain(CREATE);
    expect(important).not.toContain(DELETE);
    expect(await slugs('tags=important&limit=100')).toEqual(important);
  });

  it.each(['search', 'query'])('is searched by %s, the best first', async (name) => {
    expect((await slugs(`${name}=create+a+page`))[0]).toBe(CREATE);
  });

  it('is given out in pages that leave nothing out', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await served.call('GET', `/tools?limit=25${cursor}`);
      expect(body).toMatchObject({ total_items: 62, total_pages: 3 });
      seen.push(...body.items.map((tool: { slug: string }) => tool.slug));
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
    } while (cursor !== '');
    const { body: all } = await served.call('GET', '/tools/enum');
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(62);
  });

  it('knows versions by their form', async () => {
    expect(await slugs('toolkit_versions[confluence]=20250101_00&limit=1')).toHaveLength(1);
    for (const query of ['toolkit_versions=newest', 'toolkit_versions[confluence]=1']) {
      expect((await served.call('GET', `/tools?${query}`)).status).toBe(400);
    }
  });
});

describe('one tool', () => {
  it('says what it takes, what it gives and which consent it needs', async () => {
    const { body } = await served.call('GET', `/tools/${CREATE.toLowerCase()}?toolkit_versions=latest`);
    expect(body).toMatchObject({
      slug: CREATE,
      no_auth: false,
      is_deprecated: false,
      tags: ['createHint', 'important'],
      scopes: ['write:page:confluence'],
      scope_requirements: { all_of: ['write:page:confluence'] },
      input_parameters: { required: ['spaceId', 'title', 'body'] },
      output_parameters: { properties: { data: { properties: { id: { type: 'string' } } } } },
    });
    expect((await served.call('GET', '/tools/CONFLUENCE_NOTHING')).status).toBe(404);
  });
});

describe('running a tool outside of sessions', () => {
  const path = '/tools/execute/CONFLUENCE_GET_SPACES';

  it('takes the account alone, an older version, and arguments as text', async () => {
    const account = await served.connect(await served.newSession('user-1'));
    for (const body of [
      { connected_account_id: account },
      { user_id: 'user-1', version: '20250101_00', arguments: '{"limit": 3}' },
      { entity_id: 'user-1', version: 'latest' },
    ]) {
      const answer = await served.call('POST', path, body);
      expect(answer.body).toMatchObject({ successful: true, error: null, session_info: null });
      expect(answer.body.log_id).toMatch(/^log_/);
    }
  });

  it('answers 1803 without an account, and 400 or 404 for what is wrong with the call', async () => {
    const account = await served.connect(await served.newSession('user-1'));
    const code = async (body: unknown, to = path) => {
      const answer = await served.call('POST', to, body);
      return [answer.status, answer.body.error.code];
    };
    expect(await code({ user_id: 'user-2' })).toEqual([400, 1803]);
    expect(await code({ user_id: 'user-2', connected_account_id: account })).toEqual([400, 1803]);
    expect(await code({ connected_account_id: 'ca_nothing' })).toEqual([400, 1803]);
    await served.call('PATCH', `/connected_accounts/${account}/status`, { enabled: false });
    expect(await code({ connected_account_id: account })).toEqual([400, 1803]);
    expect(await code({})).toEqual([400, 2400]);
    expect(await code({ user_id: 'user-1', text: 'list the spaces' })).toEqual([400, 2400]);
    expect(await code({ user_id: 'user-1', version: 'newest' })).toEqual([400, 2400]);
    expect(await code({ user_id: 'user-1' }, '/tools/execute/CONFLUENCE_NOTHING')).toEqual([404, 2401]);
  });

  it('answers 200 when the tool itself failed', async () => {
    await served.connect(await served.newSession('user-1'));
    const { status, body } = await served.call('POST', '/tools/execute/CONFLUENCE_GET_PAGE_BY_ID', {
      user_id: 'user-1',
      arguments: { id: '1' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      successful: false,
      error: 'Confluence answered 404: Cannot find a page with id [1]',
      data: { errors: [{ code: 'NOT_FOUND' }] },
    });
  });
});
