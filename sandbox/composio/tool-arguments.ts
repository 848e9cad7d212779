import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { z } from 'zod';
import type { CatalogueTool, JsonSchema } from './toolkit/catalogue.ts';

const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: false });
const checkers = new Map<string, ValidateFunction>();

function checkerOf(tool: CatalogueTool): ValidateFunction {
  const known = checkers.get(tool.slug);
  if (known) return known;
  const checker = ajv.compile(tool.inputSchema);
  checkers.set(tool.slug, checker);
  return checker;
}

const objectSchema = z.record(z.string(), z.unknown());
const schemaSchema = z.looseObject({
  type: z.string().optional(),
  properties: z.record(z.string(), objectSchema).optional(),
  items: objectSchema.optional(),
});

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

/** Models often write an object or a list within the arguments as a JSON string. */
function unquoted(value: unknown, type: string | undefined): unknown {
  if (typeof value !== 'string' || (type !== 'object' && type !== 'array')) return value;
  try {
    const inner: unknown = JSON.parse(value);
    const fits = type === 'array' ? Array.isArray(inner) : objectSchema.safeParse(inner).success;
    return fits ? inner : value;
  } catch {
    return value;
  }
}

/**
 * A copy of a value as its schema means it: nested JSON strings are read, and null where something is named by the
 * schema counts as absent. What the schema leaves open, such as the value of a property, is kept as it is.
 */
function asMeant(given: unknown, jsonSchema: JsonSchema): unknown {
  const schema = schemaSchema.parse(jsonSchema);
  const value = unquoted(given, schema.type);
  const { items, properties } = schema;
  if (Array.isArray(value)) return items ? value.map((item) => asMeant(item, items)) : value;
  const object = objectSchema.safeParse(value);
  if (!object.success || properties === undefined) return value;
  const entries = Object.entries(object.data).flatMap(([name, inner]) => {
    const described = properties[name];
    if (described === undefined) return [[name, inner]];
    return inner === null && described.type !== undefined ? [] : [[name, asMeant(inner, described)]];
  });
  return Object.fromEntries(entries);
}

const nouns: Record<string, string> = { object: 'dictionary', array: 'list', number: 'number' };

/** What is wrong with one field, in the words of the service's own checks. */
function complaint({ keyword, params, message }: ErrorObject): string {
  switch (keyword) {
    case 'type':
      return `Input should be a valid ${nouns[params.type] ?? params.type}`;
    case 'enum':
      return `Input should be ${params.allowedValues.map((value: string) => `'${value}'`).join(' or ')}`;
    case 'const':
      return `Input should be '${params.allowedValue}'`;
    case 'minimum':
      return `Input should be greater than or equal to ${params.limit}`;
    case 'maximum':
      return `Input should be less than or equal to ${params.limit}`;
    case 'minItems':
      return `List should have at least ${params.limit} item`;
    case 'maxLength':
      return `String should have at most ${params.limit} characters`;
    case 'pattern':
      return `String should match pattern '${params.pattern}'`;
    default:
      return message ?? 'Input is not valid';
  }
}

/** A JSON pointer as people write it: `body.storage`, `labels.0.name`. */
function fieldName(pointer: string, name?: string): string {
  const parts = pointer.split('/').slice(1);
  return [...parts, ...(name === undefined ? [] : [name])].join('.');
}

function describeErrors(errors: readonly ErrorObject[]): string {
  const missing = errors
    .filter(({ keyword }) => keyword === 'required')
    .map(({ instancePath, params }) => `'${fieldName(instancePath, String(params.missingProperty))}'`);
  const wrong = errors
    .filter(({ keyword }) => keyword !== 'required')
    .map((error) => `${complaint(error)} on parameter \`${fieldName(error.instancePath)}\``);
  const lines =
    missing.length === 0 ? wrong : [`Following fields are missing: {${missing.join(', ')}}`, ...wrong];
  return ['Invalid request data provided', ...lines.map((line) => `- ${line}`)].join('\n');
}

/** Checks arguments against the tool's JSON schema and fills its defaults in. Unknown arguments are ignored. */
export function checkArguments(tool: CatalogueTool, given: unknown): ArgumentsCheck {
  const read = readArguments(given);
  if (!read.ok) return read;
  const value = objectSchema.parse(asMeant(read.value, tool.inputSchema));
  const check = checkerOf(tool);
  return check(value) ? { ok: true, value } : { ok: false, error: describeErrors(check.errors ?? []) };
}
