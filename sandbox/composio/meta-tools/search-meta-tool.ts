import { z } from 'zod';
import type { ComposioContext } from '../context.ts';
import type { Caller } from '../execute-tool.ts';
import { searchAnswer } from '../tool-search/search-answer.ts';
import { type MetaResult, metaDone } from './meta-result.ts';

export const searchInput = z.object({
  queries: z
    .array(z.object({ use_case: z.string().min(1).max(1024), known_fields: z.string().optional() }))
    .min(1),
  session: z.object({ id: z.string().optional(), generate_id: z.boolean().optional() }).optional(),
  toolkits: z.array(z.string()).optional(),
});

/** COMPOSIO_SEARCH_TOOLS: finds tools for each use case and gives the task a session id to pass on. */
export function searchMetaTool(
  context: ComposioContext,
  caller: Caller,
  input: z.infer<typeof searchInput>,
): MetaResult {
  return metaDone(searchAnswer(context, caller, input));
}
