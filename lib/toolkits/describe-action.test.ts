import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeAction } from './toolkits.ts';

describe('describeAction', () => {
  it('says what each headline action does, with its own title', () => {
    const page = { spaceId: '7', title: 'Project Phoenix – Documentation', body: {} };
    expect(describeAction('CONFLUENCE_CREATE_PAGE', page)).toEqual({
      name: 'Create page',
      sentence: 'Create page “Project Phoenix – Documentation”',
    });
    const label = { id: '123', labels: [{ name: 'urgent', prefix: 'global' }] };
    expect(describeAction('CONFLUENCE_ADD_CONTENT_LABEL', label).sentence).toBe('Add label “urgent” to 123');
    expect(describeAction('CONFLUENCE_CREATE_BLOGPOST', { title: 'Team meeting' }).sentence).toBe(
      'Publish blog post “Team meeting”',
    );
  });

  it('names every label of several', () => {
    const labels = [{ name: 'a' }, { name: 'b' }, 'c'];
    expect(describeAction('CONFLUENCE_ADD_CONTENT_LABEL', { labels }).sentence).toBe(
      'Add labels “a”, “b” and “c”',
    );
  });

  it('reads the meta tools', () => {
    expect(
      describeAction('COMPOSIO_SEARCH_TOOLS', {
        queries: [{ use_case: 'create a page' }, { use_case: 'find a space' }],
      }).sentence,
    ).toBe('Search for tools: create a page; find a space');
    expect(
      describeAction('COMPOSIO_GET_TOOL_SCHEMAS', {
        tool_slugs: ['CONFLUENCE_CREATE_PAGE', 'CONFLUENCE_GET_SPACES'],
      }).sentence,
    ).toBe('Read tool details: Create page and List spaces');
    expect(describeAction('COMPOSIO_MANAGE_CONNECTIONS', { toolkits: ['confluence'] }).sentence).toBe(
      'Check the connection to Confluence',
    );
    expect(describeAction('COMPOSIO_MULTI_EXECUTE_TOOL', { tools: [{}, {}] }).sentence).toBe('Run 2 actions');
  });

  it('reads arguments that came as JSON text', () => {
    expect(describeAction('CONFLUENCE_UPDATE_PAGE', '{"title":"Q3 Planning"}').sentence).toBe(
      'Update page “Q3 Planning”',
    );
  });

  it('makes a readable name of a tool it does not know', () => {
    expect(describeAction('CONFLUENCE_GET_PAGE_LIKE_COUNT', {})).toEqual({
      name: 'Get page like count',
      sentence: 'Get page like count',
    });
    expect(describeAction('constructor', {}).name).toBe('Constructor');
  });

  it('keeps a long or many-lined text on one short line', () => {
    const { sentence } = describeAction('CONFLUENCE_CREATE_PAGE', { title: `line\nline ${'x'.repeat(500)}` });
    expect(sentence).not.toContain('\n');
    expect(sentence.length).toBeLessThan(120);
  });

  it('never throws and never says nothing, whatever the model wrote', () => {
    const tools = fc.oneof(
      fc.constantFrom(
        'CONFLUENCE_ADD_CONTENT_LABEL',
        'CONFLUENCE_CREATE_PAGE',
        'CONFLUENCE_UPDATE_TASK',
        'CONFLUENCE_CREATE_FOOTER_COMMENT',
        'COMPOSIO_SEARCH_TOOLS',
        'COMPOSIO_GET_TOOL_SCHEMAS',
        'COMPOSIO_MULTI_EXECUTE_TOOL',
        'COMPOSIO_MANAGE_CONNECTIONS',
      ),
      fc.string(),
    );
    const odd = fc.oneof(
      fc.anything(),
      fc.dictionary(
        fc.constantFrom('labels', 'queries', 'tools', 'tool_slugs', 'toolkits', 'id', 'title'),
        fc.anything(),
      ),
    );
    fc.assert(
      fc.property(tools, odd, (tool, args) => {
        const words = describeAction(tool, args);
        expect(words.name).not.toBe('');
        expect(words.sentence).not.toBe('');
      }),
    );
  });
});

it('once the result tells a title, the title stands in place of the id', () => {
  expect(describeAction('CONFLUENCE_GET_PAGE_BY_ID', { id: '7' }).sentence).toBe('Read page 7');
  expect(describeAction('CONFLUENCE_GET_PAGE_BY_ID', { id: '7' }, { title: 'Q3 Planning' }).sentence).toBe(
    'Read page “Q3 Planning”',
  );
});

it('a CQL search is told by the words it looks for', () => {
  const sentence = (cql: string) => describeAction('CONFLUENCE_CQL_SEARCH', { cql }).sentence;
  expect(sentence('type IN (page, blogpost) AND text ~ "remote \\"work\\""')).toBe(
    'Search Confluence for “remote "work"”',
  );
  expect(sentence('space = HR order by created')).toBe('Search Confluence for “space = HR order by created”');
});
