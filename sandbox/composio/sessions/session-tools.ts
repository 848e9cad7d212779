import { META_TOOLS, type MetaTool } from '../meta-tools/definitions.ts';
import { CATALOGUE, type CatalogueTool, hintOf } from '../toolkit/catalogue.ts';
import { CONFLUENCE } from '../toolkit/toolkit.ts';
import type { SessionConfig } from './session-config.ts';

type TagFilter = { enable?: string[] | undefined; disable?: string[] | undefined };

export function isToolkitAllowed(config: SessionConfig, toolkit: string): boolean {
  if (config.toolkits === undefined) return true;
  return 'enable' in config.toolkits
    ? config.toolkits.enable.includes(toolkit)
    : !config.toolkits.disable.includes(toolkit);
}

function passesTags(tool: CatalogueTool, filter: TagFilter | undefined): boolean {
  const tag = hintOf(tool);
  if (filter?.disable?.includes(tag)) return false;
  return filter?.enable === undefined || filter.enable.includes(tag);
}

/**
 * Why a session may not run a tool, in Composio's words; undefined when it may. The tags of a toolkit replace
 * the tags of the session; an allow-list or deny-list of a toolkit counts together with the session's tags.
 */
export function sessionRestriction(config: SessionConfig, tool: CatalogueTool): string | undefined {
  const toolkit = CONFLUENCE.slug;
  if (!isToolkitAllowed(config, toolkit)) {
    return `[Session Restriction] Toolkit '${toolkit}' is disabled for this session. You cannot execute tools from this toolkit.`;
  }
  const filter = config.tools?.[toolkit];
  const tags = filter !== undefined && 'tags' in filter ? filter.tags : config.tags;
  const listed =
    filter === undefined ||
    'tags' in filter ||
    ('enable' in filter ? filter.enable.includes(tool.slug) : !filter.disable.includes(tool.slug));
  if (listed && passesTags(tool, tags)) return undefined;
  return `[Session Restriction] Tool '${tool.slug}' is disabled for this session. You cannot execute it.`;
}

/** The app tools a session may run. */
export function allowedTools(config: SessionConfig): CatalogueTool[] {
  return CATALOGUE.filter((tool) => sessionRestriction(config, tool) === undefined);
}

/** The app tools a session lists under their own names. */
export function preloadedTools(config: SessionConfig): CatalogueTool[] {
  const wanted = config.preload?.tools ?? [];
  const allowed = allowedTools(config);
  return wanted === 'all' ? allowed : allowed.filter((tool) => wanted.includes(tool.slug));
}

function isMetaToolOn(config: SessionConfig, slug: string): boolean {
  const manage = config.manage_connections;
  const managing = manage?.enable ?? true;
  const searching = config.search?.enable ?? true;
  const multi = config.execute?.enable_multi_execute ?? true;
  switch (slug) {
    case 'COMPOSIO_SEARCH_TOOLS':
      return searching;
    case 'COMPOSIO_MULTI_EXECUTE_TOOL':
      return multi;
    case 'COMPOSIO_GET_TOOL_SCHEMAS':
      // Of no use once there is neither a search to refer to it nor a way to run what it describes.
      return searching || multi;
    case 'COMPOSIO_MANAGE_CONNECTIONS':
      return managing;
    case 'COMPOSIO_WAIT_FOR_CONNECTIONS':
      return managing && (manage?.enable_wait_for_connections ?? false);
    default:
      return config.workbench?.enable ?? true;
  }
}

/** The meta tools a session lists. */
export function metaTools(config: SessionConfig): MetaTool[] {
  return META_TOOLS.filter((tool) => isMetaToolOn(config, tool.slug));
}

/** The names of all tools a session lists, meta tools first. */
export function listedSlugs(config: SessionConfig): string[] {
  return [...metaTools(config), ...preloadedTools(config)].map((tool) => tool.slug);
}
