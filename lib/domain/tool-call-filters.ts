import { z } from 'zod';
import { ACTION_KINDS } from './action-kind.ts';
import { storableText } from './storable-text.ts';

const CALL_STATUSES = ['waiting', 'running', 'succeeded', 'failed', 'unknown', 'denied'] as const;

/** What lists and exports of the ledger can be narrowed to. A call matches when it or one of its actions does. */
export const toolCallFilters = z.object({
  status: z.enum(CALL_STATUSES).optional(),
  kind: z.enum(ACTION_KINDS).optional(),
  tool: storableText.pipe(z.string().max(200)).optional(),
  q: storableText.pipe(z.string().trim().max(200)).optional(),
  /** The one call that carries this action. */
  action: z.uuid().optional(),
});
export type ToolCallFilters = z.infer<typeof toolCallFilters>;

export const toolCallQuery = toolCallFilters.extend({ cursor: z.string().max(500).optional() });
