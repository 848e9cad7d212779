import type { JsonSchema } from './catalogue.ts';
import {
  anything,
  blogPostFields,
  blogPostRow,
  contentVersion,
  contentVersionBy,
  flag,
  footerComment,
  label,
  list,
  object,
  open,
  openOrNull,
  page,
  pageFields,
  pageWithNext,
  person,
  property,
  restPage,
  space,
  task,
  text,
  textOrNull,
  whiteboardProperty,
  whole,
  wholeOrNull,
  withNote,
} from './output-shapes.ts';

const nothing = object({});
const labels = object(page(label));
const file = object({
  name: text,
  mimetype: text,
  s3url: withNote(text, 'Opens without credentials, for a while'),
});

const attachment = object({
  id: text,
  title: text,
  type: { type: 'string', const: 'attachment' },
  status: text,
  mediaType: textOrNull,
  extensions: object({ fileSize: wholeOrNull, mediaType: textOrNull }),
  links: object({ base: text, context: text, download: textOrNull }),
  version: object({
    number: wholeOrNull,
    when: textOrNull,
    message: textOrNull,
    by: object({ displayName: textOrNull, type: text, username: textOrNull, profilePicture: openOrNull }),
  }),
  _links: object({ download: textOrNull, preview: textOrNull, tinyui: textOrNull, webui: textOrNull }),
});

const auditRecord = object({
  id: text,
  author: open,
  category: text,
  summary: text,
  creationDate: withNote(whole, 'Milliseconds since 1970'),
  remoteAddress: textOrNull,
  objectItem: openOrNull,
  changedValues: { type: ['array', 'null'], items: open },
  associatedItems: { type: ['array', 'null'], items: open },
});

const blogPostInlineComment = object({
  id: text,
  type: { type: 'string', const: 'comment' },
  status: text,
  author: person,
  body: withNote(openOrNull, 'The body as people see it: view {value, representation}'),
  location: object({
    type: text,
    resolutionStatus: textOrNull,
    inlineMarkerRef: textOrNull,
    inlineOriginalSelection: textOrNull,
  }),
  macroRenderedOutput: { type: 'null' },
  createdAt: textOrNull,
  updatedAt: textOrNull,
  version: object({ number: wholeOrNull, when: textOrNull, by: person }),
});

const inlineComment = object({
  ...footerComment,
  resolutionStatus: textOrNull,
  properties: open,
  'resolutionLastModifierId?': textOrNull,
  'resolutionLastModifiedAt?': textOrNull,
});

const blogPostVersion = object({
  id: text,
  status: text,
  type: text,
  version: object({
    number: whole,
    message: textOrNull,
    createdAt: text,
    createdBy: object({ id: text, displayName: textOrNull }),
  }),
});

const pageVersion = object({
  id: text,
  number: whole,
  message: textOrNull,
  minorEdit: flag,
  createdAt: text,
  createdBy: object({ id: text, accountId: text, displayName: textOrNull }),
});

const pageRow = object({
  id: text,
  title: text,
  status: text,
  type: text,
  space: object({ id: textOrNull, key: textOrNull, name: textOrNull }),
  version: object({ when: textOrNull, message: textOrNull, by: person }),
  _links: object({ self: text, webui: textOrNull, tinyui: textOrNull }),
});

const pagePropertyRow = object({
  id: text,
  key: text,
  value: anything,
  version: object({
    number: wholeOrNull,
    message: textOrNull,
    createdAt: textOrNull,
    createdBy: person,
  }),
});

const found: Record<string, JsonSchema> = {
  results: list(open),
  start: whole,
  limit: whole,
  size: whole,
  'totalSize?': whole,
  'cqlQuery?': text,
  'searchDuration?': whole,
  '_links?': open,
};

const { homepageId: _home, icon: _icon, ...privateSpace } = space;

/** What the `data` of each tool holds when it succeeds, by slug without `CONFLUENCE_`. */
const DATA: Record<string, JsonSchema> = {
  ADD_CONTENT_LABEL: {
    description: 'All labels the content then carries: the list itself over MCP, within results over HTTP',
    anyOf: [list(label), object({ results: list(label) })],
  },
  CQL_SEARCH: object(found),
  CREATE_BLOGPOST: object({
    id: text,
    title: text,
    spaceId: textOrNull,
    status: text,
    body: object({ representation: text, value: text }),
    labels: list(open),
    metadata: open,
    version: contentVersion,
    webUrl: textOrNull,
    createdAt: textOrNull,
    updatedAt: textOrNull,
  }),
  CREATE_BLOGPOST_PROPERTY: object(property),
  CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD: whiteboardProperty,
  CREATE_FOOTER_COMMENT: object(footerComment),
  CREATE_PAGE: object(pageFields),
  CREATE_PAGE_PROPERTY: object({ ...property, createdAt: textOrNull, createdBy: person }),
  CREATE_PRIVATE_SPACE: object(privateSpace),
  CREATE_SPACE: object(space),
  CREATE_SPACE_PROPERTY: object({
    ...property,
    version: object({ number: wholeOrNull, message: textOrNull }),
  }),
  CREATE_WHITEBOARD: object({
    id: text,
    title: text,
    spaceId: textOrNull,
    parentId: textOrNull,
    status: text,
    createdAt: textOrNull,
    updatedAt: textOrNull,
  }),
  DELETE_BLOGPOST_PROPERTY: nothing,
  DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: nothing,
  DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: nothing,
  DELETE_PAGE: object({ ...pageFields, deletedAt: textOrNull }),
  DELETE_SPACE: object({ success: flag }),
  DELETE_SPACE_PROPERTY: nothing,
  DOWNLOAD_ATTACHMENT: file,
  GET_ATTACHMENT_LABELS: labels,
  GET_ATTACHMENTS: object(page(attachment)),
  GET_AUDIT_LOGS: object({ ...page(auditRecord), _links: open }),
  GET_BLOGPOST_BY_ID: object({
    ...blogPostFields,
    version: contentVersion,
    createdBy: person,
    updatedBy: person,
  }),
  GET_BLOGPOST_LABELS: labels,
  GET_BLOGPOST_LIKE_COUNT: object({ count: whole }),
  GET_BLOGPOST_OPERATIONS: object({
    results: list(object({ operation: text, targetType: text, targetKey: textOrNull })),
    size: whole,
    limit: whole,
    start: whole,
  }),
  GET_BLOG_POSTS: object(pageWithNext(blogPostRow)),
  GET_BLOG_POSTS_FOR_LABEL: object(pageWithNext(blogPostRow)),
  GET_BLOGPOST_VERSION_DETAILS: object({
    id: text,
    blogPostId: text,
    title: text,
    status: text,
    versionNumber: whole,
    body: open,
    createdAt: textOrNull,
    createdBy: person,
  }),
  GET_BLOGPOST_VERSIONS: object({
    results: list(blogPostVersion),
    next: textOrNull,
    _links: object({ self: text, 'next?': text }),
  }),
  GET_CHILD_PAGES: object(
    page(
      object({
        id: text,
        title: text,
        status: text,
        spaceId: text,
        type: text,
        _links: object({ self: text, webui: textOrNull, tinyui: textOrNull }),
      }),
    ),
  ),
  GET_CONTENT_PROPERTIES_FOR_BLOG_POST: object(page(object(property))),
  GET_CONTENT_PROPERTIES_FOR_PAGE: object({ ...pageWithNext(pagePropertyRow), limit: whole }),
  GET_CONTENT_RESTRICTIONS: object({
    restrictions: object({ 'read?': open, 'update?': open }),
    _links: open,
  }),
  GET_CURRENT_USER: object({
    accountId: text,
    accountType: text,
    displayName: textOrNull,
    publicName: textOrNull,
    email: textOrNull,
    isExternalCollaborator: { type: ['boolean', 'null'] },
    personalSpace: openOrNull,
    profilePicture: openOrNull,
    timeZone: textOrNull,
    locale: textOrNull,
    _links: open,
  }),
  GET_INLINE_COMMENTS_FOR_BLOG_POST: object(page(blogPostInlineComment)),
  GET_LABELS: object({
    ...page(object({ id: text, name: text, prefix: text }), 'links'),
    _expandable: open,
  }),
  GET_LABELS_FOR_PAGE: labels,
  GET_LABELS_FOR_SPACE: object(
    page(
      object({
        id: text,
        label: text,
        prefix: text,
        owner: object({ accountId: textOrNull, displayName: textOrNull, type: text }),
        _links: object({ self: text, context: textOrNull }),
      }),
    ),
  ),
  GET_LABELS_FOR_SPACE_CONTENT: object(page(object({ id: text, name: text, prefix: text, owner: open }))),
  GET_PAGE_ANCESTORS: object(
    page(
      object({
        id: text,
        title: textOrNull,
        status: textOrNull,
        type: text,
        spaceId: textOrNull,
        macroRenderedOutput: { type: 'null' },
        _links: open,
      }),
    ),
  ),
  GET_PAGE_BY_ID: object({ ...pageFields, author: person, version: contentVersionBy }),
  GET_PAGE_FOOTER_COMMENTS: restPage(object(footerComment)),
  GET_PAGE_INLINE_COMMENTS: restPage(inlineComment),
  GET_PAGE_LIKE_COUNT: object({ value: whole }),
  GET_PAGES: object(page(pageRow)),
  GET_PAGE_VERSIONS: object(page(pageVersion)),
  GET_SPACE_BY_ID: object(space),
  GET_SPACE_CONTENTS: object(page(object({ id: text, title: text, type: text, status: text }))),
  GET_SPACE_PROPERTIES: object(page(object({ ...property, createdAt: textOrNull, createdBy: person }))),
  GET_SPACES: object(page(object(space))),
  GET_TASKS: restPage(task),
  GET_USER_ANONYMOUS: object({
    type: text,
    displayName: text,
    profilePicture: openOrNull,
    _links: open,
    _expandable: openOrNull,
  }),
  SEARCH_CONTENT: object({
    response_data: object({ results: list(open), start: whole, limit: whole, size: whole }),
  }),
  SEARCH_USERS: object({ response_data: object(found) }),
  UPDATE_BLOGPOST: object({ ...blogPostFields, version: contentVersionBy }),
  UPDATE_BLOGPOST_PROPERTY: object({ ...property, _expandable: open }),
  UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: object(property),
  UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: whiteboardProperty,
  UPDATE_PAGE: object(pageFields),
  UPDATE_SPACE_PROPERTY: object({ ...property, _expandable: open }),
  UPDATE_TASK: task,
};

/** What a tool answers: its `data`, and whether it succeeded. When it failed, `data` is what Confluence said. */
export function outputSchemaOf(slug: string): JsonSchema {
  return {
    type: 'object',
    properties: {
      data: DATA[slug.replace('CONFLUENCE_', '')] ?? anything,
      error: { type: ['string', 'null'], description: 'What went wrong, when it failed' },
      successful: { type: 'boolean', description: 'Whether the tool did what was asked' },
    },
    required: ['data', 'successful'],
  };
}
