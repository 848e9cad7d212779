import 'server-only';
import { preparedQuery } from '@/lib/db/client';

/** What earlier turns of a conversation left: any calls at all, writes of which nobody knows how they ended, decisions to carry out. */
export type OpenEnds = { calls: boolean; lost: boolean; decided: boolean };

const OPEN_ENDS = {
  name: 'open-ends',
  text: `
    select exists (select from tool_calls where conversation_id = $1 and turn_id is not null) as calls,
      exists (
        select from tool_calls join actions on actions.tool_call_id = tool_calls.id
        where tool_calls.conversation_id = $1 and tool_calls.turn_id is not null and actions.status = 'unknown'
      ) as lost,
      exists (
        select from approvals join actions on actions.id = approvals.action_id
        where approvals.conversation_id = $1 and approvals.status in ('allowed', 'denied') and actions.status = 'waiting'
      ) as decided`,
};

/** Looks at what earlier turns left, in one statement: most conversations have nothing of it. */
export async function openEnds(conversationId: string): Promise<OpenEnds> {
  const [ends] = await preparedQuery<OpenEnds>({ ...OPEN_ENDS, values: [conversationId] });
  return ends ?? { calls: false, lost: false, decided: false };
}
