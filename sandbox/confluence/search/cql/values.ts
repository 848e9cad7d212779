import { ConfluenceError } from '../../errors.ts';
import { selectAll } from '../../rows.ts';
import type { Site } from '../../site.ts';
import type { Person } from '../../users/people.ts';
import { type Field, kindOf } from './fields.ts';
import type { CqlValue } from './parse.ts';

/** Who asks, and where from: the space and the content that `cqlcontext` names. */
export type CqlContext = { site: Site; caller: Person; spaceKey?: string; contentId?: string };

type Give = (context: CqlContext, args: string[]) => string[];

const edited = (columns: string) => `SELECT ${columns} FROM confluence_version v
  JOIN confluence_content c ON c.id = v.content_id WHERE v.author_id = ? AND c.status = 'current'`;

const users: Record<string, Give> = { currentuser: ({ caller }) => [caller.accountId] };
const contents: Record<string, Give> = {
  currentcontent: ({ contentId }) => (contentId === undefined ? [] : [contentId]),
  // The site keeps no note of who looked at what. Whoever changed something has seen it.
  recentlyviewedcontent: (context, args) =>
    strings(
      context,
      `${edited('v.content_id AS value')} GROUP BY v.content_id ORDER BY max(v.created_at) DESC, v.content_id DESC LIMIT ? OFFSET ?`,
      context.caller.accountId,
      count(args[0], 50),
      count(args[1], 0),
    ),
};
const spaces: Record<string, Give> = {
  currentspace: ({ spaceKey }) => (spaceKey === undefined ? [] : [spaceKey]),
  recentlyviewedspaces: (context, args) =>
    strings(
      context,
      `SELECT key AS value FROM confluence_space WHERE id IN (${edited('c.space_id')} GROUP BY c.space_id
        ORDER BY max(v.created_at) DESC, 1 LIMIT ?)`,
      context.caller.accountId,
      count(args[0], 50),
    ),
};
const known = [...Object.keys(users), ...Object.keys(contents), ...Object.keys(spaces)];

/**
 * The plain values that a value of a clause stands for: itself, or what a function gives, which may be nothing.
 * @throws ConfluenceError 400 for an unknown function, and for one that the field does not take
 */
export function plainValues(field: Field, value: CqlValue, context: CqlContext): string[] {
  if (typeof value === 'string') return [value];
  const name = value.name.toLowerCase();
  const kind = kindOf(field);
  const functions = kind === 'user' ? users : kind === 'content' ? contents : kind === 'space' ? spaces : {};
  const give = functions[name];
  if (give) return give(context, value.args);
  throw new ConfluenceError(
    400,
    known.includes(name) || /^(now|(start|end)of(day|week|month|year))$/.test(name)
      ? `The function '${value.name}' can not be used with the field '${field}'`
      : `No function exists with the name: '${value.name}'`,
  );
}

function strings(context: CqlContext, sql: string, ...params: (string | number)[]): string[] {
  return selectAll<{ value: string | number }>(context.site.db, sql, ...params).map((row) =>
    String(row.value),
  );
}

function count(argument: string | undefined, usual: number): number {
  if (argument === undefined) return usual;
  if (/^\d{1,4}$/.test(argument)) return Number(argument);
  throw new ConfluenceError(400, `Invalid argument: '${argument}'. Expected a number.`);
}
