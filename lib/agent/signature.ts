type Schema = Record<string, unknown>;

/**
 * A JSON Schema of an object as a type on one line, for the model: `{id, labels: {name, prefix: global|team|my}[], limit?: number}`.
 * What has no type is a string. It has the required fields and, on the outside, those that are `wanted`.
 */
export function signatureOf(schema: Schema, wanted: readonly string[] = []): string {
  const properties = asSchema(schema.properties);
  const required = Array.isArray(schema.required) ? schema.required : [];
  const names = Object.keys(properties);
  const optional = names.filter((name) => !required.includes(name) && wanted.includes(name));
  const fields = [...names.filter((name) => required.includes(name)), ...optional].map((name) => {
    const type = typeOf(asSchema(properties[name]));
    return `${name}${required.includes(name) ? '' : '?'}${type === 'string' ? '' : `: ${type}`}`;
  });
  return `{${fields.join(', ')}}`;
}

function typeOf(schema: Schema): string {
  const choices = Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : [];
  if (choices.length > 0 && choices.every((choice) => typeof choice === 'string' && /^[\w-]+$/.test(choice)))
    return choices.join('|');
  switch (schema.type) {
    case 'array': {
      const items = typeOf(asSchema(schema.items));
      return /^[\w-]+\|/.test(items) ? `(${items})[]` : `${items}[]`;
    }
    case 'object':
      return schema.properties === undefined ? 'object' : signatureOf(schema);
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
      return schema.type;
    default:
      return 'any';
  }
}

function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
