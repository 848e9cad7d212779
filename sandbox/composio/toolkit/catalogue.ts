import { z } from 'zod';
import rows from './catalogue.json' with { type: 'json' };

const jsonSchema = z.record(z.string(), z.unknown());

const toolSchema = z.strictObject({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.enum(['read', 'create', 'update', 'destructive']),
  /** Shown when tools are asked for without a limit. */
  important: z.boolean(),
  /** Words a person may use for it, for the search only. */
  keywords: z.string(),
  /** Tools that find the ids this one needs, in the order they are called. */
  needs: z.array(z.string()),
  /** What the REST call behind it needs of a person's consent. */
  scopes: z.array(z.string()),
  inputSchema: jsonSchema,
  /** What `data` of its answer holds when it succeeds. */
  outputData: jsonSchema,
});

export type CatalogueTool = z.infer<typeof toolSchema>;
export type JsonSchema = z.infer<typeof jsonSchema>;

/** The version of the toolkit that every tool and toolkit answer names. */
export const TOOLKIT_VERSION = '20260817_00';

/** The 62 tools of the Confluence toolkit. */
export const CATALOGUE: readonly CatalogueTool[] = z.array(toolSchema).parse(rows);

const bySlug = new Map(CATALOGUE.map((tool) => [tool.slug, tool]));

export function findTool(slug: string): CatalogueTool | undefined {
  return bySlug.get(slug.toUpperCase());
}

const HINTS = {
  read: 'readOnlyHint',
  create: 'createHint',
  update: 'updateHint',
  destructive: 'destructiveHint',
} as const;

/** The tag that says what a tool does to Confluence; every tool has exactly one. */
export function hintOf(tool: CatalogueTool): string {
  return HINTS[tool.kind];
}

/** MCP annotations of a tool: its one hint set to true, the contrary standard hints set to false. */
export function annotationsOf(tool: CatalogueTool): Record<string, string | boolean> {
  return {
    title: tool.name,
    readOnlyHint: tool.kind === 'read',
    destructiveHint: tool.kind === 'destructive',
    [hintOf(tool)]: true,
  };
}

/** What a tool answers: its `data`, and whether it succeeded. When it failed, `data` is what Confluence said. */
export function outputSchemaOf(slug: string): JsonSchema {
  return {
    type: 'object',
    properties: {
      data: findTool(slug)?.outputData ?? {},
      error: { type: ['string', 'null'], description: 'What went wrong, when it failed' },
      successful: { type: 'boolean', description: 'Whether the tool did what was asked' },
    },
    required: ['data', 'successful'],
  };
}
