/** What a tool's parameter stands for, whatever it is called. */
export type Meaning =
  | 'cql'
  | 'query'
  | 'title'
  | 'labels'
  | 'body'
  | 'version'
  | 'limit'
  | 'from'
  | 'to'
  | 'value'
  | 'status'
  | 'description'
  | 'parent'
  | 'propertyId'
  | 'propertyKey'
  | 'newSpaceKey'
  | 'spaceKey'
  | 'spaceId'
  | 'person'
  | 'labelId'
  | 'task'
  | 'parentComment'
  | 'attachment'
  | 'whiteboard'
  | 'post'
  | 'content'
  | 'page';

export type Parameter = {
  name: string;
  schema: Record<string, unknown>;
  required: boolean;
  meaning: Meaning | null;
};

/** Tried in order on the name and the description of a parameter: "page id Id of the page". */
const MEANINGS: readonly (readonly [Meaning, RegExp])[] = [
  ['cql', /^cql\b/],
  ['query', /^(?:query|search string)\b/],
  ['labels', /^labels?\b(?! id)/],
  ['body', /^body\b(?! format)/],
  ['version', /^version\b/],
  ['limit', /^limit\b/],
  ['value', /^value\b/],
  ['status', /^status\b/],
  ['title', /^(?:title|name)\b/],
  ['description', /^description\b/],
  ['parentComment', /^parent comment/],
  ['parent', /^parent id/],
  ['propertyId', /^property id/],
  ['propertyKey', /^(?:property key|key\b.*\b(?:property|keys))/],
  ['newSpaceKey', /^key\b/],
  ['spaceKey', /^space key/],
  ['spaceId', /^space id/],
  ['person', /^(?:account id|author id|assigned to|created by|completed by)/],
  ['attachment', /^attachment id|^id\b.*\battachment/],
  ['whiteboard', /^whiteboard id/],
  ['page', /^page id/],
  ['post', /^blog ?post id/],
  ['task', /^task id|^id\b.*\btask/],
  ['labelId', /^label id|^id\b.*\blabel/],
  ['spaceId', /^id\b.*\bspace/],
  ['from', /^(?:due at |created at |completed at )?from\b/],
  ['to', /^(?:due at |created at |completed at )?to\b/],
  ['content', /^id\b.*(?:page or blog|content)/],
  ['post', /^id\b.*blog ?post/],
  ['whiteboard', /^id\b.*whiteboard/],
  ['page', /^id\b.*page/],
];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parameters of a tool's JSON schema, with what each stands for. */
export function parametersOf(slug: string, schema: Record<string, unknown> | null): Parameter[] {
  const properties = isObject(schema?.properties) ? schema.properties : {};
  const required = new Set(Array.isArray(schema?.required) ? schema.required : []);
  return Object.entries(properties).map(([name, value]) => {
    const own = isObject(value) ? value : {};
    return { name, schema: own, required: required.has(name), meaning: meaningOf(name, own, slug) };
  });
}

function meaningOf(name: string, schema: Record<string, unknown>, slug: string): Meaning | null {
  const words = `${name} ${typeof schema.description === 'string' ? schema.description : ''}`
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .replace(/\s+/g, ' ');
  const found = MEANINGS.find(([, form]) => form.test(words))?.[0] ?? null;
  // A bare `id` that says nothing of itself is of what the slug names; a `key` is of a property where the slug has one.
  if (found === 'newSpaceKey' && /PROPERT/.test(slug)) return 'propertyKey';
  if (found !== null || name !== 'id') return found;
  if (/ATTACHMENT|TASK|FOR_LABEL/.test(slug))
    return /TASK/.test(slug) ? 'task' : /LABELS/.test(slug) ? 'attachment' : 'labelId';
  return /BLOG_?POST/.test(slug)
    ? 'post'
    : /SPACE/.test(slug)
      ? 'spaceId'
      : /PAGE/.test(slug)
        ? 'page'
        : 'content';
}

/** The parts of an object schema, by name. */
export function partsOf(schema: Record<string, unknown>): Record<string, Record<string, unknown>> {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [name, isObject(part) ? part : {}]),
  );
}

/** The schema of a list's items. */
export function itemsOf(schema: Record<string, unknown>): Record<string, unknown> {
  return isObject(schema.items) ? schema.items : {};
}

/** The values that a schema, or its items, allow. */
export function choicesOf(schema: Record<string, unknown>): string[] {
  const list = Array.isArray(schema.enum) ? schema.enum : itemsOf(schema).enum;
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}
