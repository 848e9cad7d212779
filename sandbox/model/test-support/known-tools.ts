/** How the app lists the tools that need no search, in the description of the batch tool. */
export const KNOWN_TOOLS = `Runs tools of apps side by side.
Without a search (a field without a type is a string):
CONFLUENCE_CQL_SEARCH {cql, limit?: number}
CONFLUENCE_GET_SPACES {limit?: number}
CONFLUENCE_GET_PAGES {spaceId?, label?: string[], limit?: number}
CONFLUENCE_GET_CHILD_PAGES {id}
CONFLUENCE_GET_PAGE_BY_ID {id}
CONFLUENCE_GET_LABELS_FOR_PAGE {id}
CONFLUENCE_GET_PAGE_FOOTER_COMMENTS {id}
CONFLUENCE_CREATE_PAGE {spaceId, title, body: {storage: {value}}, parentId?}
CONFLUENCE_UPDATE_PAGE {id, title, spaceId, body: {storage: {value}}, version: {number: number}}
CONFLUENCE_CREATE_BLOGPOST {spaceId, title, status: current|draft|trashed, body: {representation: storage, value}}
CONFLUENCE_CREATE_FOOTER_COMMENT {body: {value}, pageId?, blogPostId?, parentCommentId?}
CONFLUENCE_ADD_CONTENT_LABEL {id, labels: {name, prefix: global|team|my}[]}`;
