import { Ajv, type ValidateFunction } from 'ajv';

/** Null for a schema that cannot be read. They go when the catalogue lets go of its schemas. */
const compiled = new WeakMap<object, ValidateFunction | null>();

/**
 * Names of the fields that a tool cannot do without and that these arguments lack, by the JSON Schema of its input. Nothing else
 * is checked: what else a tool takes is its own affair. Empty for a schema that cannot be read.
 */
export function missingFields(schema: Record<string, unknown>, args: unknown): string[] {
  const known = compiled.get(schema);
  const validate = known === undefined ? compile(schema) : known;
  compiled.set(schema, validate);
  if (validate === null) return [];
  validate(args);
  return (validate.errors ?? [])
    .filter(({ keyword, schemaPath }) => keyword === 'required' && !/\/(anyOf|oneOf)\//.test(schemaPath))
    .map(({ instancePath, params }) =>
      `${instancePath}/${params.missingProperty}`.slice(1).replaceAll('/', '.'),
    );
}

function compile(schema: Record<string, unknown>): ValidateFunction | null {
  // Composio's schemas may name one that is not there.
  const { $schema: _, $id: __, ...rest } = schema;
  try {
    // One that is used again would keep every schema for good.
    return new Ajv({ strict: false, allErrors: true, logger: false, validateFormats: false }).compile(rest);
  } catch {
    return null;
  }
}
