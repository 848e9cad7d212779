import { z } from 'zod';

/**
 * What was there before a write, kept with its change for taking it back. Plain JSON, one shape for each thing a write
 * can do. Ids are Confluence's; what a write creates has its id in the result of the action, not here.
 */

const CONTENT = z.enum(['page', 'blogpost']);

const labelSchema = z.object({ prefix: z.string(), name: z.string() });

/** Whose property it is, with the name a person knows the owner by. */
const ownerSchema = z.object({
  type: z.enum(['page', 'blogpost', 'whiteboard', 'space']),
  id: z.string(),
  title: z.string().nullable(),
});

const propertySchema = z.object({ id: z.string(), key: z.string(), value: z.unknown(), version: z.number() });

/** A page or blog post as it was: `body` is its storage format. */
const contentBefore = {
  content: CONTENT,
  id: z.string(),
  title: z.string(),
  status: z.string(),
  version: z.number(),
  spaceId: z.string(),
  /** Always null for a blog post. */
  parentId: z.string().nullable(),
  body: z.string(),
};

export const beforeSchema = z.discriminatedUnion('type', [
  /** `parentId` is what was asked for; null is the homepage of the space, or none for a blog post. */
  z.object({
    type: z.literal('content-created'),
    content: z.enum(['page', 'blogpost', 'whiteboard']),
    spaceId: z.string(),
    title: z.string().nullable(),
    parentId: z.string().nullable(),
  }),
  z.object({ type: z.literal('content-updated'), ...contentBefore }),
  /** `children` lost their parent with it: direct child pages only, at most 250. */
  z.object({
    type: z.literal('page-deleted'),
    ...contentBefore,
    children: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  /** `on` is the page or blog post that the comment is under; a reply has the comment it answers too. */
  z.object({
    type: z.literal('comment-created'),
    on: z.object({ type: CONTENT, id: z.string() }).nullable(),
    parentCommentId: z.string().nullable(),
  }),
  /** `added` are only those that were not there before; `present` all that were. */
  z.object({
    type: z.literal('labels-added'),
    content: CONTENT,
    id: z.string(),
    added: z.array(labelSchema),
    present: z.array(labelSchema),
  }),
  z.object({ type: z.literal('property-created'), owner: ownerSchema, key: z.string() }),
  z.object({ type: z.literal('property-updated'), owner: ownerSchema, property: propertySchema }),
  z.object({ type: z.literal('property-deleted'), owner: ownerSchema, property: propertySchema }),
  z.object({
    type: z.literal('task-updated'),
    id: z.string(),
    status: z.enum(['complete', 'incomplete']),
    on: z.object({ type: CONTENT, id: z.string() }).nullable(),
  }),
  z.object({ type: z.literal('space-created'), key: z.string(), name: z.string() }),
  z.object({ type: z.literal('space-deleted'), id: z.string(), key: z.string(), name: z.string() }),
  /** It could not be looked at, so nothing is known of what was there. */
  z.object({ type: z.literal('unknown') }),
]);

export type Before = z.infer<typeof beforeSchema>;
