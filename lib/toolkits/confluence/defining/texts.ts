import { rowsIn } from '../../rows-in.ts';
import { toolSlug } from '../../tool-slug.ts';
import type { Answer, Source, TextsOf } from '../../toolkit.ts';

/**
 * Where the texts in an answer are from. Only fields that Confluence itself fills are looked at, at their fixed places: a text
 * could name any space, and so could the value of a property. Titles, labels, comments, names of spaces and of people are all text.
 */

type Fields = Record<string, unknown>;

const LONGEST_SPACE_NAME = 60;

/** Its hits say where they are from at places of their own. */
export const CQL_SEARCH = 'CONFLUENCE_CQL_SEARCH';

/** Numbers, fixed words, or what only the connected person says of themself. */
export const noTexts: TextsOf = () => [];

/** Rows that say themselves where they are from; one that does not is from where the write went, or from nobody knows where. */
export const textsInRows: TextsOf = ({ result, space }) =>
  rowsIn(result).map((row) => rowSource(row) ?? space ?? null);

/** Hits of a search. */
export const textsInHits: TextsOf = ({ result }) => rowsIn(result).map(hitSource);

/** A list of one page or blog post, whose space is known once the page itself was read. */
export function textsOfContent(argument: string): TextsOf {
  return ({ result, arguments: args, space }, places) => {
    const listed = places.get(text(fieldsOf(args)[argument]) ?? '');
    return rowsIn(result).map((row) => rowSource(row) ?? listed ?? space ?? null);
  };
}

/** A list that does not say where it is from, and the argument that names its space, by key or where it is called `id` by either. */
export function textsOfSpace(argument: 'id' | 'spaceKey'): TextsOf {
  return ({ result, arguments: args }) =>
    rowsIn(result).length === 0 ? [] : [spaceNamed(text(fieldsOf(args)[argument]), argument)];
}

/** Rows that are spaces: a description, or a name as long as a sentence, is text like any other. */
export const textsOfSpaces: TextsOf = ({ result }) =>
  rowsIn(result)
    .filter(describesSpace)
    .map((row) => sourceFrom(text(fieldsOf(row).id), text(fieldsOf(row).key)));

/** The spaces of the pages and blog posts that were read, by id. */
export function placesIn(answers: Answer[]): Map<string, Source> {
  const known = new Map<string, Source>();
  for (const { tool, result } of answers) {
    const sourceOf = toolSlug(tool) === CQL_SEARCH ? hitSource : rowSource;
    for (const row of rowsIn(result)) {
      const content = fieldsOf(fieldsOf(row).content ?? row);
      const [id, source] = [text(content.id), sourceOf(row)];
      if (source !== null && id !== null && typeof content.title === 'string') known.set(id, source);
    }
  }
  return known;
}

/**
 * Key and a short name are how one finds a space, and who gives them runs the space; without this, looking up where to write
 * would taint every conversation.
 */
function describesSpace(row: unknown): boolean {
  const { name, description } = fieldsOf(row);
  return (text(name) ?? '').length > LONGEST_SPACE_NAME || (description ?? null) !== null;
}

function rowSource(value: unknown): Source | null {
  const row = fieldsOf(value);
  const space = fieldsOf(row.space);
  const id = text(row.spaceId) ?? text(space.id);
  const key = text(space.key) ?? keyInLink(fieldsOf(row._links).webui) ?? keyInLink(row.webUrl);
  return sourceFrom(id, key);
}

function hitSource(value: unknown): Source | null {
  const row = fieldsOf(value);
  const own = rowSource(value);
  const content = fieldsOf(row.content);
  const container = fieldsOf(row.resultGlobalContainer);
  return sourceFrom(
    own?.id ?? null,
    own?.key ??
      keyInLink(row.url) ??
      keyInLink(fieldsOf(content._links).webui) ??
      keyInLink(container.displayUrl),
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

/** What came as text stays text: it could say anything. */
function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
