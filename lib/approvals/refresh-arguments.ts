import 'server-only';
import { appRest } from '@/lib/composio/app-rest';
import type { SessionHolder } from '@/lib/composio/send-actions';
import { refreshArguments as refreshedByTool, toolkitOf } from '@/lib/toolkits/toolkits';

/** The arguments of a waiting write for its target as it is now. `edited`: a person wrote the arguments. */
export async function refreshArguments(
  holder: SessionHolder,
  asked: {
    call: { tool: string; arguments: unknown };
    action: { actionId: string; tool: string; arguments: unknown };
    edited: boolean;
  },
): Promise<unknown> {
  const { call, edited } = asked;
  const { actionId, tool, arguments: args } = asked.action;
  const rest = appRest(holder, toolkitOf(tool));
  return refreshedByTool(rest, { tool, actionId, arguments: args, call, edited });
}
