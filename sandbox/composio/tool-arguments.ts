import { z } from 'zod';
import { describeIssues } from './read-body.ts';
import type { CatalogueTool } from './toolkit/catalogue.ts';

const checkers = new Map<string, z.ZodType>();

function checkerOf(tool: CatalogueTool): z.ZodType {
  const known = checkers.get(tool.slug);
  if (known) return known;
  const checker = z.fromJSONSchema(tool.inputSchema);
  checkers.set(tool.slug, checker);
  return checker;
}

const objectSchema = z.record(z.string(), z.unknown());

/** Models write null for "nothing" where a field is optional. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
}

export type ArgumentsCheck = { ok: true; value: Record<string, unknown> } | { ok: false; error: string };

/** Takes arguments as an object, as a JSON string of one, or as nothing at all. */
export function readArguments(given: unknown): ArgumentsCheck {
  let value = given ?? {};
  if (typeof value === 'string') {
    try {
      value = value.trim() === '' ? {} : JSON.parse(value);
    } catch {
      return { ok: false, error: 'The arguments are a string that is not valid JSON.' };
    }
  }
  const object = objectSchema.safeParse(value ?? {});
  return object.success
    ? { ok: true, value: object.data }
    : { ok: false, error: 'The arguments must be an object.' };
}

/** Checks arguments against the tool's JSON schema and fills its defaults in. Unknown arguments are ignored. */
export function checkArguments(tool: CatalogueTool, given: unknown): ArgumentsCheck {
  const read = readArguments(given);
  if (!read.ok) return read;
  const result = checkerOf(tool).safeParse(withoutNulls(read.value));
  if (result.success) return { ok: true, value: objectSchema.parse(result.data) };
  return { ok: false, error: `Invalid arguments for ${tool.slug}: ${describeIssues(result.error)}` };
}
