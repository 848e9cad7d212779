import { findTool } from '../../composio/toolkit/catalogue.ts';

type Wrapped = { successful: boolean; data: unknown; error: string | null };
type Tool = (input: Record<string, unknown>) => Wrapped;

export const SITE = 'https://acme.atlassian.net/wiki';

/** Answers for tests in the shapes of Composio's meta tools: each Confluence tool (`create_page`, …) is a function of its arguments. */
export type FakeComposio = {
  connected: boolean;
  offered: string[];
  tools: Record<string, Tool>;
  run: (name: string, input: Record<string, unknown>) => string;
};

export function done(data: unknown): Wrapped {
  return { successful: true, data, error: null };
}

export function failed(error: string): Wrapped {
  return { successful: false, data: null, error };
}

export function fakeComposio(tools: Record<string, Tool>): FakeComposio {
  const fake: FakeComposio = {
    connected: true,
    offered: Object.keys(tools).map((name) => `CONFLUENCE_${name.toUpperCase()}`),
    tools,
    run: (name, input) => JSON.stringify(answer(fake, name, input)),
  };
  return fake;
}

function answer(fake: FakeComposio, name: string, input: Record<string, unknown>): Wrapped {
  switch (name) {
    case 'COMPOSIO_SEARCH_TOOLS':
      return done({
        results: [
          {
            index: 1,
            use_case: 'x',
            primary_tool_slugs: fake.offered,
            related_tool_slugs: [],
            toolkits: ['confluence'],
          },
        ],
        tool_schemas: Object.fromEntries(
          fake.offered.map((slug) => [
            slug,
            {
              tool_slug: slug,
              toolkit: 'confluence',
              description: '',
              input_schema: findTool(slug)?.inputSchema ?? { type: 'object' },
            },
          ]),
        ),
        toolkit_connection_statuses: [
          {
            toolkit: 'confluence',
            description: '',
            has_active_connection: fake.connected,
            connection_details: {},
            status_message: '',
          },
        ],
        session: { id: 'search_1', generate_id: true, instructions: '' },
      });
    case 'COMPOSIO_GET_TOOL_SCHEMAS':
      return done({ success: false, tool_schemas: {}, not_found: input.tool_slugs });
    case 'COMPOSIO_MANAGE_CONNECTIONS':
      return done({
        message: '',
        results: {
          confluence: fake.connected
            ? { toolkit: 'confluence', status: 'active', has_active_connection: true }
            : {
                toolkit: 'confluence',
                status: 'initiated',
                redirect_url: 'https://connect.composio.dev/link/lk_1',
                connected_account_id: 'ca_1',
              },
        },
      });
    case 'COMPOSIO_MULTI_EXECUTE_TOOL': {
      const items = input.tools as { tool_slug: string; arguments: Record<string, unknown> }[];
      const results = items.map(({ tool_slug, arguments: given }, index) => {
        const response =
          fake.tools[tool_slug.replace('CONFLUENCE_', '').toLowerCase()]?.(given) ??
          failed(`Unknown tool ${tool_slug}`);
        return { tool_slug, index, response: { ...response, log_id: 'log_1' }, error: response.error };
      });
      const errors = results.filter((row) => row.error !== null).length;
      const data = {
        results,
        total_count: results.length,
        success_count: results.length - errors,
        error_count: errors,
      };
      return errors === 0
        ? done(data)
        : { successful: false, data, error: `${errors} out of ${results.length} tools failed` };
    }
    default:
      return fake.tools[name]?.(input) ?? failed(`Unknown tool ${name}`);
  }
}

/** CONFLUENCE_GET_SPACES of a site with Marketing and HR. */
export function spaces(): Wrapped {
  const rows = [
    { id: '11', key: 'MKT', name: 'Marketing' },
    { id: '12', key: 'HR', name: 'Human Resources' },
  ];
  return done({
    results: rows.map((row) => ({
      ...row,
      type: 'global',
      status: 'current',
      homepageId: null,
      _links: { webui: `/spaces/${row.key}` },
    })),
    size: 2,
    limit: 200,
    start: 0,
    _links: { self: `${SITE}/api/v2/spaces` },
  });
}

/** A CONFLUENCE_CQL_SEARCH answer with these pages. */
export function hits(
  ...pages: { id: string; title: string; space?: string; key?: string; type?: string }[]
): Wrapped {
  return done({
    results: pages.map(({ id, title, space = 'Marketing', key = 'MKT', type = 'page' }) => ({
      content: { id, type, status: 'current', title, _links: { webui: `/spaces/${key}/pages/${id}/x` } },
      title: `@@@hl@@@${title}@@@endhl@@@`,
      excerpt: '',
      url: `/spaces/${key}/pages/${id}/x`,
      entityType: 'content',
      lastModified: '2026-11-20T10:00:00.000Z',
      friendlyLastModified: 'Nov 20, 2026',
      resultGlobalContainer: { title: space, displayUrl: `/spaces/${key}` },
    })),
    start: 0,
    limit: 25,
    size: pages.length,
    totalSize: pages.length,
    cqlQuery: '',
    searchDuration: 1,
    _links: { base: SITE, context: '/wiki', self: '' },
  });
}

/** A page as CONFLUENCE_GET_PAGE_BY_ID and the writes answer it. */
export function page(id: string, title: string, value: string, number = 3): Wrapped {
  return done({
    id,
    title,
    spaceId: '11',
    parentId: null,
    status: 'current',
    type: 'page',
    body: { storage: { value, representation: 'storage' } },
    version: { number, when: '2026-11-20T10:00:00.000Z', message: null, minorEdit: false },
    createdAt: '2026-11-01T10:00:00.000Z',
    updatedAt: '2026-11-20T10:00:00.000Z',
    _links: { base: SITE, webui: `/spaces/MKT/pages/${id}/x` },
  });
}
