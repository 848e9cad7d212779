/** Everything that can happen on the site. */
export type SiteEventKind =
  | 'content.created'
  | 'content.updated'
  | 'content.moved'
  | 'content.trashed'
  | 'content.restored'
  | 'content.purged'
  | 'label.added'
  | 'label.removed'
  | 'property.changed'
  | 'likes.changed'
  | 'restrictions.changed'
  | 'comment.created'
  | 'comment.updated'
  | 'comment.deleted'
  | 'attachment.created'
  | 'attachment.updated'
  | 'attachment.deleted'
  | 'task.created'
  | 'task.updated'
  | 'space.created'
  | 'space.updated'
  | 'space.deleted'
  | 'space-property.changed'
  | 'audit.recorded';

/** One change of the site, by ids. Whoever wants to know more asks REST, and so sees only what they may see. */
export type SiteEvent = {
  kind: SiteEventKind;
  /** The space it happened in; null for what concerns the site as a whole. */
  spaceId: number | null;
  /** The page, blog post, whiteboard or folder it concerns. */
  contentId: number | null;
  /** What else it is about: a comment, attachment or task id, a label name, a property key, an audit record id. */
  subjectId: string | null;
  actorId: string;
  /** ISO 8601 with milliseconds and Z. */
  at: string;
  /** How it was before, where that can no longer be read: `{parentId}`, `{spaceId}`, `{count}`. */
  before?: Record<string, string | number | null>;
};
