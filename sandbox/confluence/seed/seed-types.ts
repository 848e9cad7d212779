import type { Nick } from '../users/people.ts';

/** An earlier state of a page: what it said and who wrote it. */
type SeedVersion = { by: Nick; at: string; message?: string; title?: string; body: string };

export type SeedComment = {
  id: number;
  by: Nick;
  at: string;
  body: string;
  replies?: SeedComment[];
  /** Set on an inline comment: the marker in the body, and the words it stands on. */
  inline?: { ref: string; selection: string };
};

/** The first version and, after it, the later ones; the last is what the page says now. Dates are `2026-09-14T10:00`, UTC. */
type SeedContent = {
  id: number;
  title: string;
  labels?: string[];
  comments?: SeedComment[];
  /** Text files that hang on it. */
  files?: { id: number; name: string; text: string }[];
  /** Who alone may see it; everyone who sees its space, when left out. */
  readers?: Nick[];
  versions: [SeedVersion, ...SeedVersion[]];
};

/** A page; or a folder or a whiteboard, which stand in the same tree. */
export type SeedPage = SeedContent & { kind?: 'folder' | 'whiteboard'; children?: SeedPage[] };
export type SeedBlogPost = SeedContent;

export type SeedSpace = {
  id: number;
  key: string;
  name: string;
  description: string;
  by: Nick;
  at: string;
  /** Who alone may see it; everyone, when left out. */
  readers?: Nick[];
  writers: Nick[];
  homepage: SeedPage;
  blogPosts: SeedBlogPost[];
};
