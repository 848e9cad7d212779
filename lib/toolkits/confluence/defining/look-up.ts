import { z } from 'zod';
import { versionMark } from '../content/sign-version.ts';

/** A write of which nobody knows whether it happened. */
export type LostWrite = { id: string; tool: string; arguments: unknown; startedAt: Date };

/** What a look into Confluence tells of a lost write, in a sentence a person can check. */
export type Finding = { status: 'succeeded' | 'failed' | 'unknown'; found: string };

/** The read that shows whether a write happened, and how to read its answer. */
export type EffectLookup = {
  tool: string;
  arguments: Record<string, unknown>;
  /** @param data the answer of the read; `null` when Confluence said that there is no such thing */
  read: (data: unknown) => Finding;
};

const id = z.union([z.string(), z.number()]).transform(String);
const versioned = z.object({ id, version: z.object({ number: z.coerce.number() }) });
const titled = z.object({ spaceId: id, title: z.string() });
const labelled = z.object({ id, labels: z.array(z.object({ name: z.string() })).min(1) });
const commented = z.object({ pageId: id, body: z.object({ value: z.string() }) });

const MINUTE_MS = 60_000;
/** Confluence's search may be this far behind. */
const SEARCH_LAG_MS = 5 * MINUTE_MS;

const done = (found: string): Finding => ({ status: 'succeeded', found });
const undone = (found: string): Finding => ({ status: 'failed', found });
const unclear = (found: string): Finding => ({ status: 'unknown', found });

/**
 * How to find out whether a write happened: by the version's mark, the title, the labels, the comment's text. Null for
 * writes whose effect cannot be told apart; a person has to look.
 */
export function effectLookup(write: LostWrite): EffectLookup | null {
  switch (write.tool) {
    case 'CONFLUENCE_UPDATE_PAGE':
      return versionLookup(write, 'CONFLUENCE_GET_PAGE_VERSIONS', 'id');
    case 'CONFLUENCE_UPDATE_BLOGPOST':
      return versionLookup(write, 'CONFLUENCE_GET_BLOGPOST_VERSIONS', 'blogpostId');
    case 'CONFLUENCE_CREATE_PAGE':
      return newPageLookup(write);
    case 'CONFLUENCE_CREATE_BLOGPOST':
      return newPostLookup(write);
    case 'CONFLUENCE_ADD_CONTENT_LABEL':
      return labelLookup(write);
    case 'CONFLUENCE_CREATE_FOOTER_COMMENT':
      return commentLookup(write);
    case 'CONFLUENCE_DELETE_PAGE':
      return deletionLookup(write);
    default:
      return null;
  }
}

function versionLookup(write: LostWrite, tool: string, idName: string): EffectLookup | null {
  const args = versioned.safeParse(write.arguments);
  if (!args.success) return null;
  const { number } = args.data.version;
  const version = z.object({ number: z.coerce.number(), message: z.string().nullish() });
  return {
    tool,
    arguments: { [idName]: args.data.id, limit: 50 },
    read(data) {
      const read = z.object({ results: z.array(version) }).safeParse(data);
      if (!read.success) return unclear('Its versions could not be read.');
      const versions = read.data.results;
      if (versions.some(({ message }) => message?.includes(versionMark(write.id))))
        return done(`Version ${number} carries the mark of this step.`);
      const newest = Math.max(0, ...versions.map((version) => version.number));
      return newest < number
        ? undone(`It is still at version ${newest}.`)
        : undone(`Version ${number} was made by something else.`);
    },
  };
}

function newPageLookup(write: LostWrite): EffectLookup | null {
  const args = titled.safeParse(write.arguments);
  if (!args.success) return null;
  const { spaceId, title } = args.data;
  const page = z.object({
    id,
    title: z.string(),
    version: z.object({ when: z.string().nullish() }).nullish(),
  });
  return {
    tool: 'CONFLUENCE_GET_PAGES',
    arguments: { spaceId, sort: '-created-date', limit: 50 },
    read(data) {
      const read = z.object({ results: z.array(page) }).safeParse(data);
      if (!read.success) return unclear('The pages of the space could not be read.');
      const same = read.data.results.find((one) => sameTitle(one.title, title));
      if (!same) return undone(`The space has no new page “${title}”.`);
      return isNew(same.version?.when, write.startedAt)
        ? done(`The page “${title}” is there, with the id ${same.id}.`)
        : undone(`The page “${title}” is older than this step.`);
    },
  };
}

function newPostLookup(write: LostWrite): EffectLookup | null {
  const args = titled.safeParse(write.arguments);
  if (!args.success) return null;
  const { title } = args.data;
  const hit = z.object({
    content: z.object({ id, title: z.string() }),
    lastModified: z.string().nullish(),
  });
  return {
    tool: 'CONFLUENCE_CQL_SEARCH',
    arguments: {
      cql: `type = blogpost AND title = "${title.replace(/[\\"]/g, '\\$&')}" AND creator = currentUser() ORDER BY created DESC`,
      limit: 10,
    },
    read(data) {
      const read = z.object({ results: z.array(hit) }).safeParse(data);
      if (!read.success) return unclear('The blog posts could not be searched.');
      const same = read.data.results.find(
        ({ content, lastModified }) =>
          sameTitle(content.title, title) && isNew(lastModified, write.startedAt),
      );
      if (same) return done(`The blog post “${title}” is there, with the id ${same.content.id}.`);
      return Date.now() - write.startedAt.getTime() < SEARCH_LAG_MS
        ? unclear(`No blog post “${title}” is found, but Confluence's search may be minutes behind.`)
        : undone(`There is no new blog post “${title}”.`);
    },
  };
}

function labelLookup(write: LostWrite): EffectLookup | null {
  const args = labelled.safeParse(write.arguments);
  if (!args.success) return null;
  const wanted = args.data.labels.flatMap(({ name }) => name.toLowerCase().split(/[\s,]+/)).filter(Boolean);
  return {
    tool: 'CONFLUENCE_GET_LABELS_FOR_PAGE',
    arguments: { id: args.data.id, limit: 200 },
    read(data) {
      const read = z.object({ results: z.array(z.object({ name: z.string() })) }).safeParse(data);
      if (!read.success) return unclear('Its labels could not be read.');
      const present = new Set(read.data.results.map(({ name }) => name));
      const missing = wanted.filter((name) => !present.has(name));
      return missing.length === 0
        ? done(`It carries ${wanted.join(', ')}.`)
        : undone(`It does not carry ${missing.join(', ')}.`);
    },
  };
}

function commentLookup(write: LostWrite): EffectLookup | null {
  const args = commented.safeParse(write.arguments);
  if (!args.success) return null;
  const comment = z.object({
    body: z.object({ storage: z.object({ value: z.string() }).nullish() }).nullish(),
    version: z.object({ createdAt: z.string().nullish() }).nullish(),
  });
  return {
    tool: 'CONFLUENCE_GET_PAGE_FOOTER_COMMENTS',
    arguments: { id: args.data.pageId, body_format: 'storage', sort: '-created-date', limit: 50 },
    read(data) {
      const read = z.object({ results: z.array(comment) }).safeParse(data);
      if (!read.success) return unclear('The comments could not be read.');
      const same = read.data.results.some(
        ({ body, version }) =>
          body?.storage?.value === args.data.body.value && isNew(version?.createdAt, write.startedAt),
      );
      return same ? done('The comment is there.') : undone('The comment is not there.');
    },
  };
}

function deletionLookup(write: LostWrite): EffectLookup | null {
  const args = z.object({ id }).safeParse(write.arguments);
  if (!args.success) return null;
  return {
    tool: 'CONFLUENCE_GET_PAGE_BY_ID',
    arguments: { id: args.data.id },
    read(data) {
      if (data === null) return done('The page is gone.');
      const read = z.object({ status: z.string() }).safeParse(data);
      if (!read.success) return unclear('The page could not be read.');
      return read.data.status === 'trashed'
        ? done('The page is in the trash.')
        : undone('The page is still there.');
    },
  };
}

function sameTitle(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Made after the write began, by clocks that may differ by a minute. An unknown time counts as new. */
function isNew(at: string | null | undefined, startedAt: Date): boolean {
  return !at || Date.parse(at) >= startedAt.getTime() - MINUTE_MS;
}
