import 'server-only';
import { mayRead } from '@/lib/approvals/may-read';
import { type SessionHolder, sendActions } from '@/lib/composio/send-actions';
import { callPhrase } from '@/lib/phrases/call-phrases';
import type { Look, OwnCall } from '@/lib/toolkits/toolkit';
import { ownTool } from '@/lib/toolkits/toolkits';

/**
 * Turns a call of one of our own tools into the one action in the app that it stands for. Some read first what they write to,
 * where the rules let it be read without asking.
 */
export async function ownCall(
  context: SessionHolder & { conversationId: string },
  tool: string,
  args: unknown,
): Promise<OwnCall> {
  const look: Look = async (reader, readerArgs) => {
    const reading = await mayRead(context, reader);
    if (!reading.allowed) return { refusal: callPhrase.readsFirst({ tool, reason: reading.reason }) };
    const [read] = await sendActions(context, [{ tool: reader, arguments: readerArgs }]);
    return read?.status === 'succeeded'
      ? { data: read.result }
      : { refusal: read?.error ?? callPhrase.unreadPage() };
  };
  const own = ownTool(tool);
  return own ? own.call(args, look) : { does: 'nothing', reason: callPhrase.noSuchTool({ tool }) };
}
