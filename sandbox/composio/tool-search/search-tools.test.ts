import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../toolkit/catalogue.ts';
import { rankTools } from './search-tools.ts';

const USE_CASES: [useCase: string, slug: string][] = [
  ['create a project documentation page in the Marketing space', 'CONFLUENCE_CREATE_PAGE'],
  ['add the label urgent to the Q3 Planning page', 'CONFLUENCE_ADD_CONTENT_LABEL'],
  ['publish the team meeting summary as a blog post', 'CONFLUENCE_CREATE_BLOGPOST'],
  ['tag a page', 'CONFLUENCE_ADD_CONTENT_LABEL'],
  ['list all spaces', 'CONFLUENCE_GET_SPACES'],
  ['which spaces are available to me', 'CONFLUENCE_GET_SPACES'],
  ['find pages that mention the pricing strategy', 'CONFLUENCE_CQL_SEARCH'],
  ['search for content about onboarding', 'CONFLUENCE_CQL_SEARCH'],
  ['find a page by its title', 'CONFLUENCE_SEARCH_CONTENT'],
  ['read the content of a page to summarize it', 'CONFLUENCE_GET_PAGE_BY_ID'],
  ['update an existing page with a new section', 'CONFLUENCE_UPDATE_PAGE'],
  ['edit the page and append a paragraph', 'CONFLUENCE_UPDATE_PAGE'],
  ['comment on a page', 'CONFLUENCE_CREATE_FOOTER_COMMENT'],
  ['reply to a comment', 'CONFLUENCE_CREATE_FOOTER_COMMENT'],
  ['show the comments on the page', 'CONFLUENCE_GET_PAGE_FOOTER_COMMENTS'],
  ['delete a page', 'CONFLUENCE_DELETE_PAGE'],
  ['what are the child pages below this page', 'CONFLUENCE_GET_CHILD_PAGES'],
  ['who am I', 'CONFLUENCE_GET_CURRENT_USER'],
  ['find a colleague by name', 'CONFLUENCE_SEARCH_USERS'],
  ['show the version history of a page', 'CONFLUENCE_GET_PAGE_VERSIONS'],
  ['which labels does the page have', 'CONFLUENCE_GET_LABELS_FOR_PAGE'],
  ['list the latest blog posts', 'CONFLUENCE_GET_BLOG_POSTS'],
  ['mark a task as complete', 'CONFLUENCE_UPDATE_TASK'],
  ['list open tasks assigned to me', 'CONFLUENCE_GET_TASKS'],
  ['download an attachment', 'CONFLUENCE_DOWNLOAD_ATTACHMENT'],
  ['create a new space for the data team', 'CONFLUENCE_CREATE_SPACE'],
  ['create a whiteboard', 'CONFLUENCE_CREATE_WHITEBOARD'],
  ['who may view or edit this page, are there restrictions', 'CONFLUENCE_GET_CONTENT_RESTRICTIONS'],
  ['change the text of a blog post', 'CONFLUENCE_UPDATE_BLOGPOST'],
];

describe('the ranking of tools', () => {
  it.each(USE_CASES)('puts the right tool first for "%s"', (useCase, slug) => {
    expect(rankTools(CATALOGUE, useCase)[0]?.tool.slug).toBe(slug);
  });

  it('puts no destructive tool among the first five when nobody asked to delete', () => {
    for (const [useCase] of USE_CASES.filter(([text]) => !text.includes('delete'))) {
      const first = rankTools(CATALOGUE, useCase).slice(0, 5);
      expect(first.filter(({ tool }) => tool.kind === 'destructive')).toEqual([]);
    }
  });

  it('finds nothing for words no tool knows', () => {
    expect(rankTools(CATALOGUE, 'zyzzyva quokka')).toEqual([]);
  });
});
