import type { Context } from 'hono';
import { ConfluenceError } from './errors.ts';

/** An array parameter, comma-separated or repeated; empty when absent. */
export function listParameter(c: Context, name: string): string[] {
  return (c.req.queries(name) ?? []).flatMap((value) => value.split(',')).filter((value) => value !== '');
}

/** Ids in an array parameter. @throws ConfluenceError 400 for what is not a number */
export function idListParameter(c: Context, name: string): number[] {
  return listParameter(c, name).map((value) => numericId(value, name));
}

/** An id from a path or a body. @throws ConfluenceError 400 in Confluence's own words */
export function numericId(value: string | undefined, name = 'id'): number {
  if (value === undefined || !/^\d{1,15}$/.test(value))
    throw new ConfluenceError(
      400,
      `Provided value {${value ?? ''}} for '${name}' is not the correct type. Expected type is long.`,
    );
  return Number(value);
}

/** A parameter with a closed list of values. @throws ConfluenceError 400 */
export function choiceParameter<Choice extends string>(
  c: Context,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = c.req.query(name);
  if (value === undefined || value === '') return undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw new ConfluenceError(
      400,
      `Provided value {${value}} for '${name}' is not valid. Expected one of: ${choices.join(', ')}.`,
    );
  return found;
}

/** `limit`: at least 1, cut down to `highest`. @throws ConfluenceError 400 for what is not a positive number */
export function limitParameter(c: Context, usual = 25, highest = 250): number {
  const value = c.req.query('limit');
  if (value === undefined || value === '') return usual;
  if (!/^[1-9]\d{0,8}$/.test(value))
    throw new ConfluenceError(
      400,
      `Provided value {${value}} for 'limit' is not valid. Expected a number from 1 to ${highest}.`,
    );
  return Math.min(Number(value), highest);
}
