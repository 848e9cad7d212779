import { checkArguments } from '../composio/tool-arguments.ts';
import { findTool } from '../composio/toolkit/catalogue.ts';
import { executorOf } from '../composio/tools/executors.ts';
import { openRest } from '../composio/tools/rest.ts';
import type { Json } from '../composio/tools/test-support/tool-case.ts';

/**
 * Runs a tool as Composio does, arguments checked, over the REST that `send` reaches.
 * @param origin of the site
 * @throws Error when there is no such tool, or its arguments do not fit
 */
export async function runTool(
  site: { origin: string; send: (path: string, init?: RequestInit) => Promise<Response> },
  slug: string,
  args: Json,
): Promise<Json> {
  const tool = findTool(slug);
  if (tool === undefined) throw new Error(`There is no tool ${slug}.`);
  const checked = checkArguments(tool, args);
  if (!checked.ok) throw new Error(checked.error);
  const rest = openRest({ send: site.send }, { origin: site.origin, now: () => new Date() });
  return executorOf(tool.slug)(checked.value, rest);
}
