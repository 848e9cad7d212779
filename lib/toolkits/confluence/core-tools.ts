/**
 * The tools of Composio that most requests need, which the model is told of without a search, each with the fields beside its
 * required ones that people ask for. What the fields are like, and which are required, Composio's catalogue says.
 */
export const coreTools: Readonly<Record<string, readonly string[]>> = {
  CONFLUENCE_CQL_SEARCH: ['limit'],
  CONFLUENCE_GET_SPACES: [],
  CONFLUENCE_GET_PAGES: ['spaceId', 'limit'],
  CONFLUENCE_GET_CHILD_PAGES: [],
  CONFLUENCE_GET_PAGE_BY_ID: [],
  CONFLUENCE_GET_LABELS_FOR_PAGE: [],
  CONFLUENCE_GET_PAGE_FOOTER_COMMENTS: [],
  CONFLUENCE_CREATE_PAGE: ['parentId'],
  CONFLUENCE_UPDATE_PAGE: [],
  CONFLUENCE_CREATE_BLOGPOST: [],
  CONFLUENCE_CREATE_FOOTER_COMMENT: ['pageId', 'blogPostId', 'parentCommentId'],
  CONFLUENCE_ADD_CONTENT_LABEL: [],
};
