import 'server-only';
import { and, eq } from 'drizzle-orm';
import { catalogueTool } from '@/lib/composio/tool-catalogue';
import { database } from '@/lib/db/client';
import { actions, changes, toolCalls } from '@/lib/db/schema';
import { AppError } from '@/lib/http/app-error';
import { restoreBodies } from '@/lib/ledger/bodies';
import { showChange } from '@/lib/phrases/show-change';
import type { Change } from '../domain/change';

/** A change of one's own with its preview, as it was shown. Throws `not_found`. */
export async function getChange(userId: string, id: string): Promise<Change> {
  const { conversationId, summary, preview } = await ownChange(userId, id);
  return showChange({ ...summary, preview: await restoreBodies(database(), conversationId, preview) });
}

/** What a change was built from: the tool, its arguments, and the JSON Schema of its input. Throws `not_found`. */
export async function getChangeForm(
  userId: string,
  id: string,
): Promise<{ tool: string; arguments: unknown; schema: Record<string, unknown> }> {
  const { tool, arguments: args } = await ownChange(userId, id);
  const schema = (await catalogueTool(tool))?.inputSchema ?? { type: 'object' };
  return { tool, arguments: args, schema };
}

async function ownChange(userId: string, id: string) {
  const [row] = await database()
    .select({
      conversationId: toolCalls.conversationId,
      tool: actions.tool,
      arguments: actions.arguments,
      summary: changes.summary,
      preview: changes.preview,
    })
    .from(changes)
    .innerJoin(actions, eq(actions.id, changes.actionId))
    .innerJoin(toolCalls, eq(toolCalls.id, actions.toolCallId))
    .where(and(eq(changes.id, id), eq(toolCalls.userId, userId)));
  if (!row)
    throw new AppError('not_found', 'There is no such change.', {
      hint: 'Its conversation may have been deleted.',
    });
  return row;
}
