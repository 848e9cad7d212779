/** An action in words: `name` is the tool's name, `sentence` says what this call does with it. */
export type ActionWords = { name: string; sentence: string };

type Arguments = Record<string, unknown>;
type Description = { name: string; sentence?: (args: Arguments, result: Arguments) => string | null };

const LONGEST_QUOTE = 90;

function clean(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).replace(/\s+/g, ' ').trim();
  if (text === '') return null;
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1).trimEnd()}…` : text;
}

function quote(value: unknown): string | null {
  const text = clean(value);
  return text === null ? null : `“${text}”`;
}

function asArguments(value: unknown): Arguments {
  if (typeof value === 'string') {
    try {
      return asArguments(JSON.parse(value));
    } catch {
      return {};
    }
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Arguments) : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function inWords(items: (string | null)[]): string | null {
  const words = items.filter((item) => item !== null);
  if (words.length === 0) return null;
  return words.length === 1 ? `${words[0]}` : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `<lead> “<argument>”`, for the first of the keys that holds a text. */
function quoting(lead: string, ...keys: string[]) {
  return (args: Arguments): string | null => {
    const text = keys.map((key) => quote(args[key])).find((found) => found !== null);
    return text === undefined || text === null ? null : `${lead} ${text}`;
  };
}

/** `<lead> “<title>”` once the result tells it; until then `<lead> <id>`, for the first of the keys that holds one. */
function naming(lead: string, ...keys: string[]) {
  return (args: Arguments, result: Arguments): string | null => {
    const title = quote(result.title) ?? quote(result.name);
    if (title !== null) return `${lead} ${title}`;
    const id = keys.map((key) => clean(args[key])).find((found) => found !== null);
    return id === undefined || id === null ? null : `${lead} ${id}`;
  };
}

/** The words that a CQL query looks for, where it looks for words; else the query itself. */
function cqlWords(args: Arguments): string | null {
  const query = clean(args.cql);
  const words = /(?:text|title|siteSearch)\s*[~=]\s*"((?:[^"\\]|\\.)+)"/.exec(query ?? '')?.[1];
  return query === null ? null : `Search Confluence for ${quote(words?.replace(/\\(.)/g, '$1') ?? query)}`;
}

function toolkits(args: Arguments): string {
  const names = inWords(
    listOf(args.toolkits).map((slug) => {
      const text = clean(slug);
      return text === null ? null : titleCase(text);
    }),
  );
  return names ?? 'the app';
}

function labelNames(args: Arguments): string | null {
  return inWords(
    listOf(args.labels).map((label) =>
      quote(typeof label === 'object' && label !== null && 'name' in label ? label.name : label),
    ),
  );
}

const META: Record<string, Description> = {
  COMPOSIO_SEARCH_TOOLS: {
    name: 'Search for tools',
    sentence: (args) => {
      const cases = listOf(args.queries).map((query) => clean(asArguments(query).use_case) ?? clean(query));
      const words = cases.filter((use) => use !== null).join('; ');
      return words === '' ? null : `Search for tools: ${words}`;
    },
  },
  COMPOSIO_GET_TOOL_SCHEMAS: {
    name: 'Read tool details',
    sentence: (args) => {
      const names = inWords(
        listOf(args.tool_slugs).map((slug) => (typeof slug === 'string' ? nameOf(slug) : null)),
      );
      return names === null ? null : `Read tool details: ${names}`;
    },
  },
  COMPOSIO_MULTI_EXECUTE_TOOL: {
    name: 'Run actions',
    sentence: (args) => {
      const count = listOf(args.tools).length;
      return count === 0 ? null : count === 1 ? 'Run 1 action' : `Run ${count} actions`;
    },
  },
  COMPOSIO_MANAGE_CONNECTIONS: {
    name: 'Check the connection',
    sentence: (args) => `Check the connection to ${toolkits(args)}`,
  },
  COMPOSIO_WAIT_FOR_CONNECTIONS: {
    name: 'Wait for the connection',
    sentence: (args) => `Wait for the connection to ${toolkits(args)}`,
  },
};

const CONFLUENCE: Record<string, Description> = {
  ADD_CONTENT_LABEL: {
    name: 'Add label',
    sentence: (args) => {
      const names = labelNames(args);
      if (names === null) return null;
      const target = clean(args.id);
      const lead = listOf(args.labels).length > 1 ? 'Add labels' : 'Add label';
      return target === null ? `${lead} ${names}` : `${lead} ${names} to ${target}`;
    },
  },
  CQL_SEARCH: { name: 'Search Confluence', sentence: cqlWords },
  SEARCH_CONTENT: {
    name: 'Search page titles',
    sentence: (args) => {
      const query = quote(args.query);
      const space = clean(args.spaceKey);
      return query === null ? null : `Search page titles for ${query}${space === null ? '' : ` in ${space}`}`;
    },
  },
  SEARCH_USERS: { name: 'Search people', sentence: quoting('Search people for', 'cql', 'accountId') },
  CREATE_PAGE: { name: 'Create page', sentence: quoting('Create page', 'title') },
  UPDATE_PAGE: { name: 'Update page', sentence: quoting('Update page', 'title') },
  DELETE_PAGE: { name: 'Delete page', sentence: naming('Delete page', 'id') },
  CREATE_BLOGPOST: { name: 'Publish blog post', sentence: quoting('Publish blog post', 'title') },
  UPDATE_BLOGPOST: { name: 'Update blog post', sentence: quoting('Update blog post', 'title') },
  CREATE_SPACE: { name: 'Create space', sentence: quoting('Create space', 'name', 'key') },
  CREATE_PRIVATE_SPACE: {
    name: 'Create private space',
    sentence: quoting('Create private space', 'name', 'key'),
  },
  DELETE_SPACE: { name: 'Delete space', sentence: naming('Delete space', 'space_key') },
  CREATE_WHITEBOARD: { name: 'Create whiteboard', sentence: quoting('Create whiteboard', 'title') },
  CREATE_FOOTER_COMMENT: {
    name: 'Add comment',
    sentence: (args) => {
      const target = clean(args.pageId) ?? clean(args.blogPostId);
      if (clean(args.parentCommentId) !== null) return `Reply to comment ${clean(args.parentCommentId)}`;
      return target === null ? null : `Add comment to ${target}`;
    },
  },
  UPDATE_TASK: {
    name: 'Update task',
    sentence: (args) => {
      const id = clean(args.id);
      if (id === null) return null;
      return args.status === 'complete'
        ? `Complete task ${id}`
        : args.status === 'incomplete'
          ? `Reopen task ${id}`
          : `Update task ${id}`;
    },
  },
  GET_PAGES: {
    name: 'List pages',
    sentence: (args) =>
      naming('List pages in space', 'spaceId')(args, {}) ?? quoting('List pages with label', 'label')(args),
  },
  GET_SPACES: { name: 'List spaces', sentence: naming('Read space', 'spaceKey') },
  GET_SPACE_BY_ID: { name: 'Read space', sentence: naming('Read space', 'id') },
  GET_SPACE_CONTENTS: {
    name: 'List what a space holds',
    sentence: naming('List what space holds:', 'spaceKey'),
  },
  GET_PAGE_BY_ID: { name: 'Read page', sentence: naming('Read page', 'id') },
  GET_CHILD_PAGES: { name: 'List child pages', sentence: naming('List child pages of', 'id') },
  GET_PAGE_ANCESTORS: { name: 'Find where a page sits', sentence: naming('Find where page sits:', 'id') },
  GET_PAGE_VERSIONS: { name: 'List page versions', sentence: naming('List versions of page', 'id') },
  GET_PAGE_FOOTER_COMMENTS: { name: 'Read comments', sentence: naming('Read comments on page', 'id') },
  GET_PAGE_INLINE_COMMENTS: {
    name: 'Read inline comments',
    sentence: naming('Read inline comments on page', 'id'),
  },
  GET_LABELS_FOR_PAGE: { name: 'Read page labels', sentence: naming('Read labels of page', 'id') },
  GET_LABELS: { name: 'List labels' },
  GET_BLOG_POSTS: { name: 'List blog posts' },
  GET_BLOGPOST_BY_ID: { name: 'Read blog post', sentence: naming('Read blog post', 'id') },
  GET_BLOGPOST_LABELS: { name: 'Read blog post labels', sentence: naming('Read labels of blog post', 'id') },
  GET_BLOGPOST_VERSIONS: {
    name: 'List blog post versions',
    sentence: naming('List versions of blog post', 'blogpostId'),
  },
  GET_ATTACHMENTS: { name: 'List attachments', sentence: naming('List attachments of page', 'pageId') },
  DOWNLOAD_ATTACHMENT: {
    name: 'Download attachment',
    sentence: naming('Download attachment', 'attachmentId'),
  },
  GET_CONTENT_RESTRICTIONS: { name: 'Read restrictions', sentence: naming('Read restrictions of', 'id') },
  GET_TASKS: { name: 'List tasks', sentence: naming('List tasks on page', 'page_id') },
  GET_CURRENT_USER: { name: 'See who is connected' },
  GET_AUDIT_LOGS: { name: 'Read the audit log' },
};

function titleCase(slug: string): string {
  const words = slug
    .replace(/[_\s-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function find(tool: string): Description | undefined {
  const table = tool.startsWith('CONFLUENCE_') ? CONFLUENCE : META;
  const key = tool.startsWith('CONFLUENCE_') ? tool.slice('CONFLUENCE_'.length) : tool;
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function nameOf(tool: string): string {
  const found = find(tool);
  if (found !== undefined) return found.name;
  return titleCase(tool.replace(/^(CONFLUENCE|COMPOSIO)_/, '')) || 'Unnamed tool';
}

/**
 * Puts a tool call into words for a card or a list. `args` and `result` may be anything: an object, its JSON as text,
 * half of either while it is still streaming, or nothing. What cannot be read is left out; it never throws.
 */
export function describeAction(tool: string, args: unknown, result: unknown = null): ActionWords {
  const name = nameOf(tool);
  return { name, sentence: find(tool)?.sentence?.(asArguments(args), asArguments(result)) ?? name };
}
