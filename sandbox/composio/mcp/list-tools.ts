import { ErrorCode, type ListToolsResult, McpError } from '@modelcontextprotocol/sdk/types.js';
import { metaToolAnnotations } from '../meta-tools/definitions.ts';
import type { SessionConfig } from '../sessions/session-config.ts';
import { metaTools, preloadedTools } from '../sessions/session-tools.ts';
import { annotationsOf } from '../toolkit/catalogue.ts';

/** More than one toolkit has, as many clients read the first page only. */
const PAGE_SIZE = 100;

/** The start that a cursor of ours names. Throws `McpError` -32602 for any other text. */
function startOf(cursor: string | undefined, total: number): number {
  if (cursor === undefined) return 0;
  const start = Number(/^after:(\d{1,6})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]);
  if (start > 0 && start < total) return start;
  throw new McpError(ErrorCode.InvalidParams, 'Invalid cursor');
}

/** One page of a session's tools, meta tools first, and a cursor when there are more. */
export function listTools(
  config: SessionConfig,
  cursor: string | undefined,
  pageSize = PAGE_SIZE,
): ListToolsResult {
  const all = [
    ...metaTools(config).map((tool) => ({ tool, annotations: metaToolAnnotations(tool) })),
    ...preloadedTools(config).map((tool) => ({ tool, annotations: annotationsOf(tool) })),
  ];
  const start = startOf(cursor, all.length);
  const end = start + pageSize;
  const tools = all.slice(start, end).map(({ tool, annotations }) => ({
    name: tool.slug,
    title: tool.name,
    description: tool.description,
    inputSchema: { ...tool.inputSchema, type: 'object' as const },
    annotations,
  }));
  if (end >= all.length) return { tools };
  return { tools, nextCursor: Buffer.from(`after:${end}`).toString('base64url') };
}
