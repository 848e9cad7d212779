import { z } from 'zod';
import type { ComposioContext } from '../context.ts';
import { type Caller, executeTool } from '../execute-tool.ts';
import { describeIssues } from '../read-body.ts';
import type { MetaCallWatch } from './meta-call-watch.ts';
import { type MetaResult, metaDone, metaFailed } from './meta-result.ts';

/** Models often write a list as a JSON string. What is no JSON is left for the schema to refuse. */
function unquoted(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

// The items are read one by one, so that one that is wrong does not stop the others.
export const multiExecuteInput = z.object({
  tools: z.preprocess(unquoted, z.array(z.unknown()).min(1).max(50)),
});

const itemSchema = z.object({
  tool_slug: z.string().min(1),
  arguments: z.unknown().optional(),
  account: z.string().nullish(),
});

/** What an item was about, for the result of one that could not be read. */
const namedSchema = z.looseObject({ tool_slug: z.string() });

type ItemResult = {
  tool_slug: string;
  index: number;
  response: { successful: boolean; data: unknown; error: string | null; log_id: string } | null;
  error: string | null;
};

/** So many run at the same moment; the rest wait, and do not begin when the call is cancelled. */
const SIDE_BY_SIDE = 10;

async function runItem(
  context: ComposioContext,
  caller: Caller,
  given: unknown,
): Promise<Omit<ItemResult, 'index'>> {
  const read = itemSchema.safeParse(unquoted(given));
  if (!read.success) {
    const tool_slug = namedSchema.safeParse(given).data?.tool_slug ?? '';
    return { tool_slug, response: null, error: `Invalid item: ${describeIssues(read.error)}` };
  }
  const { tool_slug, arguments: args, account } = read.data;
  if (tool_slug.toUpperCase().startsWith('COMPOSIO_')) {
    const error = `${tool_slug} is a meta tool. It cannot be run by COMPOSIO_MULTI_EXECUTE_TOOL; call it by itself.`;
    return { tool_slug, response: null, error };
  }
  const outcome = await executeTool(context, caller, {
    slug: tool_slug,
    arguments: args,
    account: account ?? undefined,
  });
  if (outcome.kind === 'refused') return { tool_slug, response: null, error: outcome.error };
  const error = outcome.kind === 'failed' ? outcome.error : null;
  const response = { successful: error === null, data: outcome.data, error, log_id: outcome.logId };
  return { tool_slug, response, error };
}

/** COMPOSIO_MULTI_EXECUTE_TOOL: runs tools side by side; each has its own result, in the order asked. */
export async function multiExecute(
  context: ComposioContext,
  caller: Caller,
  input: z.infer<typeof multiExecuteInput>,
  watch: MetaCallWatch,
): Promise<MetaResult> {
  const results: ItemResult[] = [];
  const waiting = input.tools.entries();
  async function work(): Promise<void> {
    for (const [index, item] of waiting) {
      if (watch.signal.aborted) return;
      const { tool_slug, ...result } = await runItem(context, caller, item);
      results.push({ tool_slug, index, ...result });
      watch.progress?.(results.length, input.tools.length, tool_slug);
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  results.sort((one, other) => one.index - other.index);

  const errors = results.filter(({ error }) => error !== null).length;
  const data = {
    results,
    total_count: results.length,
    success_count: results.length - errors,
    error_count: errors,
  };
  return errors === 0 ? metaDone(data) : metaFailed(`${errors} out of ${results.length} tools failed`, data);
}
