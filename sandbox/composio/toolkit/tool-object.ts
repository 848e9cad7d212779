import type { MetaTool } from '../meta-tools/definitions.ts';
import { type CatalogueTool, hintOf, type JsonSchema, TOOLKIT_VERSION } from './catalogue.ts';
import { CONFLUENCE } from './toolkit.ts';

/** What every tool answers; the schema of `data` differs from tool to tool and is left open. */
export const OUTPUT_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    data: { description: 'What the tool answers' },
    error: { type: ['string', 'null'], description: 'What went wrong, when it failed' },
    successful: { type: 'boolean', description: 'Whether the tool did what was asked' },
  },
  required: ['data', 'successful'],
};

function toolObject(tool: {
  slug: string;
  name: string;
  description: string;
  inputSchema: JsonSchema;
  tags: string[];
  noAuth: boolean;
  toolkit: { slug: string; name: string; logo: string };
}) {
  const versions = { version: TOOLKIT_VERSION, available_versions: [TOOLKIT_VERSION] };
  return {
    slug: tool.slug,
    name: tool.name,
    description: tool.description,
    human_description: tool.description,
    toolkit: tool.toolkit,
    input_parameters: tool.inputSchema,
    output_parameters: OUTPUT_SCHEMA,
    no_auth: tool.noAuth,
    ...versions,
    scopes: [],
    scope_requirements: null,
    tags: tool.tags,
    is_deprecated: false,
    deprecated: {
      displayName: tool.name,
      ...versions,
      is_deprecated: false,
      toolkit: { logo: tool.toolkit.logo },
    },
  };
}

/** An app tool as the API answers it. */
export function appToolObject(tool: CatalogueTool) {
  const { slug, name, logo } = CONFLUENCE;
  return toolObject({
    ...tool,
    tags: [hintOf(tool), ...(tool.important ? ['important'] : [])],
    noAuth: false,
    toolkit: { slug, name, logo },
  });
}

/** A meta tool as the API answers it. */
export function metaToolObject(tool: MetaTool) {
  const toolkit = { slug: 'composio', name: 'Composio', logo: 'https://logos.composio.dev/api/composio' };
  return toolObject({ ...tool, noAuth: true, toolkit });
}
