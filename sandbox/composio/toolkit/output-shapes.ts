import type { JsonSchema } from './catalogue.ts';

/** JSON schemas of what the tools answer, and the shapes that several of them share. */
export const text = { type: 'string' };
export const textOrNull = { type: ['string', 'null'] };
export const whole = { type: 'integer' };
export const wholeOrNull = { type: ['integer', 'null'] };
export const flag = { type: 'boolean' };
export const anything = {};
/** An object whose fields are Confluence's own, or the writer's. */
export const open = { type: 'object', additionalProperties: true };
export const openOrNull = { type: ['object', 'null'], additionalProperties: true };

export function list(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** An object with these fields. A name that ends in `?` is a field that may be absent. */
export function object(fields: Record<string, JsonSchema>): JsonSchema {
  const names = Object.keys(fields);
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name.replace(/\?$/, ''), fields[name]])),
    required: names.filter((name) => !name.endsWith('?')),
  };
}

export function withNote(schema: JsonSchema, description: string): JsonSchema {
  return { ...schema, description };
}

const listLinks = object({ self: text, 'base?': text, 'next?': text });

/** A page of results with its place in the whole list. */
export function page(item: JsonSchema, links = '_links'): Record<string, JsonSchema> {
  return { results: list(item), size: whole, limit: whole, start: whole, [links]: listLinks };
}

/** A page of results with the link to the next one beside it. */
export function pageWithNext(item: JsonSchema): Record<string, JsonSchema> {
  return { results: list(item), size: whole, next: textOrNull, prev: { type: 'null' } };
}

/** A page of results as REST gives it. */
export function restPage(item: JsonSchema): JsonSchema {
  return object({ results: list(item), _links: object({ 'next?': text, 'base?': text }) });
}

/** Empty when nobody is known. */
export const person = {
  type: ['object', 'null'],
  properties: {
    accountId: text,
    publicName: textOrNull,
    displayName: textOrNull,
    username: textOrNull,
    type: text,
    profilePicture: openOrNull,
  },
};

export const label = object({ id: text, name: text, prefix: text, _links: open });

const version = {
  number: wholeOrNull,
  when: textOrNull,
  message: textOrNull,
  minorEdit: { type: ['boolean', 'null'] },
};
export const contentVersion = object(version);
export const contentVersionBy = object({ ...version, by: person });

const body = withNote(open, 'The body by representation: storage {value, representation}');

export const pageFields: Record<string, JsonSchema> = {
  id: text,
  title: text,
  spaceId: textOrNull,
  parentId: textOrNull,
  status: text,
  type: { type: 'string', const: 'page' },
  body,
  version: contentVersion,
  createdAt: textOrNull,
  updatedAt: textOrNull,
  _links: open,
};

export const blogPostFields: Record<string, JsonSchema> = {
  id: text,
  title: text,
  spaceId: textOrNull,
  status: text,
  type: { type: 'string', const: 'blogpost' },
  body,
  createdAt: textOrNull,
  updatedAt: textOrNull,
  _links: open,
};

export const blogPostRow = object({
  id: text,
  title: text,
  status: text,
  type: { type: 'string', const: 'blogpost' },
  history: object({
    createdAt: textOrNull,
    createdBy: textOrNull,
    lastUpdatedAt: textOrNull,
    lastUpdatedBy: textOrNull,
  }),
});

export const space: Record<string, JsonSchema> = {
  id: text,
  key: text,
  name: text,
  type: text,
  status: text,
  homepageId: textOrNull,
  description: openOrNull,
  icon: openOrNull,
  _links: open,
};

export const property: Record<string, JsonSchema> = {
  id: text,
  key: text,
  value: anything,
  version: object({
    number: wholeOrNull,
    message: textOrNull,
    createdAt: textOrNull,
    minorEdit: flag,
    authorId: textOrNull,
  }),
  _links: open,
};

export const whiteboardProperty = object({
  id: text,
  key: text,
  value: anything,
  version: wholeOrNull,
  createdAt: textOrNull,
  updatedAt: textOrNull,
});

const restVersion = object({
  number: whole,
  createdAt: text,
  authorId: textOrNull,
  message: textOrNull,
  minorEdit: flag,
  'ncsStepVersion?': textOrNull,
});

/** A comment as REST gives it, on whatever it is. */
export const footerComment: Record<string, JsonSchema> = {
  id: text,
  status: text,
  title: text,
  'pageId?': textOrNull,
  'blogPostId?': textOrNull,
  'attachmentId?': textOrNull,
  'customContentId?': textOrNull,
  'parentCommentId?': textOrNull,
  version: restVersion,
  'body?': open,
  _links: open,
};

export const task = object({
  id: text,
  localId: textOrNull,
  spaceId: textOrNull,
  'pageId?': textOrNull,
  'blogPostId?': textOrNull,
  status: { type: 'string', enum: ['complete', 'incomplete'] },
  body: open,
  createdBy: textOrNull,
  assignedTo: textOrNull,
  completedBy: textOrNull,
  createdAt: textOrNull,
  updatedAt: textOrNull,
  dueAt: textOrNull,
  completedAt: textOrNull,
});
