import { z } from 'zod';
import { coreTools, DESCRIBED_TOOLKITS } from '../toolkits/toolkits.ts';

const found = z.object({
  results: z.array(z.record(z.string(), z.unknown())).optional(),
  tool_schemas: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  toolkit_connection_statuses: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** What says how to do what was asked; the rest is about Composio, or stands elsewhere. */
const RESULT_FIELDS = [
  'primary_tool_slugs',
  'related_tool_slugs',
  'recommended_plan_steps',
  'known_pitfalls',
  'error',
];

/** A description of a field that is longer is cut: it is told in full by nobody but Composio's documentation. */
const MOST_CHARACTERS = 60;

/** Those whose schemas the model has with its definitions. */
const KNOWN = coreTools(DESCRIBED_TOOLKITS.map(({ slug }) => slug));

/** An answer of the tool search in its shortest form: which tools, in which order, with what; anything else as it is. */
export function shortSearchAnswer(data: unknown): unknown {
  const read = found.safeParse(data);
  if (!read.success || read.data.results === undefined) return data;
  const { results, tool_schemas: schemas, toolkit_connection_statuses: statuses } = read.data;
  return {
    results: results.map((result) => pick(result, RESULT_FIELDS)),
    tool_schemas: shortSchemas(schemas ?? {}),
    toolkit_connection_statuses: (statuses ?? []).map((status) =>
      pick(status, ['toolkit', 'has_active_connection']),
    ),
  };
}

/** What stays of a search, or of an answer with schemas, once its turn is over: how to call the tools that ran. */
export function schemasThatRan(data: unknown, ran: ReadonlySet<string>): unknown {
  const read = found.safeParse(data);
  const schemas = Object.entries(read.success ? (read.data.tool_schemas ?? {}) : {});
  return { tool_schemas: shortSchemas(Object.fromEntries(schemas.filter(([slug]) => ran.has(slug)))) };
}

function shortSchemas(schemas: Record<string, Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([slug, { input_schema: schema }]) =>
      schema === undefined || KNOWN.has(slug) ? [] : [[slug, { input_schema: shortSchema(schema) }]],
    ),
  );
}

const NOT_NEEDED = new Set(['default', 'minimum', 'maximum', 'minItems', 'additionalProperties', 'title']);

/** A JSON Schema without what is not needed to fill it in. */
function shortSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(shortSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const needed = Object.entries(schema).filter(([key]) => !NOT_NEEDED.has(key));
  return Object.fromEntries(needed.map(([key, value]) => [key, shortPart(key, value)]));
}

function shortPart(key: string, value: unknown): unknown {
  if (key === 'description' && typeof value === 'string') return firstWords(value);
  // The keys in there are names of fields, which may be called like a keyword.
  if (key === 'properties' && typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shortSchema(field)]));
  return shortSchema(value);
}

function firstWords(text: string): string {
  const [sentence = ''] = text.split(/(?<=[.!?])\s/, 1);
  return sentence.length <= MOST_CHARACTERS ? sentence : `${sentence.slice(0, MOST_CHARACTERS)}…`;
}

function pick(from: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  const kept = fields.filter((field) => {
    const value = from[field];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
  });
  return Object.fromEntries(kept.map((field) => [field, from[field]]));
}
