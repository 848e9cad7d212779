import { z } from 'zod';
import type { Target } from '../../../domain/change.ts';
import { definePhrases } from '../../../domain/phrase.ts';
import type { Reader } from '../reading/open-reader.ts';
import { Impossible } from '../reading/refusals.ts';
import { placeOf, readSpacePhrase, type Space } from '../spaces/read-space.ts';

export type ContentType = 'page' | 'blogpost';
export type Label = { prefix: string; name: string };

/** A page or blog post as it is now. */
export type Content = {
  type: ContentType;
  id: string;
  title: string;
  status: string;
  spaceId: string;
  parentId: string | null;
  version: number;
  /** Storage format; empty unless it was asked for. */
  body: string;
  labels: Label[];
  url: string | null;
  /** The site with `/wiki`. */
  base: string | null;
};

const labelSchema = z.object({ prefix: z.string().default('global'), name: z.string() });

const contentSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  status: z.string(),
  spaceId: z.string(),
  parentId: z.string().nullish(),
  version: z.object({ number: z.number() }),
  body: z.object({ storage: z.object({ value: z.string() }).optional() }).nullish(),
  labels: z
    .object({
      results: z.array(labelSchema),
      meta: z.object({ hasMore: z.boolean().optional() }).optional(),
    })
    .optional(),
  _links: z.object({ base: z.string().optional(), webui: z.string().optional() }).default({}),
});

const ancestorSchema = z.object({ id: z.string() });

const collections = { page: 'pages', blogpost: 'blogposts' } as const;
export const contentNames = { page: 'page', blogpost: 'blog post' } as const;

const { book, phrase } = definePhrases('confluence.content', {
  missing: ({ type, id }: { type: ContentType; id: string }) =>
    `There is no ${contentNames[type]} with the id ${id}.`,
  neither: ({ id }: { id: string }) => `There is no page or blog post with the id ${id}.`,
  nothing: ({ id }: { id: string }) => `There is nothing with the id ${id}.`,
  state: () => 'State',
  current: () => 'current',
  inTrash: () => 'in the trash',
  comments: () => 'comments, with their answers',
  attachments: () => 'attachments',
  staysInTrash: () => 'It stays in the trash of its space, where Confluence can restore it.',
  trashed: ({ type, title }: { type: ContentType; title: string }) =>
    `The ${contentNames[type]} “${title}” is in the trash. Somebody has to restore it first.`,
});

export { book as contentBook, phrase as contentPhrase };

export function contentPath(type: ContentType, id: string): string {
  return `/wiki/api/v2/${collections[type]}/${encodeURIComponent(id)}`;
}

/** @throws Impossible when there is none with this id */
export async function readContent(
  reader: Reader,
  type: ContentType,
  id: string,
  withBody = false,
): Promise<Content> {
  const missing = phrase.missing({ type, id });
  const row = await reader.read(
    contentSchema,
    contentPath(type, id),
    { 'include-labels': 'true', 'body-format': withBody ? 'storage' : undefined },
    missing,
  );
  // An answer carries only the first 50 labels, and rules for places need them all.
  const labels = row.labels?.meta?.hasMore
    ? (await reader.list(labelSchema, `${contentPath(type, id)}/labels`, {}, missing)).rows
    : (row.labels?.results ?? []);
  const { base = null, webui } = row._links;
  return {
    type,
    id: row.id,
    title: row.title ?? '',
    status: row.status,
    spaceId: row.spaceId,
    parentId: row.parentId ?? null,
    version: row.version.number,
    body: row.body?.storage?.value ?? '',
    labels,
    base,
    url: base !== null && webui !== undefined ? `${base}${webui}` : null,
  };
}

/** A page or blog post of which only the id is known. @throws Impossible when there is neither */
export async function readEither(reader: Reader, id: string): Promise<Content> {
  const [page, post] = await Promise.allSettled([
    readContent(reader, 'page', id),
    readContent(reader, 'blogpost', id),
  ]);
  if (page.status === 'fulfilled') return page.value;
  if (post.status === 'fulfilled') return post.value;
  const unreadable = [page.reason, post.reason].find((reason) => !(reason instanceof Impossible));
  if (unreadable !== undefined) throw unreadable;
  throw new Impossible(phrase.neither({ id }), true);
}

/** Ids of what a page or whiteboard stands below, highest first. */
export async function readAncestors(
  reader: Reader,
  collection: 'pages' | 'whiteboards' | 'folders',
  id: string,
): Promise<string[]> {
  const path = `/wiki/api/v2/${collection}/${encodeURIComponent(id)}/ancestors`;
  const missing = phrase.nothing({ id });
  return (await reader.list(ancestorSchema, path, {}, missing)).rows.map((row) => row.id);
}

/** The same for a page or blog post; blog posts stand below nothing. */
export async function ancestorsOf(reader: Reader, type: ContentType, id: string): Promise<string[]> {
  return type === 'page' ? readAncestors(reader, 'pages', id) : [];
}

/** @throws Impossible when the content is in the trash */
export function requireNotTrashed({
  type,
  title,
  status,
}: {
  type: ContentType;
  title: string;
  status: string;
}): void {
  if (status === 'trashed' || status === 'deleted') throw new Impossible(phrase.trashed({ type, title }));
}

/** Whether a space has another page with this title, which Confluence allows only once. */
export async function findSameTitle(
  reader: Reader,
  spaceId: string,
  title: string,
  except: string | null = null,
): Promise<{ id: string } | null> {
  const missing = readSpacePhrase.noId({ id: spaceId });
  const query = { 'space-id': spaceId, title };
  const { rows } = await reader.list(ancestorSchema, '/wiki/api/v2/pages', query, missing, 5);
  return rows.find((row) => row.id !== except) ?? null;
}

export function labelWords(label: Label): string {
  return label.prefix === 'global' ? label.name : `${label.prefix}:${label.name}`;
}

export function targetOf(content: Content, space: Space, ancestors: string[]): Target {
  return {
    type: content.type,
    id: content.id,
    title: content.title,
    space: placeOf(space),
    ancestors,
    labels: content.labels.map(labelWords),
    version: content.version,
    url: content.url,
  };
}
