/** A value that fits a JSON Schema, with `said` wherever words go: for a call or an answer whose form was demanded. */
export function sampleValue(schema: unknown, said: string): unknown {
  return valueFor(Object(schema), said, Object(schema), 0);
}

type Schema = Record<string, unknown>;

/** Schemas may hold themselves: so deep and no deeper. */
const DEEPEST = 12;

function valueFor(schema: Schema, said: string, root: Schema, depth: number): unknown {
  const { $ref, const: fixed, default: usual, enum: options, anyOf, oneOf } = schema;
  const inside = (one: unknown) => valueFor(Object(one), said, root, depth + 1);
  if (depth > DEEPEST) return null;
  if (typeof $ref === 'string') return inside(resolve($ref, root));
  if (fixed !== undefined) return fixed;
  if (usual !== undefined) return usual;
  if (Array.isArray(options)) return options[0];
  const choices = Array.isArray(anyOf) ? anyOf : oneOf;
  if (Array.isArray(choices)) return inside(choices[0]);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'array') return depth === DEEPEST ? [] : [inside(schema.items)];
  if (type === 'integer' || type === 'number') return Number(said.match(/\d+/)?.[0] ?? schema.minimum ?? 1);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  if (type === 'string') return said;
  const names: unknown[] = Array.isArray(schema.required) ? schema.required : [];
  return Object.fromEntries(names.map((name) => [name, inside(Object(schema.properties)[String(name)])]));
}

/** What a reference such as `#/$defs/step` stands for. */
function resolve(reference: string, root: Schema): unknown {
  const path = reference.replace(/^#\/?/, '').split('/').filter(Boolean);
  return path.reduce<unknown>((place, key) => Object(place)[key.replaceAll('~1', '/')], root);
}
