import 'server-only';
import { appRest } from '@/lib/composio/app-rest';
import type { SessionHolder } from '@/lib/composio/send-actions';
import * as toolkits from '@/lib/toolkits/toolkits';
import type { ActionChange } from '../domain/approval';

/** The arguments of a waiting write for its target as it is now. */
export async function refreshArguments(
  holder: SessionHolder,
  {
    call,
    action,
  }: {
    call: { tool: string; arguments: unknown };
    action: { id: string; tool: string; arguments: unknown; change: ActionChange | null };
  },
): Promise<unknown> {
  const { id: actionId, tool, arguments: args, change } = action;
  const edited = change?.edited ?? false;
  const rest = appRest(holder, toolkits.toolkitOf(tool));
  return toolkits.refreshArguments(rest, { tool, actionId, arguments: args, call, edited });
}
