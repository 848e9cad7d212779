import type { SiteEventKind } from '../../confluence/site-events.ts';

import { FIELDS, type FieldName, type ObjectSchema, PAYLOADS } from './trigger-schemas.ts';

export type TriggerType = {
  slug: string;
  name: string;
  description: string;
  /** What may have happened on the site for it to fire. */
  events: readonly SiteEventKind[];
  config: ObjectSchema;
  payload: ObjectSchema;
};

const row = (
  slug: string,
  name: string,
  description: string,
  events: readonly SiteEventKind[],
  fields: readonly (FieldName | `${FieldName}?`)[],
  payload: keyof typeof PAYLOADS,
): TriggerType => {
  const names = fields.map((field) => field.replace('?', '') as FieldName);
  return {
    slug: `CONFLUENCE_${slug}_TRIGGER`,
    name,
    description,
    events,
    config: {
      type: 'object',
      title: `${name} config`,
      properties: Object.fromEntries(names.map((field) => [field, FIELDS[field]])),
      required: fields.filter((field) => !field.endsWith('?')),
    },
    payload: { type: 'object', title: `${name} payload`, properties: PAYLOADS[payload], required: [] },
  };
};

const CQL_EVENTS = [
  'content.created',
  'content.updated',
  'content.moved',
  'content.restored',
  'label.added',
  'comment.created',
  'attachment.created',
] as const;

/** The 23 triggers of the toolkit. Their config and payload schemas are not public; these are the sandbox's own. */
export const TRIGGER_TYPES: readonly TriggerType[] = [
  row(
    'ATTACHMENT_ADDED',
    'Attachment added',
    'Fires when a file is attached to a page or blog post.',
    ['attachment.created'],
    ['page_id?', 'media_type?'],
    'attachment',
  ),
  row(
    'BLOG_POST_ADDED_TO_LABEL',
    'Blog post added to label',
    'Fires when a blog post gets a label.',
    ['label.added'],
    ['label_id'],
    'content',
  ),
  row(
    'BLOGPOST_INLINE_COMMENT_ADDED',
    'Blog post inline comment added',
    'Fires when someone comments on a passage of a blog post.',
    ['comment.created'],
    ['blogpost_id'],
    'comment',
  ),
  row(
    'BLOGPOST_LIKE_COUNT_CHANGED',
    'Blog post like count changed',
    'Fires when the number of likes of a blog post changes.',
    ['likes.changed'],
    ['blogpost_id'],
    'likes',
  ),
  row(
    'BLOGPOST_UPDATED',
    'Blog post updated',
    'Fires when a blog post is changed.',
    ['content.updated'],
    ['blogpost_id?', 'space_id?'],
    'content',
  ),
  row(
    'CONTENT_RESTRICTIONS_CHANGED',
    'Content restrictions changed',
    'Fires when it changes who may read or edit a page or blog post.',
    ['restrictions.changed'],
    ['content_id'],
    'restrictions',
  ),
  row(
    'FOOTER_COMMENT_ADDED',
    'Footer comment added',
    'Fires when someone comments below a page.',
    ['comment.created'],
    ['page_id'],
    'comment',
  ),
  row(
    'NEW_AUDIT_LOG',
    'New audit log',
    'Fires when an audit record is written. Needs an administrator.',
    ['audit.recorded'],
    ['search_string?'],
    'audit',
  ),
  row(
    'NEW_BLOG_POST_CREATED',
    'New blog post created',
    'Fires when a blog post is published.',
    ['content.created'],
    ['space_id?', 'status?'],
    'content',
  ),
  row(
    'NEW_CHILD_PAGE',
    'New child page',
    'Fires when a page appears below a page.',
    ['content.created', 'content.moved'],
    ['parent_page_id'],
    'content',
  ),
  row(
    'NEW_CQL_CONTENT_MATCH',
    'New CQL content match',
    'Fires when content begins to match a CQL query.',
    CQL_EVENTS,
    ['cql'],
    'search',
  ),
  row(
    'NEW_TASK_CREATED',
    'New task created',
    'Fires when a task is written into a page or blog post.',
    ['task.created'],
    ['space_id?', 'page_id?'],
    'task',
  ),
  row(
    'PAGE_CONTENT_PROPERTIES_CHANGED',
    'Page content properties changed',
    'Fires when a content property of a page changes.',
    ['property.changed'],
    ['page_id'],
    'properties',
  ),
  row(
    'PAGE_CREATED',
    'Page created',
    'Fires when a page is created.',
    ['content.created'],
    ['space_id?', 'status?'],
    'content',
  ),
  row(
    'PAGE_INLINE_COMMENT_ADDED',
    'Page inline comment added',
    'Fires when someone comments on a passage of a page.',
    ['comment.created'],
    ['page_id'],
    'comment',
  ),
  row(
    'PAGE_LIKE_COUNT_CHANGED',
    'Page like count changed',
    'Fires when the number of likes of a page changes.',
    ['likes.changed'],
    ['page_id'],
    'likes',
  ),
  row(
    'PAGE_MOVED',
    'Page moved',
    'Fires when a page gets another parent or goes to another space.',
    ['content.moved'],
    ['page_id?', 'space_id?'],
    'moved',
  ),
  row(
    'PAGE_UPDATED',
    'Page updated',
    'Fires when a page is changed.',
    ['content.updated'],
    ['page_id?', 'space_id?'],
    'content',
  ),
  row(
    'PAGE_VERSION_CREATED',
    'Page version created',
    'Fires when a page gets a new version.',
    ['content.updated'],
    ['page_id'],
    'pageVersion',
  ),
  row(
    'SPACE_CONTENT_ADDED',
    'Space content added',
    'Fires when a page or blog post is added to a space.',
    ['content.created'],
    ['space_id?', 'space_key?'],
    'content',
  ),
  row('SPACE_CREATED', 'Space created', 'Fires when a space is created.', ['space.created'], [], 'space'),
  row(
    'SPACE_DETAILS_CHANGED',
    'Space details changed',
    'Fires when the name, description or status of a space changes.',
    ['space.updated'],
    ['space_id'],
    'space',
  ),
  row(
    'SPACE_PROPERTIES_CHANGED',
    'Space properties changed',
    'Fires when a property of a space changes.',
    ['space-property.changed'],
    ['space_id'],
    'properties',
  ),
];

const bySlug = new Map(TRIGGER_TYPES.map((type) => [type.slug, type]));

export function findTriggerType(slug: string): TriggerType | undefined {
  return bySlug.get(slug.toUpperCase());
}
