import 'server-only';
import { type MessageRow, withCalls } from '@/lib/conversations/get-conversation';
import { preparedQuery } from '@/lib/db/client';
import type { ConversationMessage } from '@/lib/domain/message';
import type { TurnCause } from '@/lib/domain/turn-cause';
import type { Turn } from './turn';

/** Whether earlier turns of a conversation left calls, writes of which nobody knows how they ended, decisions to carry out. */
type OpenEnds = { calls: boolean; lost: boolean; decided: boolean };

/** A conversation as a turn finds it. The messages are a function, as calls in them may end before they are asked for. */
export type SoFar = OpenEnds & { cause: TurnCause | null; messages: () => Promise<ConversationMessage[]> };

const SO_FAR = {
  name: 'so-far',
  text: `
    select id, role, parts, created_at as "createdAt", turn_id as "turnId",
      (select cause from turns where id = $2) as cause,
      exists (select from tool_calls where conversation_id = $1 and turn_id is not null) as calls,
      exists (
        select from tool_calls join actions on actions.tool_call_id = tool_calls.id
        where tool_calls.conversation_id = $1 and tool_calls.turn_id is not null and actions.status = 'unknown'
      ) as lost,
      exists (
        select from approvals join actions on actions.id = approvals.action_id
        where approvals.conversation_id = $1 and approvals.status in ('allowed', 'denied') and actions.status = 'waiting'
      ) as decided
    from messages where conversation_id = $1 order by position`,
};

/** A conversation that begins with this message. */
export function nothingBefore(conversationId: string, cause: TurnCause, message: MessageRow): SoFar {
  const messages = () => withCalls(conversationId, [message]);
  return { cause, calls: false, lost: false, decided: false, messages };
}

/** Reads what a turn begins with, in one statement. */
export async function readSoFar({ conversationId, turnId }: Turn): Promise<SoFar> {
  type Row = MessageRow & OpenEnds & { cause: TurnCause | null };
  const rows = await preparedQuery<Row>({ ...SO_FAR, values: [conversationId, turnId] });
  const { cause = null, calls = false, lost = false, decided = false } = rows[0] ?? {};
  return { cause, calls, lost, decided, messages: () => withCalls(conversationId, rows) };
}
