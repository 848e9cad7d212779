import type { z } from 'zod';
import { toolCallQuery } from '../domain/tool-call-filters.ts';

export type ToolCallSearch = Record<string, string | string[] | undefined>;

/** The filters of a history page's address. What makes no sense there is left away: a page is for looking, not for errors. */
export function readToolCallSearch(search: ToolCallSearch): z.infer<typeof toolCallQuery> {
  const kept = Object.entries(toolCallQuery.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(search[name] || undefined);
    return parsed.success && parsed.data !== undefined ? [[name, parsed.data]] : [];
  });
  return toolCallQuery.parse(Object.fromEntries(kept));
}
