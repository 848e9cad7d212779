import { isKnownTool, kindOfTool, toolSlug } from '../../../domain/tool-kind.ts';

/**
 * Where the text of others in the model's context came from: there is none, some of it could be from anywhere, or all of it
 * is from these spaces. REST names a space now by its id and now by its key, so both are kept.
 */
export type Taint =
  | { text: 'none' }
  | { text: 'unknown' }
  | { text: 'spaces'; ids: string[]; keys: string[] };

export const NO_TAINT: Taint = { text: 'none' };

type Source = { id: string | null; key: string | null };

/**
 * An action that succeeded and whose result the model has. `arguments` help to tell where a bare list is from; `space` is
 * where a write went, as its plan found it.
 */
type Done = { tool: string; result: unknown; arguments?: unknown; space?: Source | null };

type Fields = Record<string, unknown>;

/** Numbers, fixed words, or what only the connected person says of themself. */
const WITHOUT_TEXT = new Set([
  'CONFLUENCE_GET_CURRENT_USER',
  'CONFLUENCE_GET_USER_ANONYMOUS',
  'CONFLUENCE_GET_PAGE_LIKE_COUNT',
  'CONFLUENCE_GET_BLOGPOST_LIKE_COUNT',
  'CONFLUENCE_GET_BLOGPOST_OPERATIONS',
]);

/** Of the writes only these answer more than what was written. */
const WRITES_THAT_READ = new Set([
  'CONFLUENCE_ADD_CONTENT_LABEL',
  'CONFLUENCE_UPDATE_TASK',
  'CONFLUENCE_DELETE_PAGE',
]);

const LONGEST_SPACE_NAME = 60;

/** Their rows are spaces: a description, or a name as long as a sentence, is text like any other. */
const SPACE_ROWS = new Set(['CONFLUENCE_GET_SPACES', 'CONFLUENCE_GET_SPACE_BY_ID']);

/** Lists that do not say where they are from, and the argument that names their space by key or by id. */
const SPACE_ARGUMENT = new Map([
  ['CONFLUENCE_GET_SPACE_CONTENTS', 'spaceKey'],
  ['CONFLUENCE_GET_LABELS_FOR_SPACE', 'id'],
  ['CONFLUENCE_GET_LABELS_FOR_SPACE_CONTENT', 'id'],
  ['CONFLUENCE_GET_SPACE_PROPERTIES', 'id'],
]);

/** The same for lists of one page or blog post: its space is known once the page itself was read. */
const CONTENT_ARGUMENT = new Map([
  ['CONFLUENCE_ADD_CONTENT_LABEL', 'id'],
  ['CONFLUENCE_GET_LABELS_FOR_PAGE', 'id'],
  ['CONFLUENCE_GET_BLOGPOST_LABELS', 'id'],
  ['CONFLUENCE_GET_PAGE_VERSIONS', 'id'],
  ['CONFLUENCE_GET_BLOGPOST_VERSIONS', 'blogpostId'],
  ['CONFLUENCE_GET_BLOGPOST_VERSION_DETAILS', 'blogpostId'],
  ['CONFLUENCE_GET_ATTACHMENTS', 'pageId'],
  ['CONFLUENCE_GET_PAGE_FOOTER_COMMENTS', 'id'],
  ['CONFLUENCE_GET_PAGE_INLINE_COMMENTS', 'id'],
  ['CONFLUENCE_GET_INLINE_COMMENTS_FOR_BLOG_POST', 'id'],
  ['CONFLUENCE_GET_CONTENT_PROPERTIES_FOR_PAGE', 'page_id'],
  ['CONFLUENCE_GET_CONTENT_PROPERTIES_FOR_BLOG_POST', 'blogpost_id'],
]);

/**
 * Where the text that these actions brought is from. Only fields that Confluence itself fills are looked at, at their fixed
 * places: a text could name any space, and so could the value of a property. One row without a space makes it `unknown`.
 * Titles, labels, comments, names of spaces and of people are all text.
 */
export function taintOf(done: Done[]): Taint {
  const contents = knownContents(done);
  const sources = done.flatMap((action) => sourcesOf(action, contents));
  if (sources.length === 0) return NO_TAINT;
  const certain = sources.filter((source) => source !== null);
  if (certain.length < sources.length) return { text: 'unknown' };
  return {
    text: 'spaces',
    ids: unique(certain.map(({ id }) => id)),
    keys: unique(certain.map(({ key }) => key)),
  };
}

/** One entry a row: its space, or null when nobody can say. */
function sourcesOf(
  { tool, result, arguments: args, space = null }: Done,
  contents: Map<string, Source>,
): (Source | null)[] {
  const slug = toolSlug(tool);
  const known = isKnownTool(slug);
  if (known && (slug.startsWith('COMPOSIO_') || bringsNoText(slug))) return [];
  const rows = rowsOf(result).filter((row) => !SPACE_ROWS.has(slug) || describesSpace(row));
  if (rows.length === 0) return [];
  if (!known) return [null];
  const spaceArgument = SPACE_ARGUMENT.get(slug);
  if (spaceArgument !== undefined) return [spaceNamed(text(asFields(args)[spaceArgument]), spaceArgument)];
  const asked = text(asFields(args)[CONTENT_ARGUMENT.get(slug) ?? '']);
  return rows.map((row) => sourceOf(slug, row) ?? contents.get(asked ?? '') ?? space);
}

function bringsNoText(slug: string): boolean {
  return WITHOUT_TEXT.has(slug) || (kindOfTool(slug) !== 'read' && !WRITES_THAT_READ.has(slug));
}

/**
 * Key and a short name are how one finds a space, and who gives them runs the space; without this, looking up where to write
 * would taint every conversation.
 */
function describesSpace(row: unknown): boolean {
  const { name, description } = asFields(row);
  return (text(name) ?? '').length > LONGEST_SPACE_NAME || (description ?? null) !== null;
}

/** The spaces of the pages and blog posts that were read, by id. */
function knownContents(done: Done[]): Map<string, Source> {
  const known = new Map<string, Source>();
  for (const { tool, result } of done) {
    const slug = toolSlug(tool);
    if (!isKnownTool(slug)) continue;
    for (const row of rowsOf(result)) {
      const source = sourceOf(slug, row);
      const content = asFields(asFields(row).content ?? row);
      const id = text(content.id);
      if (source !== null && id !== null && typeof content.title === 'string') known.set(id, source);
    }
  }
  return known;
}

/** The rows of a list, or the one thing that was answered. Nothing, numbers and truths hold no text. */
function rowsOf(result: unknown): unknown[] {
  if (Array.isArray(result)) return result;
  if (typeof result === 'string') return result.trim() === '' ? [] : [result];
  if (typeof result !== 'object' || result === null || Object.keys(result).length === 0) return [];
  const { results, response_data: inner } = asFields(result);
  if (Array.isArray(results)) return results;
  return typeof inner === 'object' && inner !== null ? rowsOf(inner) : [result];
}

function sourceOf(slug: string, value: unknown): Source | null {
  const row = asFields(value);
  if (SPACE_ROWS.has(slug)) return sourceFrom(text(row.id), text(row.key));
  const space = asFields(row.space);
  const id = text(row.spaceId) ?? text(space.id);
  const key = text(space.key) ?? keyInLink(asFields(row._links).webui) ?? keyInLink(row.webUrl);
  if (slug !== 'CONFLUENCE_CQL_SEARCH') return sourceFrom(id, key);
  const content = asFields(row.content);
  const container = asFields(row.resultGlobalContainer);
  return sourceFrom(
    id,
    key ?? keyInLink(row.url) ?? keyInLink(asFields(content._links).webui) ?? keyInLink(container.displayUrl),
  );
}

function sourceFrom(id: string | null, key: string | null): Source | null {
  return id === null && key === null ? null : { id, key };
}

/** The tools that take an id or a key tell them apart by this, too: ids are digits. */
function spaceNamed(name: string | null, argument: string): Source | null {
  if (name === null) return null;
  return argument === 'id' && /^\d+$/.test(name) ? { id: name, key: null } : { id: null, key: name };
}

/** The space that an address of Confluence lies in: `/spaces/KEY/pages/…`, with or without the site before it. */
function keyInLink(link: unknown): string | null {
  if (typeof link !== 'string') return null;
  const key = /^(?:https?:\/\/[^/]+)?(?:\/wiki)?\/(?:spaces|display)\/([^/?#]+)/.exec(link)?.[1];
  try {
    return key === undefined ? null : decodeURIComponent(key);
  } catch {
    return null;
  }
}

function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function unique(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
