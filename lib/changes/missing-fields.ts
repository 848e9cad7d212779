import { Ajv } from 'ajv';

const ajv = new Ajv({ strict: false, allErrors: true, logger: false, validateFormats: false });

/**
 * Names of the fields that a tool cannot do without and that these arguments lack, by the JSON Schema of its input. Nothing else
 * is checked: what else a tool takes is its own affair. Empty for a schema that cannot be read.
 */
export function missingFields(schema: Record<string, unknown>, args: unknown): string[] {
  try {
    // Composio's schemas may name one that is not there.
    const { $schema: _, $id: __, ...rest } = schema;
    const validate = ajv.compile(rest);
    validate(args);
    return (validate.errors ?? [])
      .filter(({ keyword, schemaPath }) => keyword === 'required' && !/\/(anyOf|oneOf)\//.test(schemaPath))
      .map(({ instancePath, params }) =>
        `${instancePath}/${params.missingProperty}`.slice(1).replaceAll('/', '.'),
      );
  } catch {
    return [];
  }
}
