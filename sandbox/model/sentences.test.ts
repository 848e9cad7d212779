import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CATALOGUE } from '../composio/toolkit/catalogue.ts';
import { CREATE_WORDINGS, LABEL_WORDINGS, PUBLISH_WORDINGS } from './test-support/headline-wordings.ts';
import { KNOWN_TOOLS } from './test-support/known-tools.ts';
import { type Action, META, startRealSandbox } from './test-support/real-sandbox.ts';
import { SIXTY_TWO } from './test-support/sixty-two-sentences.ts';

type Sandbox = Awaited<ReturnType<typeof startRealSandbox>>;
type Row = { id: string; title?: string; key?: string; name?: string };

let sandbox: Sandbox;
const ids = new Map<string, string>();

beforeAll(async () => {
  sandbox = await startRealSandbox();
  const list = async (path: string): Promise<Row[]> => (await sandbox.confluence(path)).results;
  for (const { id, title } of await list('/api/v2/pages?limit=250')) ids.set(`$${title}`, id);
  for (const { id, title } of await list('/api/v2/blogposts?limit=250')) ids.set(`$${title}`, id);
  for (const { id, key } of await list('/api/v2/spaces?limit=250')) ids.set(`$space:${key}`, id);
});

afterAll(() => sandbox.stop());

/** What is expected, with the ids of this site in it. */
function resolved(expected: unknown): unknown {
  if (typeof expected === 'string')
    return expected.startsWith('$') ? (ids.get(expected) ?? `no ${expected}`) : expected;
  if (Array.isArray(expected))
    return expected.map((item) =>
      typeof item === 'object' ? expect.objectContaining(item) : resolved(item),
    );
  if (typeof expected !== 'object' || expected === null) return expected;
  if ('contains' in expected) return expect.stringContaining(String(expected.contains));
  return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, resolved(value)]));
}

/** Ids that only come into being on the way are read off the look-up that found them. */
async function learnIds(text: string): Promise<void> {
  if (text.includes('label campaign')) {
    const { data } = await sandbox.run('CONFLUENCE_GET_LABELS', { limit: 200 });
    const label = (data.results as Row[]).find(({ name }) => name === 'campaign');
    ids.set('$label:campaign', label?.id ?? '');
  }
  if (text.includes('review-status')) {
    const { data } = await sandbox.run('CONFLUENCE_GET_CONTENT_PROPERTIES_FOR_PAGE', {
      page_id: ids.get('$Press kit'),
    });
    const property = (data.results as Row[]).find(({ key }) => key === 'review-status');
    ids.set('$property:review-status', property?.id ?? '');
  }
}

const lookUps = new Set(
  CATALOGUE.filter(({ kind }) => kind === 'read').map(({ slug }) => slug.replace('CONFLUENCE_', '')),
);
const writes = (actions: Action[]) => actions.filter(({ slug }) => !lookUps.has(slug));

describe('each of the 62 tools is reached by a sentence, against the real sandbox', () => {
  test('the table holds every tool once', () => {
    const slugs = CATALOGUE.map(({ slug }) => slug.replace('CONFLUENCE_', ''));
    expect(SIXTY_TWO.map(([, tool]) => tool).toSorted()).toEqual(slugs.toSorted());
  });

  test.each(SIXTY_TWO)('%s → %s', async (text, tool, expected) => {
    await learnIds(text);
    const { actions, answer } = await sandbox.ask(text);
    const call = actions.find(({ slug }) => slug === tool);
    expect(call?.given).toMatchObject(resolved(expected) as object);
    const isWrite = !lookUps.has(tool);
    expect(writes(actions).map(({ slug }) => slug)).toEqual(isWrite ? [tool] : []);
    expect(answer).toMatch(/_Sandbox model: rules, not AI\._$/);
  });
});

describe('the headline tasks in twenty wordings each', () => {
  test.each(CREATE_WORDINGS)('%s', async (text) => {
    const { actions } = await sandbox.ask(text);
    const [created, ...others] = writes(actions);
    expect(others).toEqual([]);
    expect(created).toMatchObject({
      slug: 'CREATE_PAGE',
      given: {
        title: 'Project Phoenix – Documentation',
        spaceId: ids.get('$space:MKT'),
        body: { storage: { value: expect.stringContaining('<h2>Goals</h2>'), representation: 'storage' } },
      },
    });
  });

  test.each(LABEL_WORDINGS)('%s', async (text) => {
    const { actions } = await sandbox.ask(text);
    const given = { id: ids.get('$Q3 Planning'), labels: [{ name: 'urgent', prefix: 'global' }] };
    expect(writes(actions)).toEqual([{ slug: 'ADD_CONTENT_LABEL', given }]);
  });

  test.each(PUBLISH_WORDINGS)('%s', async (text) => {
    const { actions } = await sandbox.ask(text);
    const [published, ...others] = writes(actions);
    expect(others).toEqual([]);
    expect(published).toMatchObject({
      slug: 'CREATE_BLOGPOST',
      given: {
        title: 'Summary: Weekly team meeting – 21 September',
        spaceId: ids.get('$space:MKT'),
        status: 'current',
        body: { value: expect.stringContaining('<h2>Decisions</h2>'), representation: 'storage' },
      },
    });
  });
});

describe('with the core tools listed', () => {
  const listed = META.map((tool) =>
    tool.name === 'COMPOSIO_MULTI_EXECUTE_TOOL' ? { ...tool, description: KNOWN_TOOLS } : tool,
  );
  let fresh: Sandbox;
  beforeAll(async () => {
    fresh = await startRealSandbox();
  });
  afterAll(() => fresh.stop());

  test.each(SIXTY_TWO)('%s → %s, with a search only where it is not listed', async (text, tool) => {
    const { actions, steps } = await fresh.ask(text, listed);
    expect(actions.map(({ slug }) => slug)).toContain(tool);
    const isWrite = !lookUps.has(tool);
    expect(writes(actions).map(({ slug }) => slug)).toEqual(isWrite ? [tool] : []);
    const isListed = KNOWN_TOOLS.includes(`CONFLUENCE_${tool} {`);
    expect(steps.flat().includes('COMPOSIO_SEARCH_TOOLS')).toBe(!isListed);
  });

  test.each([...CREATE_WORDINGS, ...LABEL_WORDINGS, ...PUBLISH_WORDINGS])(
    '%s, without a search',
    async (text) => {
      const { actions, steps } = await fresh.ask(text, listed);
      expect(steps.flat()).not.toContain('COMPOSIO_SEARCH_TOOLS');
      expect(writes(actions)).toHaveLength(1);
    },
  );
});

describe('with only the app’s own tools', () => {
  let fresh: Sandbox;
  beforeAll(async () => {
    fresh = await startRealSandbox();
  });
  afterAll(() => fresh.stop());

  const direct = CATALOGUE.map(({ slug, description, inputSchema }) => ({
    name: slug,
    description,
    parameters: inputSchema,
  }));

  test('look-ups that do not depend on each other are parallel calls, and no router is asked', async () => {
    const { steps } = await fresh.ask(
      'Create a page called "Stand list" in Marketing under the Campaigns page',
      direct,
    );
    expect(steps).toEqual([['CONFLUENCE_GET_SPACES', 'CONFLUENCE_CQL_SEARCH'], ['CONFLUENCE_CREATE_PAGE']]);
  });

  test.each(SIXTY_TWO.filter(([, tool]) => !/DELETE|CREATE|UPDATE/.test(tool)))(
    '%s → %s',
    async (text, tool) => {
      const { actions } = await fresh.ask(text, direct);
      expect(actions.map(({ slug }) => slug)).toContain(tool);
    },
  );
});
