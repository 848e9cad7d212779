import { z } from 'zod';
import type { ComposioContext } from '../context.ts';
import { type Caller, executeTool } from '../execute-tool.ts';
import { type MetaResult, metaDone, metaFailed } from './meta-result.ts';

export const multiExecuteInput = z.object({
  tools: z
    .array(
      z.object({ tool_slug: z.string(), arguments: z.unknown().optional(), account: z.string().optional() }),
    )
    .min(1)
    .max(50),
});

/** COMPOSIO_MULTI_EXECUTE_TOOL: runs tools side by side; each has its own result, in the order asked. */
export async function multiExecute(
  context: ComposioContext,
  caller: Caller,
  input: z.infer<typeof multiExecuteInput>,
): Promise<MetaResult> {
  const results = await Promise.all(
    input.tools.map(async (item, index) => {
      const outcome = await executeTool(context, caller, {
        slug: item.tool_slug,
        arguments: item.arguments,
        account: item.account,
      });
      const common = { tool_slug: item.tool_slug, index };
      if (outcome.kind === 'refused') return { ...common, response: null, error: outcome.error };
      const error = outcome.kind === 'failed' ? outcome.error : null;
      const response = { successful: error === null, data: outcome.data, error, log_id: outcome.logId };
      return { ...common, response, error };
    }),
  );
  const errors = results.filter(({ error }) => error !== null).length;
  const data = {
    results,
    total_count: results.length,
    success_count: results.length - errors,
    error_count: errors,
  };
  return errors === 0 ? metaDone(data) : metaFailed(`${errors} out of ${results.length} tools failed`, data);
}
