/** The part of JSON Schema that a form is made from. Whatever else a schema says is checked by the server. */
export type JsonSchema = {
  type?: string | string[];
  title?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
};

export type FieldKind = 'text' | 'number' | 'choice' | 'list' | 'group' | 'fixed' | 'json';

/** What stands in a form: text as it is typed, and how it is nested. `rest` holds what the schema does not name. */
export type Draft =
  | { type: 'text'; text: string }
  | { type: 'list'; items: { key: number; draft: Draft }[] }
  | { type: 'group'; fields: Record<string, Draft>; rest: Record<string, unknown> }
  | { type: 'fixed'; value: unknown };

/** `value` is undefined where a field that may be left out is empty. `problems` are words by path: `labels.0.name`. */
export type Read = { value: unknown; problems: Record<string, string> };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** “A text or nothing” is a text that may be left out. */
export function plainSchema(schema: JsonSchema): JsonSchema {
  const branches = (schema.anyOf ?? []).filter((branch) => branch.type !== 'null');
  const [only] = branches;
  if (only !== undefined && branches.length === 1)
    return plainSchema({ ...schema, anyOf: undefined, ...only });
  const types = Array.isArray(schema.type) ? schema.type.filter((type) => type !== 'null') : [];
  return types.length === 1 ? { ...schema, type: types[0] } : schema;
}

/** The field that a schema asks for; JSON text for what no other field can hold, such as the present value of another type. */
export function fieldKind(raw: JsonSchema, value?: unknown): FieldKind {
  const schema = plainSchema(raw);
  const fits = (right: boolean) => value === undefined || value === null || right;
  if (schema.const !== undefined) return 'fixed';
  if (schema.enum !== undefined || schema.type === 'boolean')
    return fits(choices(schema).some((one) => one.value === value)) ? 'choice' : 'json';
  if (schema.type === 'string') return fits(typeof value === 'string') ? 'text' : 'json';
  if (schema.type === 'number' || schema.type === 'integer')
    return fits(typeof value === 'number') ? 'number' : 'json';
  if (schema.type === 'array' && schema.items !== undefined)
    return fits(Array.isArray(value)) ? 'list' : 'json';
  if (schema.type === 'object' && Object.keys(schema.properties ?? {}).length > 0)
    return fits(isObject(value)) ? 'group' : 'json';
  return 'json';
}

/** What can be chosen, each by its own value. */
export function choices(schema: JsonSchema): { label: string; value: unknown }[] {
  if (schema.enum !== undefined) return schema.enum.map((value) => ({ label: String(value), value }));
  return [
    { label: 'Yes', value: true },
    { label: 'No', value: false },
  ];
}

let lastKey = 0;

/** Items of a list get a key that stays theirs while others are taken out. */
export function listItem(draft: Draft): { key: number; draft: Draft } {
  lastKey += 1;
  return { key: lastKey, draft };
}

export function toDraft(raw: JsonSchema, value: unknown): Draft {
  const schema = plainSchema(raw);
  switch (fieldKind(schema, value)) {
    case 'fixed':
      return { type: 'fixed', value: value ?? schema.const };
    case 'list': {
      const items = Array.isArray(value) ? value : [];
      return { type: 'list', items: items.map((item) => listItem(toDraft(schema.items ?? {}, item))) };
    }
    case 'group': {
      const given = isObject(value) ? value : {};
      const known = Object.entries(schema.properties ?? {});
      return {
        type: 'group',
        fields: Object.fromEntries(known.map(([name, inner]) => [name, toDraft(inner, given[name])])),
        rest: Object.fromEntries(Object.entries(given).filter(([name]) => !schema.properties?.[name])),
      };
    }
    case 'json':
      return { type: 'text', text: value === undefined ? '' : JSON.stringify(value, null, 2) };
    default:
      return { type: 'text', text: value === undefined || value === null ? '' : String(value) };
  }
}

/** Whether nobody has written anything in it. */
function isEmpty(draft: Draft): boolean {
  switch (draft.type) {
    case 'fixed':
      return true;
    case 'text':
      return draft.text.trim() === '';
    case 'list':
      return draft.items.length === 0;
    case 'group':
      return Object.values(draft.fields).every(isEmpty) && Object.keys(draft.rest).length === 0;
  }
}

/** Reads a form back into arguments. `kind` of a text field comes from the same schema and value it was made from. */
export function readDraft(
  raw: JsonSchema,
  draft: Draft,
  required: boolean,
  path: string,
  initial?: unknown,
): Read {
  const schema = plainSchema(raw);
  switch (draft.type) {
    case 'fixed':
      return { value: draft.value, problems: {} };
    case 'text':
      return readText(schema, draft.text, required, path, fieldKind(schema, initial));
    case 'list': {
      const reads = draft.items.map((item, place) =>
        readDraft(schema.items ?? {}, item.draft, true, `${path}.${place}`),
      );
      const problems = Object.assign({}, ...reads.map((read) => read.problems));
      const least = required ? Math.max(schema.minItems ?? 0, 0) : 0;
      if (reads.length < least) problems[path] = least === 1 ? 'Add at least one.' : `Add at least ${least}.`;
      const left = reads.length === 0 && !required;
      return { value: left ? undefined : reads.map((read) => read.value), problems };
    }
    case 'group': {
      if (!required && isEmpty(draft)) return { value: undefined, problems: {} };
      const given = isObject(initial) ? initial : {};
      const reads = Object.entries(draft.fields).map(([name, field]) => {
        const inner = schema.properties?.[name] ?? {};
        const must = schema.required?.includes(name) ?? false;
        const at = path === '' ? name : `${path}.${name}`;
        return { name, ...readDraft(inner, field, must, at, given[name]) };
      });
      const known = reads.filter((read) => read.value !== undefined).map((read) => [read.name, read.value]);
      return {
        value: { ...draft.rest, ...Object.fromEntries(known) },
        problems: Object.assign({}, ...reads.map((read) => read.problems)),
      };
    }
  }
}

function readText(schema: JsonSchema, text: string, required: boolean, path: string, kind: FieldKind): Read {
  const wrong = (words: string): Read => ({ value: undefined, problems: { [path]: words } });
  const right = (value: unknown): Read => ({ value, problems: {} });
  if (text.trim() === '') return required ? wrong('This is needed.') : right(undefined);
  switch (kind) {
    case 'number': {
      const number = Number(text);
      if (!Number.isFinite(number)) return wrong('Write a number.');
      if (schema.type === 'integer' && !Number.isInteger(number)) return wrong('Write a whole number.');
      if (schema.minimum !== undefined && number < schema.minimum)
        return wrong(`At least ${schema.minimum}.`);
      if (schema.maximum !== undefined && number > schema.maximum) return wrong(`At most ${schema.maximum}.`);
      return right(number);
    }
    case 'choice':
      return right(choices(schema).find((one) => String(one.value) === text)?.value);
    case 'json':
      try {
        return right(JSON.parse(text));
      } catch {
        return wrong('This is not JSON yet. Texts stand in double quotes.');
      }
    default:
      if (schema.minLength !== undefined && text.length < schema.minLength)
        return wrong(`At least ${schema.minLength} characters.`);
      if (schema.maxLength !== undefined && text.length > schema.maxLength)
        return wrong(`At most ${schema.maxLength} characters.`);
      return right(text);
  }
}
