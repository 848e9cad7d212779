import type { MetaTool } from '../meta-tools/definitions.ts';
import { type CatalogueTool, hintOf, type JsonSchema, outputSchemaOf, TOOLKIT_VERSION } from './catalogue.ts';
import { CONFLUENCE } from './toolkit.ts';

function toolObject(tool: {
  slug: string;
  name: string;
  description: string;
  inputSchema: JsonSchema;
  tags: string[];
  scopes: string[];
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
    output_parameters: outputSchemaOf(tool.slug),
    no_auth: tool.noAuth,
    ...versions,
    scopes: tool.scopes,
    scope_requirements: tool.scopes.length === 0 ? null : { all_of: tool.scopes },
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
  return toolObject({ ...tool, tags: tagsOf(tool), noAuth: false, toolkit: { slug, name, logo } });
}

/** What an app tool can be found by: what it does to Confluence, and whether it is one of the important ones. */
export function tagsOf(tool: CatalogueTool): string[] {
  return [hintOf(tool), ...(tool.important ? ['important'] : [])];
}

/** A meta tool as the API answers it. */
export function metaToolObject(tool: MetaTool) {
  const toolkit = { slug: 'composio', name: 'Composio', logo: 'https://logos.composio.dev/api/composio' };
  return toolObject({ ...tool, scopes: [], noAuth: true, toolkit });
}
