import type { Tool } from '../../toolkit.ts';
import type { EffectShape } from '../defining/read-effect.ts';
import { readingTool } from '../defining/reading-tool.ts';
import { textsOfContent, textsOfSpace } from '../defining/texts.ts';
import { writingTool } from '../defining/writing-tool.ts';
import {
  planCreateProperty,
  planDeleteProperty,
  planPropertyBook,
  planUpdateProperty,
  propertyCreated,
  propertyDeleted,
  propertyUpdated,
} from './plan-property.ts';
import { ownerBook } from './read-owner.ts';
import {
  undoPropertyBook,
  undoPropertyCreation,
  undoPropertyDeletion,
  undoPropertyUpdate,
} from './undo-property.ts';

export const propertyBooks = [ownerBook, planPropertyBook, undoPropertyBook];

const created = {
  kind: 'write',
  kept: propertyCreated,
  undo: undoPropertyCreation,
  effect: {
    of: 'created',
    part: true,
  } satisfies EffectShape,
} as const;

const updated = {
  kind: 'write',
  kept: propertyUpdated,
  undo: undoPropertyUpdate,
  effect: {
    of: 'changed',
    part: true,
  } satisfies EffectShape,
} as const;

const deleted = {
  kind: 'destructive',
  kept: propertyDeleted,
  undo: undoPropertyDeletion,
  effect: {
    of: 'changed',
    part: true,
  } satisfies EffectShape,
} as const;

/** Some tools know a property by its key, some by its id. */
const byId = { owner: 'pageId', property: 'propertyId', by: 'id' } as const;
const byKey = { owner: 'id', property: 'propertyKey', by: 'key' } as const;

export const propertyTools: Tool[] = [
  writingTool({
    ...created,
    slug: 'CONFLUENCE_CREATE_PAGE_PROPERTY',
    words: { name: 'Create page property' },
    plan: planCreateProperty('page', 'page_id'),
  }),
  writingTool({
    ...updated,
    slug: 'CONFLUENCE_UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID',
    words: { name: 'Update content property for page by id' },
    plan: planUpdateProperty('page', byId),
  }),
  writingTool({
    ...created,
    slug: 'CONFLUENCE_CREATE_BLOGPOST_PROPERTY',
    words: { name: 'Create blogpost property' },
    plan: planCreateProperty('blogpost', 'id'),
  }),
  writingTool({
    ...updated,
    slug: 'CONFLUENCE_UPDATE_BLOGPOST_PROPERTY',
    words: { name: 'Update blogpost property' },
    plan: planUpdateProperty('blogpost', byKey),
  }),
  writingTool({
    ...created,
    slug: 'CONFLUENCE_CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD',
    words: { name: 'Create content property for whiteboard' },
    plan: planCreateProperty('whiteboard', 'whiteboard_id'),
  }),
  writingTool({
    ...updated,
    slug: 'CONFLUENCE_UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID',
    words: { name: 'Update content property for whiteboard by id' },
    plan: planUpdateProperty('whiteboard', { ...byId, owner: 'whiteboardId' }),
  }),
  writingTool({
    ...created,
    slug: 'CONFLUENCE_CREATE_SPACE_PROPERTY',
    words: { name: 'Create space property' },
    plan: planCreateProperty('space', 'spaceId'),
  }),
  writingTool({
    ...updated,
    slug: 'CONFLUENCE_UPDATE_SPACE_PROPERTY',
    words: { name: 'Update space property' },
    plan: planUpdateProperty('space', { ...byKey, owner: 'spaceKey' }),
  }),
  writingTool({
    ...deleted,
    slug: 'CONFLUENCE_DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID',
    words: { name: 'Delete content property for page by id' },
    plan: planDeleteProperty('page', byId),
  }),
  writingTool({
    ...deleted,
    slug: 'CONFLUENCE_DELETE_BLOGPOST_PROPERTY',
    words: { name: 'Delete blogpost property' },
    plan: planDeleteProperty('blogpost', byKey),
  }),
  writingTool({
    ...deleted,
    slug: 'CONFLUENCE_DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID',
    words: { name: 'Delete content property for whiteboard by id' },
    plan: planDeleteProperty('whiteboard', { ...byId, owner: 'whiteboardId' }),
  }),
  writingTool({
    ...deleted,
    slug: 'CONFLUENCE_DELETE_SPACE_PROPERTY',
    words: { name: 'Delete space property' },
    plan: planDeleteProperty('space', { ...byKey, owner: 'spaceIdOrKey' }),
  }),
  readingTool(
    'CONFLUENCE_GET_CONTENT_PROPERTIES_FOR_PAGE',
    textsOfContent('page_id'),
    'Get content properties for page',
  ),
  readingTool(
    'CONFLUENCE_GET_CONTENT_PROPERTIES_FOR_BLOG_POST',
    textsOfContent('blogpost_id'),
    'Get content properties for blog post',
  ),
  readingTool('CONFLUENCE_GET_SPACE_PROPERTIES', textsOfSpace('id'), 'Get space properties'),
];
