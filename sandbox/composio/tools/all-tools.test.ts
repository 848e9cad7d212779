import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE, findTool, outputSchemaOf } from '../toolkit/catalogue.ts';
import { blogPostCases } from './test-support/blogpost-cases.ts';
import { type ConnectedSandbox, connectSandbox } from './test-support/connect-sandbox.ts';
import { pageCases } from './test-support/page-cases.ts';
import { propertyCases } from './test-support/property-cases.ts';
import { siteCases } from './test-support/site-cases.ts';
import { type Json, newPage, newSpace, storage } from './test-support/tool-case.ts';

const CASES = Object.entries({ ...pageCases, ...blogPostCases, ...propertyCases, ...siteCases }).map(
  ([name, tool]) => ({ slug: `CONFLUENCE_${name}`, ...tool }),
);
/** Every second tool is called by its own name, the others through COMPOSIO_MULTI_EXECUTE_TOOL. */
const isDirect = (index: number) => index % 2 === 0;

let sandbox: ConnectedSandbox;

/** The schema as it is, but refusing every field that it does not name. */
function closed(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const isClosed = schema.type === 'object' && typeof schema.properties === 'object';
  return isClosed && schema.additionalProperties === undefined
    ? { ...inner, additionalProperties: false }
    : inner;
}

const ajv = new Ajv({ strict: false, allErrors: true });

/** Holds an answer against what the tool says it answers. */
function expectDescribed(slug: string, data: Json) {
  const validate = ajv.compile(closed(outputSchemaOf(slug)));
  validate({ data, error: null, successful: true });
  expect(validate.errors ?? []).toEqual([]);
}

beforeAll(async () => {
  const direct = CASES.filter((_case, index) => isDirect(index)).map(({ slug }) => slug);
  sandbox = await connectSandbox(['ada', 'grace', 'admin'], direct);
});

afterAll(() => sandbox?.close());

it('has a case for each of the 62 tools', () => {
  expect(CASES.map(({ slug }) => slug).sort()).toEqual(CATALOGUE.map(({ slug }) => slug).sort());
});

describe('over MCP', () => {
  it.each(CASES.map((one, index) => ({ ...one, direct: isDirect(index) })))(
    '$slug $does',
    async ({ slug, input, check, direct, as }) => {
      const given = await input(sandbox.site);
      const answer = await (direct ? sandbox.callTool : sandbox.viaMulti)(slug, given, as);
      expect(answer).toMatchObject({ successful: true, error: null, log_id: expect.stringMatching(/^log_/) });
      expectDescribed(slug, answer.data);
      await check({ data: answer.data, input: given, site: sandbox.site });
    },
  );
});

describe('over HTTP, with the unmodified SDK', () => {
  it.each(CASES)('$slug $does', async ({ slug, input, check, as }) => {
    const given = await input(sandbox.site);
    const answer: Json = await sandbox.execute(slug, given, as);
    expect(answer).toMatchObject({ successful: true, error: null });
    expectDescribed(slug, answer.data);
    await check({ data: answer.data, input: given, site: sandbox.site });
  });

  it('says that there is no account in a way the SDK knows', async () => {
    const refused = sandbox.execute('CONFLUENCE_GET_SPACES', {}, 'nobody');
    await expect(refused).rejects.toMatchObject({ code: 'TS-SDK::CONNECTED_ACCOUNT_NOT_FOUND' });
  });
});

describe('what goes wrong', () => {
  const onePage = { title: 'T', spaceId: 'ENG', body: { storage: { value: '<p>x</p>' } } };

  it.each<[what: string, slug: string, input: Json, error: string]>([
    [
      'a missing field',
      'CREATE_PAGE',
      { ...onePage, title: null },
      "Following fields are missing: {'title'}",
    ],
    [
      'missing fields below others',
      'UPDATE_PAGE',
      { ...onePage, id: '1', version: {}, body: { storage: {} } },
      "{'body.storage.value', 'version.number'}",
    ],
    ['a wrong type', 'GET_PAGE_BY_ID', { id: 7 }, 'Input should be a valid string on parameter `id`'],
    [
      'a word that is not one of some',
      'UPDATE_TASK',
      { id: '1', status: 'done' },
      "Input should be 'complete' or 'incomplete' on parameter `status`",
    ],
    [
      'too large a limit',
      'GET_PAGES',
      { limit: 1000 },
      'Input should be less than or equal to 200 on parameter `limit`',
    ],
    [
      'an empty list',
      'ADD_CONTENT_LABEL',
      { id: '1', labels: [] },
      'List should have at least 1 item on parameter `labels`',
    ],
    [
      'a key of no space',
      'CREATE_PAGE',
      { ...onePage, spaceId: 'NONE' },
      'No space with the key NONE was found.',
    ],
    [
      'a key of no property',
      'DELETE_SPACE_PROPERTY',
      { spaceIdOrKey: 'ENG', propertyKey: 'none' },
      'No property with the key none was found.',
    ],
    ['bad CQL', 'CQL_SEARCH', { cql: 'status = current' }, 'No field exists with the name'],
    [
      'no place to comment on',
      'CREATE_FOOTER_COMMENT',
      { body: { value: '<p>x</p>' } },
      'Confluence answered 400',
    ],
    ['neither a query nor a person', 'SEARCH_USERS', {}, 'Send cql or accountId.'],
    ['a date that is none', 'GET_AUDIT_LOGS', { from_: 'yesterday' }, 'from_ is not a date'],
    ['no right to the audit log', 'GET_AUDIT_LOGS', {}, 'Confluence answered 403'],
  ])('tells of %s', async (_what, slug, input, error) => {
    const answer = await sandbox.viaMulti(`CONFLUENCE_${slug}`, input);
    expect(answer).toMatchObject({ successful: false, error: expect.stringContaining(error) });
    const { data: overHttp, ...http }: Json = await sandbox.execute(`CONFLUENCE_${slug}`, input);
    expect(http).toMatchObject({ successful: false, error: answer.error });
    expect(overHttp).toEqual(answer.data);
  });

  it('passes on what Confluence says of what is not there', async () => {
    const answer = await sandbox.callTool('CONFLUENCE_CREATE_PAGE', { ...onePage, parentId: '999999' });
    expect(answer.successful).toBe(false);
    const read = await sandbox.viaMulti('CONFLUENCE_GET_PAGE_BY_ID', { id: '999999' });
    expect(read.error).toBe('Confluence answered 404: Cannot find a page with id [999999]');
    expect(read.data.errors[0]).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('refuses a version that is not the next one, and leaves the page alone', async () => {
    const page = await newPage(sandbox.site);
    const update = { ...onePage, id: page.id, spaceId: page.spaceId, version: { number: 1 } };
    const answer = await sandbox.viaMulti('CONFLUENCE_UPDATE_PAGE', update);
    expect(answer.error).toContain('Version must be incremented when updating a page. Current Version: [1]');
    expect(answer.data.errors[0]).toMatchObject({ code: 'CONFLICT' });
    expect((await sandbox.site.rest('GET', `/api/v2/pages/${page.id}`)).version.number).toBe(1);
  });

  it('lets nobody write where only Ada may', async () => {
    const key = (await sandbox.viaMulti('CONFLUENCE_CREATE_PRIVATE_SPACE', { key: 'ADAONLY', name: 'Mine' }))
      .data.key;
    const refused = await sandbox.viaMulti('CONFLUENCE_CREATE_PAGE', { ...onePage, spaceId: key }, 'grace');
    expect(refused).toMatchObject({ successful: false, error: 'No space with the key ADAONLY was found.' });
    const page = await newPage(sandbox.site);
    const user = [
      {
        type: 'known',
        accountId: (await sandbox.site.rest('GET', '/rest/api/user/current', undefined, 'ada')).accountId,
      },
    ];
    const restrictions = [{ operation: 'update', restrictions: { user } }];
    await sandbox.site.rest('PUT', `/rest/api/content/${page.id}/restriction`, restrictions);
    const update = { ...onePage, id: page.id, spaceId: page.spaceId, version: { number: 2 } };
    expect((await sandbox.viaMulti('CONFLUENCE_UPDATE_PAGE', update, 'grace')).successful).toBe(false);
    expect((await sandbox.site.rest('GET', `/api/v2/pages/${page.id}`)).version.number).toBe(1);
    expect((await sandbox.viaMulti('CONFLUENCE_UPDATE_PAGE', update, 'ada')).successful).toBe(true);
  });

  it('lets no quotes of an input change what is searched for', async () => {
    const accountId = 'x" or user.fullname ~ "a';
    const { data } = await sandbox.viaMulti('CONFLUENCE_SEARCH_USERS', { accountId });
    expect(data.response_data.results).toEqual([]);
    const label = ['x") OR title ~ ("a'];
    expect((await sandbox.viaMulti('CONFLUENCE_GET_PAGES', { label })).data.results).toEqual([]);
  });

  it('says that a blog post is there when only its labels were refused', async () => {
    const post = { spaceId: 'ENG', title: 'Half done', status: 'current', body: storage('<p>x</p>') };
    const answer = await sandbox.viaMulti('CONFLUENCE_CREATE_BLOGPOST', {
      ...post,
      labels: [{ name: 'no!' }],
    });
    expect(answer.error).toContain(`was created with the id ${answer.data.id}, but without its labels`);
    expect((await sandbox.site.rest('GET', `/api/v2/blogposts/${answer.data.id}`)).title).toBe('Half done');
  });
});

describe('arguments', () => {
  it('may be JSON strings, whole or in parts; null is absent and what is unknown is ignored', async () => {
    const labels = JSON.stringify([{ name: 'quoted', prefix: 'global' }]);
    const args = JSON.stringify({ id: (await newPage(sandbox.site)).id, labels });
    const { data } = await sandbox.multiExecute([
      { tool_slug: 'confluence_add_content_label', arguments: args },
      { tool_slug: 'CONFLUENCE_GET_SPACES', arguments: { limit: null, colour: 'red' } },
    ]);
    expect(data.results[0].response.data[0].name).toBe('quoted');
    expect(data.results[1].response.data.limit).toBe(25);
  });

  it('keep null within the value of a property', async () => {
    const page = await newPage(sandbox.site);
    const value = { kept: null, list: [null] };
    await sandbox.execute('CONFLUENCE_CREATE_PAGE_PROPERTY', { page_id: page.id, key: 'k', value });
    const { results } = await sandbox.site.rest('GET', `/api/v2/pages/${page.id}/properties?key=k`);
    expect(results[0].value).toEqual(value);
  });
});

describe('COMPOSIO_MULTI_EXECUTE_TOOL', () => {
  it('runs 50 at once, in order, and one that fails does not fail the others', async () => {
    const spaceId = String((await newSpace(sandbox.site)).id);
    const tools: Json[] = Array.from({ length: 50 }, (_none, index) => ({
      tool_slug: 'CONFLUENCE_CREATE_PAGE',
      arguments: { spaceId, title: `Page ${index}`, body: { storage: { value: `<p>${index}</p>` } } },
    }));
    tools[3] = { tool_slug: 'CONFLUENCE_NO_SUCH_TOOL', arguments: {} };
    tools[4] = { tool_slug: 'CONFLUENCE_GET_SPACES', arguments: '{not json' };
    tools[5] = { tool_slug: 'COMPOSIO_SEARCH_TOOLS', arguments: {} };
    tools[6] = { arguments: {} };
    tools[7] = { ...tools[7], account: 'ca_of_nobody' };
    const { successful, error, data } = await sandbox.multiExecute(tools);
    expect({ successful, error }).toEqual({ successful: false, error: '5 out of 50 tools failed' });
    expect(data).toMatchObject({ total_count: 50, success_count: 45, error_count: 5 });
    expect(data.results.map(({ index }: Json) => index)).toEqual(tools.map((_tool, index) => index));
    for (const { index, response, error: itemError } of data.results) {
      if (index < 3 || index > 7) expect(response.data.title).toBe(`Page ${index}`);
      else expect(itemError).toEqual(expect.any(String));
    }
    const wrong = data.results.slice(3, 8).map((result: Json) => result.error);
    expect(wrong[0]).toBe('Tool CONFLUENCE_NO_SUCH_TOOL not found.');
    expect(wrong[1]).toContain('not valid JSON');
    expect(wrong[2]).toContain('meta tool');
    expect(wrong[3]).toContain('tool_slug');
    expect(wrong[4]).toContain('No active connected account found for toolkit: confluence');
    const { results } = await sandbox.site.rest('GET', `/api/v2/spaces/${spaceId}/pages?limit=100`);
    expect(results).toHaveLength(46);
  });

  it.each([
    ['none', 0],
    ['more than 50', 51],
  ])('is refused as a whole for %s', async (_case, length) => {
    const tools = Array.from({ length }, () => ({ tool_slug: 'CONFLUENCE_GET_SPACES', arguments: {} }));
    const answer = await sandbox.multiExecute(tools);
    expect(answer).toMatchObject({ successful: false, error: expect.stringContaining('tools') });
    expect(answer.data).not.toHaveProperty('results');
  });
});

it('describes every tool so that its schemas compile and name no unknown type', () => {
  for (const { slug, inputSchema } of CATALOGUE) {
    expect(findTool(slug)).toBeDefined();
    expect(() => ajv.compile(inputSchema)).not.toThrow();
    expect(JSON.stringify(outputSchemaOf(slug).properties)).not.toContain('"data":{}');
  }
});
