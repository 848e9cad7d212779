import type { Row } from './read-list.ts';
import { contentSchema } from './shapes.ts';

/** A blog post in a list, as the tools answer it. */
export function blogPostRow(row: Row) {
  const post = contentSchema.parse(row);
  return {
    id: post.id,
    title: post.title,
    status: post.status,
    type: 'blogpost',
    history: {
      createdAt: post.createdAt ?? null,
      createdBy: post.authorId ?? null,
      lastUpdatedAt: post.version?.createdAt ?? null,
      lastUpdatedBy: post.version?.authorId ?? null,
    },
  };
}
