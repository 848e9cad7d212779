import 'server-only';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { decideApprovals, type decisionsSchema, recordRefusal } from '@/lib/approvals/decide-approvals';
import { unlessDraining } from './drain';
import { openDecisionTurn } from './open-turn';
import { withPlace } from './places';
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
): Promise<ReadableStream<Uint8Array>> {
  return unlessDraining(async () => {
    const owner = { userId, conversationId };
    const approvalIds = decisions.map(({ approvalId }) => approvalId);
    const message = { id: randomUUID(), parts: [{ type: 'data-decided' as const, data: { approvalIds } }] };
    const { opened: turnId, place } = await withPlace(({ waits }) =>
      openDecisionTurn(owner, { ...message, waits }, (tx) => decideApprovals(tx, owner, decisions)),
    ).catch(async (error: unknown) => {
      const altered = await recordRefusal(owner, error);
      // What was written in place of the shown arguments is shown first.
      const edited = decisions.find(({ approvalId }) => approvalId === altered)?.arguments;
      if (altered && edited)
        await refreshPreview(userId, conversationId, altered, { arguments: edited }).catch((again: unknown) =>
          console.error('[approvals] the preview could not be built again:', again),
        );
      throw error;
    });
    return runTurn({ userId, conversationId, turnId }, place).log.watch();
  });
}
