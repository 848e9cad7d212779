import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectedSandbox, connectSandbox } from './test-support/connect-sandbox.ts';
import { type Json, label, newPage, newPost, newSpace, storage } from './test-support/tool-case.ts';

const TASK =
  '<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>incomplete</ac:task-status><ac:task-body>Do</ac:task-body></ac:task></ac:task-list>';

let sandbox: ConnectedSandbox;
let space: { id: string; key: string };
let parent: string;
let ada: string;

beforeAll(async () => {
  sandbox = await connectSandbox(['ada']);
  const { site } = sandbox;
  const made = await newSpace(site);
  space = { id: String(made.id), key: made.key };
  ada = (await site.rest('GET', '/rest/api/user/current', undefined, 'ada')).accountId;
  parent = (await newPage(site, { spaceId: space.id })).id;
  for (let count = 0; count < 5; count += 1) {
    const fields = { spaceId: space.id, parentId: parent, body: storage(TASK) };
    const page = await newPage(site, fields);
    await label(site, page.id, 'paged', `own-${count}`);
    await site.attach(parent, `file-${count}.txt`, 'text');
    await site.rest('POST', `/api/v2/pages/${parent}/properties`, { key: `k${count}`, value: count });
    await site.rest('POST', `/api/v2/spaces/${space.id}/properties`, { key: `k${count}`, value: count });
    await newPost(site, { spaceId: space.id });
    await sandbox.execute('CONFLUENCE_CREATE_PAGE', {
      spaceId: space.id,
      title: `Of Ada ${count}`,
      body: { storage: { value: '<p/>' } },
    });
  }
});

afterAll(() => sandbox?.close());

/** Runs a list tool and returns its answer, wherever the tool puts it. */
async function run(slug: string, input: Json): Promise<Json> {
  const { data, error } = await sandbox.execute(`CONFLUENCE_${slug}`, input);
  expect(error).toBeNull();
  return data.response_data ?? data;
}

const idOf = (row: Json): string => row.id ?? row.content?.id ?? row.user?.accountId;
const nextOf = (answer: Json): string | undefined =>
  answer.next ?? answer._links?.next ?? answer.links?.next ?? undefined;

/** Reads on by cursor until there is no more. */
async function byCursor(slug: string, input: Json, cut: (next: string) => string): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const answer = await run(slug, { ...input, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...answer.results.map(idOf));
    const next = nextOf(answer);
    cursor = next === undefined ? undefined : cut(next);
  } while (cursor !== undefined);
  return seen;
}

const alone = (next: string) => new URLSearchParams(next.slice(next.indexOf('?'))).get('cursor') ?? '';

const LISTS: [slug: string, input: () => Json, least: number][] = [
  ['GET_PAGES', () => ({ spaceId: space.id }), 11],
  ['GET_PAGES', () => ({ spaceId: space.id, label: ['paged', 'own-1'] }), 5],
  ['GET_PAGES', () => ({ spaceId: space.id, authorId: ada }), 6],
  ['GET_CHILD_PAGES', () => ({ id: parent }), 5],
  ['GET_SPACE_CONTENTS', () => ({ spaceKey: space.key }), 11],
  ['GET_SPACE_CONTENTS', () => ({ spaceKey: space.key, type: 'attachment' }), 5],
  ['GET_SPACES', () => ({}), 3],
  ['GET_SPACE_PROPERTIES', () => ({ id: space.id }), 5],
  ['GET_SPACE_PROPERTIES', () => ({ id: space.id, key: ['k0', 'k2', 'k4'] }), 3],
  ['GET_LABELS', () => ({}), 6],
  ['GET_LABELS_FOR_SPACE_CONTENT', () => ({ id: space.id }), 6],
  ['GET_ATTACHMENTS', () => ({ pageId: parent }), 5],
  ['CQL_SEARCH', () => ({ cql: `space = ${space.key} AND type = page ORDER BY created` }), 11],
];
const CURSOR_ONLY: typeof LISTS = [
  ['GET_BLOG_POSTS', () => ({}), 5],
  ['GET_CONTENT_PROPERTIES_FOR_PAGE', () => ({ page_id: parent }), 5],
  ['GET_TASKS', () => ({ space_id: [space.id] }), 5],
];

describe('a list', () => {
  it.each([...LISTS, ...CURSOR_ONLY])(
    'of %s is whole by cursor, sent alone or as the link it came in',
    async (slug, input, least) => {
      const whole = (await run(slug, { ...input(), limit: 100 })).results.map(idOf);
      expect(whole.length).toBeGreaterThanOrEqual(least);
      expect(new Set(whole).size).toBe(whole.length);
      expect(await byCursor(slug, input(), (next) => next)).toEqual(whole);
      expect(await byCursor(slug, input(), alone)).toEqual(whole);
    },
  );

  it.each(LISTS)('of %s is whole by offset', async (slug, input) => {
    const whole = (await run(slug, { ...input(), limit: 100 })).results.map(idOf);
    const seen: string[] = [];
    for (let start = 0; start <= whole.length; start += 2) {
      const answer = await run(slug, { ...input(), limit: 2, start });
      expect(answer).toMatchObject({ start, limit: 2, size: answer.results.length });
      seen.push(...answer.results.map(idOf));
    }
    expect(seen).toEqual(whole);
  });

  it('of people goes on by the cursor of its link', async () => {
    const cql = 'type = user';
    const whole = (await run('SEARCH_USERS', { cql, limit: 100 })).results.map(idOf);
    expect(whole.length).toBeGreaterThan(2);
    expect(await byCursor('SEARCH_USERS', { cql }, (next) => next)).toEqual(whole);
  });

  it('holds only what was asked for', async () => {
    const { results } = await run('GET_PAGES', { spaceId: space.id, authorId: ada, limit: 100 });
    // The homepage is of whoever made the space.
    expect(results.filter((row: Json) => !row.title.startsWith('Of Ada'))).toHaveLength(1);
    expect(results).toHaveLength(6);
    const none = await run('GET_PAGES', { label: ['nobody-carries-this'] });
    expect(none).toMatchObject({ results: [], size: 0, limit: 25, start: 0 });
  });
});
