import 'server-only';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { decideApprovals, type decisionsSchema, recordRefusal } from '@/lib/approvals/decide-approvals';
import type { TurnChunk } from '@/lib/domain/message';
import { unlessDraining } from './drain';
import { showCallIn } from './lost-calls';
import { openDecisionTurn } from './open-turn';
import { refreshPreview } from './refresh-preview';
import { runTurn } from './run-turn';

/**
 * Takes a person's decisions on actions that wait, and begins the turn that carries them out; answers its stream. All of them
 * count or none. Throws what `decideApprovals` throws, and `turn_in_progress` while a turn runs, with nothing decided.
 */
export async function decide(
  userId: string,
  conversationId: string,
  { decisions }: z.output<typeof decisionsSchema>,
): Promise<ReadableStream<TurnChunk>> {
  return unlessDraining(async () => {
    const owner = { userId, conversationId };
    const message = {
      id: randomUUID(),
      role: 'user' as const,
      parts: [
        {
          type: 'data-decided' as const,
          data: { approvalIds: decisions.map(({ approvalId }) => approvalId) },
        },
      ],
    };
    const turnId = await openDecisionTurn(owner, message, async (tx) => {
      // Shown at once, so that no card asks for what is decided.
      for (const callId of await decideApprovals(tx, owner, decisions)) await showCallIn(tx, callId);
    }).catch(async (error: unknown) => {
      const altered = await recordRefusal(owner, error);
      // What was written in place of the shown arguments is shown first.
      const edited = decisions.find(({ approvalId }) => approvalId === altered)?.arguments;
      if (altered && edited)
        await refreshPreview(userId, conversationId, altered, { arguments: edited }).catch((again: unknown) =>
          console.error('[changes] the preview could not be built again:', again),
        );
      throw error;
    });
    return runTurn({ userId, conversationId, turnId }).log.watch();
  });
}
