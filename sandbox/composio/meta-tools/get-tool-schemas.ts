import { z } from 'zod';
import type { Caller } from '../execute-tool.ts';
import { allowedTools, sessionRestriction } from '../sessions/session-tools.ts';
import { rankTools } from '../tool-search/search-tools.ts';
import { type CatalogueTool, findTool, outputSchemaOf } from '../toolkit/catalogue.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import { type MetaResult, metaDone } from './meta-result.ts';

export const getToolSchemasInput = z.object({
  tool_slugs: z.array(z.string()).min(1),
  include: z.array(z.enum(['input_schema', 'output_schema'])).default(['input_schema']),
});

/** COMPOSIO_GET_TOOL_SCHEMAS: the schemas of named tools, with suggestions for names that do not exist. */
export function getToolSchemas(caller: Caller, input: z.infer<typeof getToolSchemasInput>): MetaResult {
  const found: CatalogueTool[] = [];
  const missing: string[] = [];
  for (const slug of input.tool_slugs) {
    const tool = findTool(slug);
    if (tool && sessionRestriction(caller.config, tool) === undefined) found.push(tool);
    else missing.push(slug);
  }
  const allowed = allowedTools(caller.config);
  return metaDone({
    success: missing.length === 0,
    tool_schemas: Object.fromEntries(
      found.map((tool) => [
        tool.slug,
        {
          tool_slug: tool.slug,
          toolkit: CONFLUENCE.slug,
          description: tool.description,
          ...(input.include.includes('input_schema') ? { input_schema: tool.inputSchema } : {}),
          ...(input.include.includes('output_schema') ? { output_schema: outputSchemaOf(tool.slug) } : {}),
        },
      ]),
    ),
    ...(missing.length === 0
      ? {}
      : {
          not_found: missing,
          suggestions: Object.fromEntries(
            missing.map((slug) => [
              slug,
              rankTools(allowed, slug.replaceAll('_', ' '))
                .slice(0, 3)
                .map(({ tool }) => tool.slug),
            ]),
          ),
          not_found_message: 'These tools do not exist in this session. Search again, or use a suggestion.',
        }),
  });
}
