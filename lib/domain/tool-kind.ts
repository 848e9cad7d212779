import type { ActionKind } from './action-kind.ts';

export type { ActionKind };

/** Composio's own tools. They change nothing in the app; what a batch carries is judged action by action. */
const META_TOOLS = [
  'COMPOSIO_SEARCH_TOOLS',
  'COMPOSIO_GET_TOOL_SCHEMAS',
  'COMPOSIO_MANAGE_CONNECTIONS',
  'COMPOSIO_WAIT_FOR_CONNECTIONS',
];

const READS = [
  'CQL_SEARCH',
  'DOWNLOAD_ATTACHMENT',
  'GET_ATTACHMENTS',
  'GET_ATTACHMENT_LABELS',
  'GET_AUDIT_LOGS',
  'GET_BLOGPOST_BY_ID',
  'GET_BLOGPOST_LABELS',
  'GET_BLOGPOST_LIKE_COUNT',
  'GET_BLOGPOST_OPERATIONS',
  'GET_BLOGPOST_VERSIONS',
  'GET_BLOGPOST_VERSION_DETAILS',
  'GET_BLOG_POSTS',
  'GET_BLOG_POSTS_FOR_LABEL',
  'GET_CHILD_PAGES',
  'GET_CONTENT_PROPERTIES_FOR_BLOG_POST',
  'GET_CONTENT_PROPERTIES_FOR_PAGE',
  'GET_CONTENT_RESTRICTIONS',
  'GET_CURRENT_USER',
  'GET_INLINE_COMMENTS_FOR_BLOG_POST',
  'GET_LABELS',
  'GET_LABELS_FOR_PAGE',
  'GET_LABELS_FOR_SPACE',
  'GET_LABELS_FOR_SPACE_CONTENT',
  'GET_PAGES',
  'GET_PAGE_ANCESTORS',
  'GET_PAGE_BY_ID',
  'GET_PAGE_FOOTER_COMMENTS',
  'GET_PAGE_INLINE_COMMENTS',
  'GET_PAGE_LIKE_COUNT',
  'GET_PAGE_VERSIONS',
  'GET_SPACES',
  'GET_SPACE_BY_ID',
  'GET_SPACE_CONTENTS',
  'GET_SPACE_PROPERTIES',
  'GET_TASKS',
  'GET_USER_ANONYMOUS',
  'SEARCH_CONTENT',
  'SEARCH_USERS',
];

const WRITES = [
  'CREATE_PAGE',
  'UPDATE_PAGE',
  'CREATE_BLOGPOST',
  'UPDATE_BLOGPOST',
  'CREATE_FOOTER_COMMENT',
  'ADD_CONTENT_LABEL',
  'UPDATE_TASK',
  'CREATE_WHITEBOARD',
  'CREATE_SPACE',
  'CREATE_PRIVATE_SPACE',
  'CREATE_PAGE_PROPERTY',
  'UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID',
  'CREATE_BLOGPOST_PROPERTY',
  'UPDATE_BLOGPOST_PROPERTY',
  'CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD',
  'UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID',
  'CREATE_SPACE_PROPERTY',
  'UPDATE_SPACE_PROPERTY',
];

const DESTROYS = [
  'DELETE_PAGE',
  'DELETE_SPACE',
  'DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID',
  'DELETE_BLOGPOST_PROPERTY',
  'DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID',
  'DELETE_SPACE_PROPERTY',
];

const slugs = (names: string[]) => names.map((name) => `CONFLUENCE_${name}`);

/** The Confluence tools that change something, in the order in which people are likely to look for them. */
export const WRITING_TOOLS: readonly string[] = slugs([...WRITES, ...DESTROYS]);

const CATALOGUE = new Map<string, ActionKind>([
  ...META_TOOLS.map((tool) => [tool, 'read'] as const),
  ['READ_PAGE', 'read'],
  ['EDIT_PAGE', 'write'],
  ...slugs(READS).map((tool) => [tool, 'read'] as const),
  ...slugs(WRITES).map((tool) => [tool, 'write'] as const),
  ...slugs(DESTROYS).map((tool) => [tool, 'destructive'] as const),
]);

/** Composio finds a tool whatever the case of its slug, so one tool must not have two names here. */
function toolSlug(tool: string): string {
  return tool.trim().toUpperCase();
}

/** What a tool does to the app. An unknown one counts as `write`. */
export function kindOfTool(tool: string): ActionKind {
  return CATALOGUE.get(toolSlug(tool)) ?? 'write';
}
