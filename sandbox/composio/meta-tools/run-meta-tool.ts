import type { z } from 'zod';
import type { ComposioContext } from '../context.ts';
import type { Caller } from '../execute-tool.ts';
import { describeIssues } from '../read-body.ts';
import { metaTools } from '../sessions/session-tools.ts';
import { readArguments } from '../tool-arguments.ts';
import { getToolSchemas, getToolSchemasInput } from './get-tool-schemas.ts';
import { manageConnections, manageConnectionsInput } from './manage-connections.ts';
import type { MetaCallWatch } from './meta-call-watch.ts';
import { type MetaResult, metaFailed } from './meta-result.ts';
import { multiExecute, multiExecuteInput } from './multi-execute.ts';
import { searchInput, searchMetaTool } from './search-meta-tool.ts';
import { waitForConnections, waitForConnectionsInput } from './wait-for-connections.ts';

/**
 * Runs a meta tool for a session. A meta tool the session does not list, or wrong arguments, come back as an
 * unsuccessful result. Undefined when the slug is no meta tool at all.
 */
export async function runMetaTool(
  context: ComposioContext,
  caller: Caller,
  call: { slug: string; arguments: unknown } & MetaCallWatch,
): Promise<MetaResult | undefined> {
  const slug = call.slug.toUpperCase();
  if (!slug.startsWith('COMPOSIO_')) return undefined;
  if (!metaTools(caller.config).some((tool) => tool.slug === slug)) {
    return metaFailed(`Tool ${call.slug} is not available in this session.`);
  }
  const given = readArguments(call.arguments);
  if (!given.ok) return metaFailed(given.error);

  async function withInput<T extends z.ZodType>(
    schema: T,
    run: (input: z.infer<T>) => MetaResult | Promise<MetaResult>,
  ): Promise<MetaResult> {
    const input = schema.safeParse(given.ok ? given.value : {});
    return input.success
      ? run(input.data)
      : metaFailed(`Invalid arguments for ${slug}: ${describeIssues(input.error)}`);
  }

  switch (slug) {
    case 'COMPOSIO_SEARCH_TOOLS':
      return withInput(searchInput, (input) => {
        const found = searchMetaTool(context, caller, input);
        call.progress?.(1, 1, 'searched');
        return found;
      });
    case 'COMPOSIO_GET_TOOL_SCHEMAS':
      return withInput(getToolSchemasInput, (input) => getToolSchemas(caller, input));
    case 'COMPOSIO_MANAGE_CONNECTIONS':
      return withInput(manageConnectionsInput, (input) => manageConnections(context, caller, input));
    case 'COMPOSIO_MULTI_EXECUTE_TOOL':
      return withInput(multiExecuteInput, (input) => multiExecute(context, caller, input, call));
    case 'COMPOSIO_WAIT_FOR_CONNECTIONS':
      return withInput(waitForConnectionsInput, (input) =>
        waitForConnections(context, caller, input, call.signal),
      );
    default:
      return metaFailed('The sandbox has no remote workbench. Use the Confluence tools instead.');
  }
}
