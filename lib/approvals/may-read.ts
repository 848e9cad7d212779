import 'server-only';
import { NO_TAINT } from '../toolkits/taint';
import { rulesOf } from './examine-action';
import { judge } from './gate';

/** Whether a reading tool may run without asking anybody, for a read that no card could show; or in words for the model why not. */
export async function mayRead(
  { userId, conversationId }: { userId: string; conversationId: string },
  tool: string,
): Promise<{ allowed: true } | { allowed: false; reason: string }> {
  const { answer, reasons } = judge({
    action: { tool, kind: 'read' },
    ...(await rulesOf(userId, conversationId)),
    target: null,
    taint: NO_TAINT,
    risk: { losses: false, newLinks: false, noPreview: false },
  });
  return answer === 'allow' ? { allowed: true } : { allowed: false, reason: reasons.join(' ') };
}
