import { z } from 'zod';

/** A page or blog post as it was: `body` is its storage format. */
export const keptContent = {
  content: z.enum(['page', 'blogpost']),
  id: z.string(),
  title: z.string(),
  status: z.string(),
  version: z.number(),
  spaceId: z.string(),
  /** Always null for a blog post. */
  parentId: z.string().nullable(),
  body: z.string(),
};

export const contentUpdated = z.object({ type: z.literal('content-updated'), ...keptContent });

/**
 * What was made has its id in the result of the action, not here. `parentId` is what was asked for; null is the homepage of the
 * space, or none for a blog post.
 */
export const contentCreated = z.object({
  type: z.literal('content-created'),
  content: z.enum(['page', 'blogpost', 'whiteboard']),
  spaceId: z.string(),
  title: z.string().nullable(),
  parentId: z.string().nullable(),
});
