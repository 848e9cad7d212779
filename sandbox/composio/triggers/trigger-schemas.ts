type Property = { type: 'string'; description: string; title?: string; enum?: string[]; default?: string };
export type ObjectSchema = {
  type: 'object';
  title: string;
  properties: Record<string, Property | { type: 'object' | 'array' | 'integer' }>;
  required: string[];
};

const text = (title: string, description: string): Property => ({ type: 'string', title, description });
/** What a trigger can be told to watch. */
export const FIELDS = {
  page_id: text('Page id', 'Id of the page to watch'),
  blogpost_id: text('Blog post id', 'Id of the blog post to watch'),
  content_id: text('Content id', 'Id of the page or blog post to watch'),
  parent_page_id: text('Parent page id', 'Id of the page whose children are watched'),
  label_id: text('Label id', 'Id of the label to watch'),
  space_id: text('Space id', 'Id of the space to watch'),
  space_key: text('Space key', 'Key of the space to watch, in place of its id'),
  status: { ...text('Status', 'Status the content has'), enum: ['current', 'draft'], default: 'current' },
  media_type: text('Media type', 'Media type the attachment has, for example application/pdf'),
  search_string: text('Search string', 'Words the audit record holds'),
  cql: text('CQL', 'CQL query that content begins to match'),
};
export type FieldName = keyof typeof FIELDS;

const page = {
  id: text('Id', 'Id'),
  title: text('Title', 'Title'),
  status: text('Status', 'Status'),
  spaceId: text('Space id', 'Space'),
};
const object = { type: 'object' } as const;
const version = { version: object };
/** What triggers tell, by subject. Confluence's answers hold more; nothing is required. */
export const PAYLOADS = {
  content: {
    ...page,
    authorId: text('Author', 'Account id'),
    createdAt: text('Created', 'ISO 8601'),
    body: object,
    space: object,
    ...version,
  },
  moved: {
    ...page,
    oldParentId: text('Old parent', 'Page id'),
    newParentId: text('New parent', 'Page id'),
    oldSpaceId: text('Old space', 'Space id'),
    newSpaceId: text('New space', 'Space id'),
  },
  comment: {
    id: text('Id', 'Id'),
    status: text('Status', 'Status'),
    title: text('Title', 'Title'),
    body: object,
    ...version,
  },
  attachment: {
    id: text('Id', 'Id'),
    title: text('Title', 'File name'),
    mediaType: text('Media type', 'Media type'),
    fileSize: { type: 'integer' },
    ...version,
  },
  likes: { id: text('Id', 'Id'), count: { type: 'integer' }, previousCount: { type: 'integer' } },
  restrictions: { contentId: text('Content id', 'Id'), restrictions: object },
  audit: {
    author: object,
    category: text('Category', 'Category'),
    summary: text('Summary', 'What was done'),
    creationDate: { type: 'integer' },
  },
  search: {
    content: object,
    title: text('Title', 'Title'),
    excerpt: text('Excerpt', 'Excerpt'),
    url: text('URL', 'Path on the site'),
  },
  task: {
    id: text('Id', 'Id'),
    status: text('Status', 'complete or incomplete'),
    pageId: text('Page id', 'Page'),
    assignedTo: text('Assignee', 'Account id'),
  },
  properties: {
    id: text('Id', 'Id of the page or space'),
    key: text('Key', 'Key of the property that changed'),
    properties: { type: 'array' },
  },
  pageVersion: {
    pageId: text('Page id', 'Page'),
    number: { type: 'integer' },
    message: text('Message', 'Message'),
    createdAt: text('Created', 'ISO 8601'),
    authorId: text('Author', 'Account id'),
  },
  space: {
    id: text('Id', 'Id'),
    key: text('Key', 'Key'),
    name: text('Name', 'Name'),
    type: text('Type', 'Type'),
    status: text('Status', 'Status'),
  },
} as const;
